package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.live.PeakStatistics;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// A quick scan of any axis against any column, with the way to its peak.
public final class ScanCard implements AlignCard {
    private static final KeyCombination KEYS =
            new KeyCodeCombination(
                    KeyCode.S, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private final ScanViewModel model;
    private final ComboBox<Scanning.Axis> axis = new ComboBox<>();
    private final ComboBox<Scanning.Column> column = new ComboBox<>();
    private final RunButton run;
    private final NumberEntry half;
    private final NumberEntry points;
    private final NumberEntry time;
    private final List<Target> targets;
    private final Label note = Parts.label("", "card-note");

    /// Follows the model.
    public ScanCard(ScanViewModel model) {
        this.model = model;
        run =
                new RunButton(
                        "scan-run",
                        new RunButton.Face("Scan", "mdi2p-play"),
                        new RunButton.Face("Stop, keep data", "mdi2s-stop"),
                        model::run,
                        model::stop);
        half = new NumberEntry("±", 1e-6, 1e9, model.halfRangeProperty()::set);
        points =
                new NumberEntry(
                        "Points", 3, 2000, n -> model.pointsProperty().set((int) Math.rint(n)));
        time = new NumberEntry("Count", 0.001, 3600, model.countTimeProperty()::set);
        time.setUnit("s");
        targets =
                List.of(
                        new Target("Peak", () -> statistics().peak()),
                        new Target("Centre of mass", () -> statistics().centreOfMass()),
                        new Target("Centre of FWHM", () -> statistics().fwhmCentre()),
                        new Target(
                                "Cursor",
                                () ->
                                        model.curve()
                                                .plot()
                                                .cursorProperty()
                                                .get()
                                                .map(PlotModel.Cursor::x)
                                                .orElse(Double.NaN)));
    }

    private PeakStatistics statistics() {
        return model.curve().statistics();
    }

    @Override
    public ReadOnlyBooleanProperty wantedProperty() {
        return model.runningProperty();
    }

    @Override
    public Map<KeyCombination, Runnable> keys() {
        return Map.of(KEYS, run::press);
    }

    @Override
    public Node build() {
        run.sayKey(KEYS);
        choices(axis, "scan-axis", "Axis", Scanning.Axis::label);
        choices(column, "scan-column", "Signal", Scanning.Column::label);
        axis.valueProperty()
                .subscribe(now -> {
                    if (now != null) {
                        model.axisProperty().set(Optional.of(now));
                        half.setUnit(now.units());
                    }
                });
        column.valueProperty()
                .subscribe(now -> {
                    if (now != null) {
                        model.columnProperty().set(Optional.of(now));
                    }
                });
        Label against = Parts.label("against", "muted");
        against.setMinWidth(Region.USE_PREF_SIZE);
        HBox what = new HBox(axis, against, column, Parts.spacer(), run.button());
        what.getStyleClass().add("tool-row");
        HBox how = new HBox(half.root(), points.root(), time.root());
        how.getStyleClass().add("tool-row");
        Plot plot = new Plot(model.curve().plot());
        plot.setMinHeight(0);
        HBox.setHgrow(plot, Priority.ALWAYS);
        VBox places = new VBox();
        targets.forEach(target -> places.getChildren().add(target.root));
        places.getStyleClass().addAll("tool-figures", "scan-places");
        HBox curve = new HBox(plot, places);
        curve.getStyleClass().add("tool-curve");
        VBox.setVgrow(curve, Priority.ALWAYS);
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        model.runningProperty().subscribe(this::refresh);
        model.movingProperty().subscribe(this::refresh);
        model.noteProperty().subscribe(this::refresh);
        model.axisProperty().subscribe(this::refresh);
        model.curve().revisionProperty().subscribe(this::refresh);
        model.curve().plot().cursorProperty().subscribe(this::refresh);
        half.follow(model.halfRangeProperty().get());
        points.follow(model.pointsProperty().get());
        time.follow(model.countTimeProperty().get());
        return new VBox(what, how, curve, note);
    }

    private static <T> void choices(
            ComboBox<T> box, String id, String words, Function<T, String> label) {
        box.setId(id);
        box.setAccessibleText(words);
        box.setTooltip(new Tooltip(words));
        box.setPromptText(words);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable T choice) {
                        return choice == null ? "" : label.apply(choice);
                    }

                    @Override
                    public @Nullable T fromString(String text) {
                        return box.getItems().stream()
                                .filter(choice -> label.apply(choice).equals(text))
                                .findFirst()
                                .orElse(null);
                    }
                });
    }

    @Override
    public void setShown(boolean shown) {
        if (shown) {
            offer(axis, model.scanning().axes(), Scanning.Axis::name);
            offer(column, model.scanning().columns(), Scanning.Column::column);
        }
    }

    /// Keeps what was chosen: units and precision may have come meanwhile.
    private static <T> void offer(ComboBox<T> box, List<T> now, Function<T, String> key) {
        T before = box.getValue();
        box.getItems().setAll(now);
        box.setValue(
                now.stream()
                        .filter(c -> before != null && key.apply(c).equals(key.apply(before)))
                        .findFirst()
                        .orElse(now.isEmpty() ? null : now.getFirst()));
    }

    private void refresh() {
        run.show(model.runningProperty().get());
        targets.forEach(Target::refresh);
        Notes.show(note, model.noteProperty().get());
        note.setVisible(!note.getText().isEmpty());
    }

    /// A place on the curve with the way to it.
    private final class Target {
        private final DoubleSupplier place;
        private final Figure figure;
        private final Button move;
        private final HBox root;

        Target(String word, DoubleSupplier place) {
            this.place = place;
            figure = new Figure(word);
            move =
                    Parts.iconButton(
                            "mdi2a-arrow-right",
                            "Move to: " + word.toLowerCase(Locale.ROOT),
                            () -> model.moveTo(place.getAsDouble()),
                            "jog-button");
            move.setId("scan-to-" + word.toLowerCase(Locale.ROOT).replace(' ', '-'));
            HBox.setHgrow(figure.root(), Priority.ALWAYS);
            root = new HBox(figure.root(), move);
            root.getStyleClass().add("name-figure");
        }

        void refresh() {
            double at = place.getAsDouble();
            PlotModel.Axis along = model.curve().plot().xAxis();
            figure.show(Figures.of(at, along.precision()), along.units());
            move.setDisable(
                    Double.isNaN(at)
                            || model.runningProperty().get()
                            || model.movingProperty().get());
        }
    }
}
