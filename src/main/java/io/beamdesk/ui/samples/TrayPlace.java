package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayGeometry;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.SampleViewModel.Looked;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Where the chosen tray is at the beamline, and which of its places were brought to the beam to say
/// where all others are.
final class TrayPlace {
    private static final String NOWHERE = "";
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    private final SamplesViewModel model;
    private final ZoneId zone;
    private final ComboBox<String> spot = new ComboBox<>();
    private final Button teach;
    private final Label heading = Parts.label("Place", "semibold");
    private final GridPane facts = new GridPane();
    private final VBox root;
    private Map<String, String> words = Map.of();
    private boolean showing;

    /// What of a tray is said here; its samples are not.
    private record Said(
            Tray tray, TrayType type, Map<String, String> spots, Optional<String> spot) {
        static Said of(Shown now) {
            return new Said(now.tray(), now.type(), now.spots(), now.spot());
        }
    }

    TrayPlace(SamplesViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        spot.setId("tray-spot");
        spot.setMaxWidth(Double.MAX_VALUE);
        spot.setAccessibleText("Where the tray is at the beamline");
        spot.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(String name) {
                        return name == null || name.isEmpty()
                                ? "not at the beamline"
                                : words.getOrDefault(name, name);
                    }

                    @Override
                    public String fromString(String name) {
                        return name;
                    }
                });
        spot.valueProperty()
                .subscribe(now -> {
                    if (!showing && now != null) {
                        model.edits().load(now.isEmpty() ? Optional.empty() : Optional.of(now));
                    }
                });
        teach = Parts.button("Teach", "mdi2c-crosshairs-gps", this::teach);
        teach.setId("tray-teach");
        facts.getStyleClass().add("sample-facts");
        HBox head = new HBox(heading, Parts.spacer(), teach);
        head.getStyleClass().add("tray-first");
        root = new VBox(head, spot, facts);
        root.getStyleClass().add("tray-place");
        model.trays()
                .shownProperty()
                .subscribe((before, now) -> {
                    if (!before.map(Said::of).equals(now.map(Said::of))) {
                        show(now);
                    }
                });
        show(model.trays().shownProperty().get());
        model.sample().lookedProperty().subscribe(this::showTeach);
    }

    Node root() {
        return root;
    }

    private void teach() {
        model.sample().lookedProperty().get().map(Looked::place).ifPresent(model.edits()::teach);
    }

    private void show(Optional<Shown> shown) {
        root.setVisible(shown.isPresent());
        root.setManaged(shown.isPresent());
        if (shown.isEmpty()) {
            return;
        }
        Shown now = shown.get();
        showing = true;
        words = now.spots();
        List<String> spots = new ArrayList<>(List.of(NOWHERE));
        spots.addAll(now.spots().keySet());
        now.spot().filter(s -> !spots.contains(s)).ifPresent(spots::add);
        if (!spot.getItems().equals(spots)) {
            spot.getItems().setAll(spots);
        }
        spot.setValue(now.spot().orElse(NOWHERE));
        showing = false;
        boolean onStage = now.type().kind().isOnStage();
        facts.getChildren().clear();
        fact("Type", type(now.type()));
        if (onStage) {
            fact("Taught", taught(now));
            fact("Plane fit", fit(now));
        }
        now.tray()
                .received()
                .ifPresent(at -> fact("Received", Parts.label(WHEN.format(at.atZone(zone)))));
        teach.setVisible(onStage);
        teach.setManaged(onStage);
        showTeach();
    }

    private void fact(String word, Label value) {
        Label key = Parts.label(word, "muted");
        key.setMinWidth(Region.USE_PREF_SIZE);
        value.setMinWidth(0);
        facts.addRow(facts.getRowCount(), key, value);
    }

    /// As short as it can be said, for there is little room.
    private static Label type(TrayType type) {
        String brief =
                type.kind() == TrayType.Kind.PLATE
                        ? type.rows() * type.columns()
                                + " wells"
                                + (type.drops() > 1 ? " × " + type.drops() : "")
                        : type.title();
        Label label = Parts.label(brief);
        label.setTooltip(new Tooltip(type.title()));
        return label;
    }

    private static Label taught(Shown now) {
        List<Taught> taught = now.tray().taught();
        int missing = TrayGeometry.NEEDED - taught.size();
        String ids = taught.stream().map(Taught::id).collect(Collectors.joining(" "));
        if (missing <= 0) {
            return Parts.label(ids, "mono");
        }
        return Parts.label(
                (ids.isEmpty() ? "" : ids + " · ") + missing + " more needed", "minor-text");
    }

    private static Label fit(Shown now) {
        if (now.tray().taught().size() < TrayGeometry.NEEDED) {
            return Parts.label(Figures.DASH, "muted");
        }
        try {
            TrayGeometry geometry = TrayGeometry.of(now.type(), now.tray().taught());
            return Parts.label(
                    Figures.of(geometry.rms() * 1000, 0)
                            + " µm rms · tilt "
                            + Figures.of(geometry.tiltDeg(), 1)
                            + "°");
        } catch (SampleException wrong) {
            Label label = Parts.label(String.valueOf(wrong.getMessage()), "major-text");
            label.setTooltip(new Tooltip(label.getText()));
            return label;
        }
    }

    private void showTeach() {
        Optional<Looked> looked = model.sample().lookedProperty().get();
        teach.setDisable(looked.isEmpty());
        String said =
                looked.map(l -> "Say that " + l.place().id() + " is in the beam now")
                        .orElse("Click the place that is in the beam first");
        var _ = Parts.described(teach, said);
    }
}
