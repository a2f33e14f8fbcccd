package io.beamdesk.ui.align;

import io.beamdesk.device.AmplifierGain;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.SetpointField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
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

/// The counters as a table: gain, counts, rate, how near to full scale, and what they say together.
public final class CountingCard implements AlignCard {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static final KeyCombination COUNT =
            new KeyCodeCombination(
                    KeyCode.K, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    private static final KeyCombination REPEAT =
            new KeyCodeCombination(
                    KeyCode.J, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private final CountingViewModel model;
    private final List<Row> rows = new ArrayList<>();
    private final RunButton count;
    private final ToggleButton repeat =
            new ToggleButton("Auto count", Parts.icon("mdi2a-autorenew"));
    private final Label elapsed = Parts.label(Figures.DASH, "mono", "bold");
    private final Label sample = Parts.label(Figures.DASH, "mono", "bold");
    private final Label reference = Parts.label(Figures.DASH, "mono", "bold");
    private final Label note = Parts.label("", "card-note");

    /// Follows the model.
    public CountingCard(CountingViewModel model) {
        this.model = model;
        count =
                new RunButton(
                        "counting-count",
                        new RunButton.Face("Count", "mdi2p-play"),
                        new RunButton.Face("End count", "mdi2s-stop"),
                        model::count,
                        model::count);
    }

    @Override
    public Map<KeyCombination, Runnable> keys() {
        return Map.of(COUNT, count::press, REPEAT, repeat::fire);
    }

    @Override
    public Node build() {
        VBox card = Parts.card(header(), head());
        for (int i = 0; i < model.lines().size(); i++) {
            Row row = new Row(model.lines().get(i), i + 1);
            rows.add(row);
            card.getChildren().add(row.root);
        }
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        card.getChildren().addAll(together(), note);
        model.revisionProperty().subscribe(this::refresh);
        refresh();
        return card;
    }

    @Override
    public void setShown(boolean shown) {
        model.setShown(shown);
    }

    @Override
    public void tick() {
        model.look();
    }

    private HBox header() {
        repeat.getStyleClass().add("mode");
        repeat.setId("counting-repeat");
        repeat.setOnAction(_ -> {
            model.setRepeating(repeat.isSelected());
            // What the record does decides, not what was asked.
            repeat.setSelected(model.isRepeating());
        });
        count.sayKey(COUNT);
        repeat.setTooltip(new Tooltip("Count over and over (" + REPEAT.getDisplayText() + ")"));
        return Parts.cardHeader("Counters", Parts.spacer(), repeat, count.button());
    }

    private static HBox head() {
        HBox head =
                new HBox(
                        Parts.label("Channel", "counting-name"),
                        Parts.label("Gain V/A", "counting-gain"),
                        Parts.label("Counts", "counting-number"),
                        Parts.label("CPS, raw", "counting-number"),
                        Parts.label("Of full scale", "counting-share"));
        head.getStyleClass().addAll("table-head", "counting-row");
        return head;
    }

    private HBox together() {
        SetpointField time = new SetpointField();
        time.bind(model.countTime(), "count time");
        time.setUnit("s");
        time.setStep(0.1);
        time.setId("counting-time");
        Label word = Parts.label("Count time", "muted");
        word.setMinWidth(Region.USE_PREF_SIZE);
        HBox box =
                new HBox(
                        word,
                        time,
                        figure("Elapsed", elapsed, "s"),
                        Parts.spacer(),
                        figure("µt sample", sample, ""),
                        figure("µt ref.", reference, ""));
        box.getStyleClass().add("counting-together");
        sample.setId("counting-sample");
        reference.setId("counting-reference");
        return box;
    }

    private static HBox figure(String name, Label number, String units) {
        number.setMinWidth(Region.USE_PREF_SIZE);
        Label word = Parts.label(name, "muted");
        word.setMinWidth(Region.USE_PREF_SIZE);
        HBox figure = new HBox(word, number);
        if (!units.isEmpty()) {
            figure.getChildren().add(Parts.label(units, "muted"));
        }
        figure.getStyleClass().add("name-figure");
        return figure;
    }

    private void refresh() {
        double time = model.elapsed();
        rows.forEach(row -> row.refresh(time));
        elapsed.setText(Figures.of(time, 2));
        sample.setText(Figures.of(model.sampleAbsorption(), 2));
        reference.setText(Figures.of(model.referenceAbsorption(), 2));
        count.show(model.isCounting());
        repeat.setSelected(model.isRepeating());
        Notes.show(note, model.noteProperty().get());
        note.setVisible(!note.getText().isEmpty());
    }

    /// One counter.
    private final class Row {
        private final CounterLine line;
        private final HBox root = new HBox();
        private final ComboBox<String> gain = new ComboBox<>();
        private final HBox gains;
        private final Label counts = Parts.label(Figures.DASH, "mono", "bold", "counting-number");
        private final Label rate = Parts.label(Figures.DASH, "mono", "counting-number");
        private final Region filled = new Region();
        private final HBox bar = new HBox(filled);
        private final DoubleProperty part = new SimpleDoubleProperty(this, "part");
        private final Label percent = Parts.label(Figures.DASH, "mono", "counting-percent");
        private boolean following;

        Row(CounterLine line, int series) {
            this.line = line;
            Region swatch = new Region();
            swatch.getStyleClass().addAll("counting-swatch", "series-" + series);
            HBox name = new HBox(swatch, Parts.label(line.name(), "mono", "bold"));
            name.getStyleClass().add("counting-name");
            gain.setConverter(new GainWords());
            gain.setAccessibleText("Gain of " + line.name());
            gain.setId("counting-gain-" + line.name());
            gain.valueProperty()
                    .subscribe((_, now) -> {
                        if (!following && now != null) {
                            model.setGain(line, now);
                            follow();
                        }
                    });
            HBox.setHgrow(gain, Priority.ALWAYS);
            gain.setMaxWidth(Double.MAX_VALUE);
            gains =
                    new HBox(
                            step("mdi2m-minus", "lower", -1),
                            gain,
                            step("mdi2p-plus", "higher", 1));
            gains.getStyleClass().add("counting-gain");
            filled.getStyleClass().add("filled");
            filled.prefWidthProperty().bind(bar.widthProperty().multiply(part));
            bar.getStyleClass().add("share-bar");
            HBox load = new HBox(bar, percent);
            load.getStyleClass().add("counting-share");
            root.getChildren().addAll(name, gains, counts, rate, load);
            root.getStyleClass().add("counting-row");
        }

        private Button step(String icon, String word, int steps) {
            return Parts.iconButton(
                    icon,
                    "Next " + word + " gain of " + line.name(),
                    () -> model.stepGain(line, steps),
                    "jog-button");
        }

        private void follow() {
            following = true;
            if (!gain.getItems().equals(line.gains())) {
                gain.getItems().setAll(line.gains());
            }
            gain.setValue(line.gains().contains(line.gain()) ? line.gain() : null);
            following = false;
        }

        void refresh(double time) {
            follow();
            gains.setDisable(line.gains().isEmpty());
            counts.setText(Figures.of(line.counts(), 0));
            rate.setText(Figures.of(line.rate(time), 0));
            double share = line.share(time);
            CounterLine.Load load = line.load(time);
            percent.setText(
                    switch (load) {
                        case NORMAL ->
                                Double.isNaN(share)
                                        ? Figures.DASH
                                        : Figures.of(share * 100, 0) + " %";
                        case HIGH -> Figures.of(share * 100, 0) + " % high";
                        case SATURATED -> "saturated";
                    });
            part.set(Double.isNaN(share) ? 0 : Math.min(1, share));
            root.getStyleClass().removeAll("load-high", "load-saturated");
            switch (load) {
                case NORMAL -> {}
                case HIGH -> root.getStyleClass().add("load-high");
                case SATURATED -> root.getStyleClass().add("load-saturated");
            }
        }
    }

    /// A gain that is a power of ten as one, any other as its label.
    private static final class GainWords extends StringConverter<String> {
        @Override
        public String toString(@Nullable String label) {
            if (label == null) {
                return Figures.DASH;
            }
            OptionalDouble gain = AmplifierGain.of(label);
            double power = Math.log10(gain.orElse(Double.NaN));
            if (Double.isNaN(power) || power < 0 || Math.abs(power - Math.rint(power)) > 1e-9) {
                return label;
            }
            StringBuilder words = new StringBuilder("10");
            Long.toString(Math.round(power))
                    .chars()
                    .forEach(digit -> words.append(SUPERSCRIPTS.charAt(digit - '0')));
            return words.toString();
        }

        @Override
        public String fromString(String words) {
            return words;
        }
    }
}
