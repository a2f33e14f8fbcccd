package io.beamdesk.ui.recipes;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.recipes.StepScanDraft.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The form of a step scan. It writes what is typed to the draft, and shows the draft.
final class StepScanForm {
    private final RecipesViewModel model;
    private final TextField name = text("recipe-name");
    private final TextField sample = text("recipe-sample");
    private final ComboBox<String> axis = new ComboBox<>();
    private final TextField from = text("recipe-from");
    private final TextField to = text("recipe-to");
    private final TextField points = text("recipe-points");
    private final TextField step = text("recipe-step");
    private final TextField exposure = text("recipe-exposure");
    private final TextField settle = text("recipe-settle");
    private final TextArea notes = new TextArea();
    private final ToggleButton absolute = new ToggleButton("absolute");
    private final ToggleButton relative = new ToggleButton("relative");
    private final Map<String, CheckBox> detectors = new LinkedHashMap<>();
    private final Map<String, CheckBox> readables = new LinkedHashMap<>();
    private final Map<Field, FormField> fields = new LinkedHashMap<>();
    private final FormField axisField = new FormField("Axis", true, axis);
    private final FormField fromField = FormField.number("From", true, from);
    private final FormField toField = FormField.number("To", true, to);
    private final FormField pointsField = FormField.number("Points", true, points);
    private final FormField stepField = FormField.number("Step", false, step);
    private final Label positionsHint = Parts.label("", "hint");
    private final Label detectorsReason = Parts.label("", "major-text");
    private final VBox root;
    private boolean showing;

    StepScanForm(RecipesViewModel model) {
        this.model = model;
        FormField nameField = new FormField("Recipe name", true, name);
        FormField sampleField = new FormField("Sample name", false, sample);
        FormField exposureField = FormField.number("Exposure", true, exposure);
        FormField settleField = FormField.number("Settle", true, settle);
        exposureField.setUnit("s");
        settleField.setUnit("s");
        exposureField.setHint("each point, every detector");
        settleField.setHint("after the arrival, before the count");
        pointsField.setHint("both ends included");
        stepField.setHint("(to − from) / (points − 1)");
        sampleField.setHint("part of the product's name");
        fields.put(Field.NAME, nameField);
        fields.put(Field.AXIS, axisField);
        fields.put(Field.FROM, fromField);
        fields.put(Field.TO, toField);
        fields.put(Field.POINTS, pointsField);
        fields.put(Field.STEP, stepField);
        fields.put(Field.EXPOSURE, exposureField);
        fields.put(Field.SETTLE, settleField);
        axis.setId("recipe-axis");
        axis.getItems()
                .setAll(model.desk().axes().stream().map(RecipeDesk.AxisState::name).toList());
        axis.setConverter(labels());
        absolute.setId("recipe-absolute");
        relative.setId("recipe-relative");
        detectorsReason.setGraphic(Parts.icon("mdi2a-alert-circle", "major-text"));
        notes.setPrefRowCount(2);
        notes.setWrapText(true);
        notes.setAccessibleText("Notes, kept in every product");
        HBox segments = Parts.segmented(absolute, relative);
        absolute.setMaxWidth(Double.MAX_VALUE);
        VBox positions = new VBox(head("Positions are"), segments, positionsHint);
        positions.getStyleClass().addAll("form-field", "positions");
        VBox body =
                new VBox(
                        section(row(nameField.grow(400).root(), sampleField.grow(400).root())),
                        section(
                                heading(
                                        "Axis",
                                        "it moves, stops and counts at every point, then returns"),
                                row(axisField.grow(320).root(), positions),
                                row(
                                        fromField.grow(100).root(),
                                        toField.grow(100).root(),
                                        pointsField.grow(100).root(),
                                        stepField.grow(100).root())),
                        section(
                                heading("Measure", "at every point"),
                                checks(model.desk().detectors(), detectors),
                                detectorsReason,
                                row(exposureField.grow(100).root(), settleField.grow(100).root())),
                        section(
                                heading("Read along", "without counting"),
                                checks(model.desk().readables(), readables)),
                        section(heading("Notes", "kept in every product"), notes));
        if (model.desk().readables().isEmpty()) {
            body.getChildren().remove(3);
        }
        body.getStyleClass().add("form-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root =
                Parts.card(
                        Parts.cardHeader(
                                "Step scan",
                                Parts.spacer(),
                                Parts.label("*", "required"),
                                Parts.label("needed", "muted")),
                        scroll);
        listen();
        model.draftProperty().subscribe(this::show);
        model.faultsProperty().subscribe(this::showFaults);
    }

    Node root() {
        return root;
    }

    private static TextField text(String id) {
        TextField field = new TextField();
        field.setId(id);
        return field;
    }

    private static HBox head(String label) {
        HBox head = new HBox(Parts.label(label, "field-label"));
        head.getStyleClass().add("field-head");
        return head;
    }

    private static HBox heading(String title, String about) {
        HBox heading = new HBox(Parts.label(title, "semibold"), Parts.label(about, "muted"));
        heading.getStyleClass().add("form-heading");
        return heading;
    }

    private static VBox section(Node... children) {
        VBox section = new VBox(children);
        section.getStyleClass().add("form-section");
        return section;
    }

    private static HBox row(Node... children) {
        HBox row = new HBox(children);
        row.getStyleClass().add("form-row");
        return row;
    }

    private FlowPane checks(List<RecipeDesk.Choice> choices, Map<String, CheckBox> boxes) {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("form-checks");
        for (RecipeDesk.Choice choice : choices) {
            CheckBox box = new CheckBox(choice.label());
            box.setMnemonicParsing(false);
            box.setId("recipe-use-" + choice.name());
            boxes.put(choice.name(), box);
            pane.getChildren().add(box);
        }
        return pane;
    }

    private StringConverter<String> labels() {
        return new StringConverter<>() {
            @Override
            public String toString(String device) {
                return model.desk().axes().stream()
                        .filter(a -> a.name().equals(device))
                        .findFirst()
                        .map(RecipeDesk.AxisState::label)
                        .orElse(device == null ? "" : device);
            }

            @Override
            public String fromString(String label) {
                return label;
            }
        };
    }

    private void listen() {
        for (TextField field : List.of(name, sample, from, to, points, exposure, settle)) {
            field.textProperty().subscribe(this::typed);
        }
        notes.textProperty().subscribe(this::typed);
        axis.valueProperty().subscribe(this::typed);
        relative.selectedProperty().subscribe(this::typed);
        detectors.values().forEach(box -> box.selectedProperty().subscribe(this::typed));
        readables.values().forEach(box -> box.selectedProperty().subscribe(this::typed));
        // A step becomes a number of points when it is done, not at every key.
        step.setOnAction(_ -> stepTyped());
        step.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        stepTyped();
                    }
                });
    }

    private void typed() {
        if (showing) {
            return;
        }
        StepScanDraft was = model.draftProperty().get();
        model.draftProperty()
                .set(
                        new StepScanDraft(
                                name.getText(),
                                Optional.ofNullable(axis.getValue()).orElse(""),
                                from.getText(),
                                to.getText(),
                                points.getText(),
                                relative.isSelected(),
                                chosen(detectors, was.detectors()),
                                chosen(readables, was.read()),
                                exposure.getText(),
                                settle.getText(),
                                sample.getText(),
                                notes.getText()));
    }

    /// The ticked names in the order they were, new ones behind; a name that is no device here stays.
    private static List<String> chosen(Map<String, CheckBox> boxes, List<String> before) {
        List<String> names = new ArrayList<>(before);
        names.removeIf(name -> {
            CheckBox box = boxes.get(name);
            return box != null && !box.isSelected();
        });
        boxes.forEach((name, box) -> {
            if (box.isSelected() && !names.contains(name)) {
                names.add(name);
            }
        });
        return names;
    }

    private void stepTyped() {
        StepScanDraft now = model.draftProperty().get();
        try {
            double wanted = Figures.parse(step.getText());
            boolean same =
                    now.step().map(StepScanDraft::plain).orElse("").equals(step.getText().strip());
            if (!same) {
                now.withStep(wanted).ifPresent(model.draftProperty()::set);
            }
        } catch (NumberFormatException _) {
            // The step that the points give comes back.
        }
        showStep(model.draftProperty().get());
    }

    private void showStep(StepScanDraft draft) {
        step.setText(draft.step().map(StepScanDraft::plain).orElse(""));
    }

    private void show(StepScanDraft draft) {
        showing = true;
        set(name, draft.name());
        set(sample, draft.sample());
        set(from, draft.from());
        set(to, draft.to());
        set(points, draft.points());
        set(exposure, draft.exposure());
        set(settle, draft.settle());
        if (!notes.getText().equals(draft.notes())) {
            notes.setText(draft.notes());
        }
        axis.setValue(draft.axis().isEmpty() ? null : draft.axis());
        (draft.relative() ? relative : absolute).setSelected(true);
        detectors.forEach((device, box) -> box.setSelected(draft.detectors().contains(device)));
        readables.forEach((device, box) -> box.setSelected(draft.read().contains(device)));
        if (!step.isFocused()) {
            showStep(draft);
        }
        showing = false;
        showAxis(draft);
    }

    private static void set(TextField field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private void showAxis(StepScanDraft draft) {
        Optional<RecipeDesk.AxisState> state = model.axis();
        String units = state.map(RecipeDesk.AxisState::units).orElse("");
        for (FormField field : List.of(fromField, toField, stepField)) {
            field.setUnit(units);
        }
        String now =
                state.filter(a -> a.position().isPresent())
                        .map(a ->
                                "now "
                                        + Figures.of(a.position().getAsDouble(), a.precision())
                                        + " "
                                        + units)
                        .orElse("");
        String limits =
                state.filter(a -> a.limits().isSet())
                        .map(a ->
                                "limits "
                                        + Figures.brief(a.limits().low())
                                        + " to "
                                        + Figures.brief(a.limits().high())
                                        + " "
                                        + units)
                        .orElse("");
        axisField.setHint(limits.isEmpty() ? now : now.isEmpty() ? limits : now + ", " + limits);
        positionsHint.setText(
                draft.relative() ? "to where the axis stands" : "in the axis' own coordinate");
        showFaults(model.faultsProperty().get());
    }

    private void showFaults(Map<Field, String> faults) {
        fields.forEach((field, shown) -> shown.setFault(faults.getOrDefault(field, "")));
        String reason = faults.getOrDefault(Field.DETECTORS, "");
        detectorsReason.setText(reason);
        detectorsReason.setVisible(!reason.isEmpty());
        detectorsReason.setManaged(!reason.isEmpty());
    }
}
