package io.beamdesk.ui.recipes;

import atlantafx.base.controls.ToggleSwitch;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.RecipeException.Fault;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.recipes.Inputs.Input;
import io.beamdesk.ui.recipes.TechniqueForm.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The form of a recipe, laid out as its technique declares it. It writes what is typed to the draft,
/// and shows the draft; it is built anew only where the draft has other fields than before.
final class FormView {
    private final RecipesViewModel model;
    private final Map<TechniqueForm.Tool, Runnable> tools;
    private final Label title = Parts.label("", "card-title");
    private final VBox body = new VBox();
    private final ScrollPane scroll = new ScrollPane(body);
    private final VBox root;
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private final List<Runnable> notes = new ArrayList<>();
    private final Map<String, Consumer<List<Fault>>> rowFaults = new LinkedHashMap<>();
    private final Map<String, JsonObject> leftOut = new LinkedHashMap<>();
    private String shape = "";

    private record Shown(Placed placed, FormField field, Input input) {
        void show(Place root) {
            Place place = new Place(root.desk(), root.root(), placed.place().at());
            input.show().accept(place);
            switch (placed.field()) {
                case Field.Number number -> {
                    field.setUnit(number.unit().apply(place));
                    field.setHint(number.hint().apply(place));
                }
                case Field.Numbers numbers -> {
                    field.setUnit(numbers.unit().apply(place));
                    field.setHint(numbers.hint().apply(place));
                }
                case Field.Derived derived -> {
                    field.setUnit(derived.unit().apply(place));
                    field.setHint(derived.hint().apply(place));
                }
                case Field.Choice choice -> field.setHint(choice.hint().apply(place));
                case Field.Flag flag -> field.setHint(flag.hint().apply(place));
                case Field.Device device -> field.setHint(place.state(device.path()));
                case Field.Text text ->
                        field.setHint(text.offers().apply(place).isEmpty() ? text.hint() : "");
                case Field.Devices _, Field.Variant _, Field.Rows _ -> {}
            }
        }
    }

    /// @param tools what asks for something to fill in
    /// @param said what the last action did, to stand beside the title
    FormView(RecipesViewModel model, Map<TechniqueForm.Tool, Runnable> tools, Node... said) {
        this.model = model;
        this.tools = tools;
        body.getStyleClass().add("form-body");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox header =
                new HBox(
                        title,
                        Parts.spacer(),
                        Parts.label("*", "required"),
                        Parts.label("needed", "muted"));
        header.getStyleClass().add("card-header");
        header.getChildren().addAll(1, List.of(said));
        root = Parts.card(header, scroll);
        root.getStyleClass().add("form-card");
        model.draftProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private Place place() {
        return new Place(model.desk(), model.draftProperty().get(), "");
    }

    private void refresh() {
        String now = model.form().shape(model.desk(), model.draftProperty().get());
        if (!now.equals(shape)) {
            boolean other = !now.lines().findFirst().equals(shape.lines().findFirst());
            shape = now;
            build();
            if (other) {
                leftOut.clear();
                scroll.setVvalue(0);
            }
        }
        Place place = place();
        shown.values().forEach(field -> field.show(place));
        notes.forEach(Runnable::run);
        showFaults();
    }

    private void build() {
        Optional<String> focused =
                Optional.ofNullable(root.getScene())
                        .map(scene -> scene.getFocusOwner())
                        .map(Node::getId)
                        .filter(id -> !id.isEmpty());
        shown.clear();
        notes.clear();
        rowFaults.clear();
        title.setText(model.form().title());
        body.getChildren().setAll(model.form().sections().stream().map(this::section).toList());
        focused.map(id -> body.lookup("#" + id)).ifPresent(Node::requestFocus);
    }

    private Node section(TechniqueForm.Section section) {
        VBox box = new VBox();
        box.getStyleClass().add("form-section");
        if (!section.title().isEmpty()) {
            Label about = Parts.label("", "muted");
            notes.add(() -> about.setText(section.about().apply(place())));
            Label name = Parts.label(section.title(), "semibold");
            HBox heading = new HBox(name, about, Parts.spacer());
            section.part().ifPresent(part -> heading.getChildren().addFirst(toggle(part, name)));
            heading.getStyleClass().add("form-heading");
            section.action()
                    .ifPresent(action ->
                            heading.getChildren()
                                    .add(
                                            Parts.described(
                                                    Parts.button(
                                                            action.label(),
                                                            action.icon(),
                                                            () ->
                                                                    model.edit(
                                                                            action.label(),
                                                                            action.change()),
                                                            "flat"),
                                                    action.words())));
            section.tool().ifPresent(tool -> heading.getChildren().add(button(tool)));
            for (List<Field> row : section.rows()) {
                row.stream()
                        .filter(Field.Rows.class::isInstance)
                        .map(Field.Rows.class::cast)
                        .forEach(rows -> tools(rows, heading));
            }
            box.getChildren().add(heading);
        }
        section.rows(model.draftProperty().get()).forEach(row -> row(row, place(), box));
        return box;
    }

    /// Puts a part in and takes it out; what it was comes back with it.
    private ToggleSwitch toggle(TechniqueForm.Part part, Label name) {
        ToggleSwitch toggle = new ToggleSwitch();
        toggle.setId(id(part.path()) + "-on");
        toggle.setAccessibleText(name.getText());
        name.setLabelFor(toggle);
        toggle.setSelected(part.isIn(model.draftProperty().get()));
        toggle.selectedProperty()
                .subscribe((_, on) -> {
                    JsonObject now = model.draftProperty().get();
                    if (on != part.isIn(now)) {
                        if (!on) {
                            leftOut.put(part.path(), JsonPath.object(now, part.path()));
                        }
                        JsonObject fresh = leftOut.getOrDefault(part.path(), part.fresh().get());
                        model.edit(
                                part.path() + "?",
                                json ->
                                        JsonPath.with(
                                                json, part.path(), on ? fresh : JsonNull.INSTANCE));
                    }
                });
        return toggle;
    }

    private Button button(TechniqueForm.Tool tool) {
        Button button =
                Parts.button(
                        tool.label(),
                        tool.icon(),
                        () -> Optional.ofNullable(tools.get(tool)).ifPresent(Runnable::run));
        button.setId("recipe-" + tool.name().toLowerCase(Locale.ROOT));
        return button;
    }

    private void tools(Field.Rows rows, HBox heading) {
        int count = JsonPath.array(model.draftProperty().get(), rows.path()).size();
        if (count < rows.most()) {
            Button add =
                    Parts.button(
                            "Add " + rows.label().toLowerCase(Locale.ROOT),
                            "mdi2p-plus",
                            () -> RowsView.insert(model, rows, count));
            add.setId("recipe-add-" + rows.path());
            heading.getChildren().add(add);
        }
    }

    private void row(List<Field> fields, Place place, VBox into) {
        FormRow row = new FormRow();
        List<Runnable> below = new ArrayList<>();
        for (Field field : fields) {
            if (field instanceof Field.Rows rows) {
                into.getChildren().add(new RowsView(this, model, rows, place).root());
                continue;
            }
            if (field instanceof Field.Variant variant) {
                Place inner = TechniqueForm.within(place, variant);
                List<Field> chosen = variant.alternatives().get(variant.chosen(inner)).fields();
                if (variant.alternatives().size() > 1) {
                    add(row, field, place);
                }
                if (chosen.size() == 1) {
                    add(row, chosen.getFirst(), inner);
                } else {
                    below.add(() -> row(chosen, inner, into));
                }
                continue;
            }
            add(row, field, place);
        }
        if (!row.isEmpty()) {
            into.getChildren().add(row);
        }
        below.forEach(Runnable::run);
    }

    private void add(FormRow row, Field field, Place place) {
        row.add(add(new Placed(field, place), true).root(), field.share());
    }

    /// Makes the control of a field, which from then on shows the draft.
    FormField add(Placed placed, boolean labelled) {
        Input input = input(placed);
        input.node().setId(id(placed.path()));
        FormField field =
                labelled
                        ? FormField.labelled(placed.field(), input.node())
                        : FormField.cell(placed.field(), input.node(), placed.name(model.form()));
        shown.put(
                placed.path() + (placed.field() instanceof Field.Variant ? "?" : ""),
                new Shown(placed, field, input));
        return field;
    }

    /// Id of the control of a path: `recipe-axes-0-from`.
    static String id(String path) {
        return "recipe-" + path.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^-|-$", "");
    }

    private Input input(Placed placed) {
        Place place = placed.place();
        String path = placed.path();
        return switch (placed.field()) {
            case Field.Text text when !text.offers().apply(place).isEmpty() ->
                    Inputs.choice(text.path(), text.offers(), v -> model.edit(path, v));
            case Field.Text text -> Inputs.text(text, place, v -> model.edit(path, v));
            case Field.Number number -> Inputs.number(number, place, v -> model.edit(path, v));
            case Field.Numbers numbers -> Inputs.numbers(numbers, v -> model.edit(path, v));
            case Field.Choice choice ->
                    Inputs.choice(
                            choice.path(), choice.options(), v -> edit(placed, v, choice.then()));
            case Field.Device device ->
                    Inputs.choice(
                            device.path(),
                            at ->
                                    device.kind().of(at.desk()).stream()
                                            .map(c -> Field.Option.of(c.name(), c.label()))
                                            .toList(),
                            v -> model.edit(path, v));
            case Field.Devices devices ->
                    Inputs.devices(devices, place, v -> edit(placed, v, devices.then()));
            case Field.Flag flag ->
                    Inputs.segments(
                            List.of(flag.no(), flag.yes()),
                            at -> at.flag(flag.path()) ? 1 : 0,
                            i -> model.edit(path, new JsonPrimitive(i == 1)));
            case Field.Variant variant ->
                    Inputs.segments(
                            variant.alternatives().stream().map(Field.Alternative::label).toList(),
                            at -> variant.chosen(TechniqueForm.within(at, variant)),
                            i -> choose(TechniqueForm.within(place, variant), variant, i));
            case Field.Derived derived ->
                    Inputs.derived(
                            derived,
                            wanted ->
                                    model.edit(
                                            path,
                                            json ->
                                                    JsonPath.change(
                                                            json,
                                                            place.at(),
                                                            object ->
                                                                    derived.set()
                                                                            .orElseThrow()
                                                                            .set(object, wanted)
                                                                            .orElse(object))));
            case Field.Rows _ -> throw new IllegalArgumentException("A list has no one control");
        };
    }

    private void choose(Place place, Field.Variant variant, int index) {
        if (variant.chosen(new Place(model.desk(), model.draftProperty().get(), place.at()))
                != index) {
            model.edit(
                    place.at() + "?",
                    json ->
                            JsonPath.change(
                                    json, place.at(), variant.alternatives().get(index).into()));
        }
    }

    private void edit(Placed placed, JsonElement value, BinaryOperator<JsonObject> then) {
        model.edit(
                placed.path(),
                json -> {
                    JsonObject set = JsonPath.with(json, placed.path(), value);
                    String at = placed.place().at();
                    return JsonPath.change(
                            set, at, after -> then.apply(JsonPath.object(json, at), after));
                });
    }

    private void showFaults() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Fault fault : model.faultsProperty().get()) {
            field(fault.field()).ifPresent(path -> reasons.putIfAbsent(path, say(fault)));
        }
        shown.forEach((path, field) -> field.field().setFault(reasons.getOrDefault(path, "")));
        rowFaults.forEach((at, show) -> show.accept(model.faultsProperty().get()));
    }

    /// Shows the faults of a row of a list, or of the list, whenever there are others.
    void onFaults(String at, Consumer<List<Fault>> show) {
        rowFaults.put(at, show);
    }

    private Optional<String> field(String path) {
        return shown.keySet().stream()
                .filter(at -> JsonPath.isWithin(path, at))
                .max(Comparator.comparingInt(String::length));
    }

    /// A fault as a sentence of its own.
    static String say(Fault fault) {
        String message = fault.message().replaceFirst("^is (missing|\"\"); ", "");
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    /// Brings the field of a path into view and gives it the focus.
    void focus(String path) {
        field(path)
                .map(shown::get)
                .ifPresent(field -> {
                    Region input = field.input().node();
                    scrollTo(input);
                    input.requestFocus();
                });
    }

    private void scrollTo(Node node) {
        double height = body.getHeight() - scroll.getViewportBounds().getHeight();
        double y =
                body.sceneToLocal(node.localToScene(node.getBoundsInLocal())).getMinY()
                        - scroll.getViewportBounds().getHeight() / 2;
        if (height > 0) {
            scroll.setVvalue(Math.clamp(y / height, 0, 1));
        }
    }
}
