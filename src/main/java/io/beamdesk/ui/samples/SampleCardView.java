package io.beamdesk.ui.samples;

import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleState;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProgressTrack;
import io.beamdesk.ui.samples.SampleDesk.Story;
import io.beamdesk.ui.samples.SampleViewModel.Looked;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One sample closely: where it is in its life, what it is, what was made of it.
final class SampleCardView {
    private final SamplesViewModel model;
    private final ZoneId zone;
    private final ToggleButton inBeam = new ToggleButton("In beam");
    private final ToggleButton selected = new ToggleButton("Selected");
    private final Label place = Parts.label("", "mono", "bold", "text-m");
    private final Label state = Parts.chip("", "");
    private final Label name = Parts.label("", "medium");
    private final Label safety = Parts.label("", "minor-text");
    private final GridPane facts = new GridPane();
    private final FlowPane scores = new FlowPane();
    private final ProgressTrack progress = new ProgressTrack();
    private final SamplePictureView pictures;
    private final SampleStoryView story;
    private final Button bring;
    private final Button takePicture;
    private final Button edit;
    private final VBox empty;
    private final VBox root;

    SampleCardView(SamplesViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        pictures = new SamplePictureView(zone);
        story = new SampleStoryView(zone, this::showInQueue, model.sample()::showProduct);
        progress.setId("sample-progress");
        inBeam.setOnAction(_ -> model.sample().follow(true));
        selected.setOnAction(_ -> model.sample().follow(false));
        HBox choice = Parts.segmented(inBeam, selected);
        safety.setWrapText(true);
        safety.setGraphic(Parts.icon("mdi2a-alert", "minor-text"));
        name.setWrapText(true);
        facts.getStyleClass().add("sample-facts");
        scores.getStyleClass().add("sample-scores");
        HBox head = new HBox(place, Parts.spacer(), state);
        head.getStyleClass().add("sample-head");
        VBox body =
                new VBox(
                        head,
                        name,
                        safety,
                        progress,
                        pictures.root(),
                        facts,
                        SampleStoryView.section("Scores so far", scores),
                        story.root());
        body.getStyleClass().addAll("card-body", "sample-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        bring = Parts.button("Go to", "mdi2c-crosshairs-gps", this::bring);
        bring.setId("sample-bring");
        edit = Parts.button("Edit", "mdi2p-pencil-outline", this::edit);
        edit.setId("sample-edit");
        takePicture = Parts.button("Picture", "mdi2c-camera-outline", model.sample()::takePicture);
        takePicture.setId("sample-take-picture");
        takePicture.getStyleClass().add("icon-when-compact");
        shown(takePicture, model.sample().sees());
        HBox actions = new HBox(bring, takePicture, Parts.spacer(), edit);
        for (Button button : List.of(bring, takePicture, edit)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        actions.getStyleClass().addAll("card-footer", "sample-actions");
        empty =
                new VBox(
                        Parts.label(
                                "Click a place to see what is in it and what has been measured.",
                                "muted"));
        ((Label) empty.getChildren().getFirst()).setWrapText(true);
        empty.getStyleClass().add("empty-state");
        VBox.setVgrow(empty, Priority.ALWAYS);
        root =
                Parts.card(
                        Parts.cardHeader("Sample", Parts.spacer(), choice), empty, scroll, actions);
        root.getStyleClass().add("sample-card");
        scroll.visibleProperty().bind(empty.visibleProperty().not());
        scroll.managedProperty().bind(scroll.visibleProperty());
        actions.visibleProperty().bind(scroll.visibleProperty());
        actions.managedProperty().bind(scroll.visibleProperty());
        empty.managedProperty().bind(empty.visibleProperty());
        model.sample()
                .lookedProperty()
                .subscribe(now -> {
                    show(now);
                    showChoice();
                });
        model.trays()
                .shownProperty()
                .subscribe(now -> {
                    showChoice();
                    progress.setShare(now.map(Shown::share).orElse(0.0));
                });
    }

    private void showChoice() {
        inBeam.setDisable(model.trays().shownProperty().get().flatMap(Shown::inBeam).isEmpty());
        (model.sample().followsBeam() && !inBeam.isDisabled() ? inBeam : selected)
                .setSelected(true);
    }

    Node root() {
        return root;
    }

    private void bring() {
        model.sample().lookedProperty().get().ifPresent(l -> model.sample().bring(l.place()));
    }

    private void showInQueue() {
        model.sample()
                .lookedProperty()
                .get()
                .flatMap(Looked::card)
                .ifPresent(card -> model.sample().showInQueue(card.sample().id()));
    }

    private void edit() {
        model.sample()
                .lookedProperty()
                .get()
                .ifPresent(l ->
                        model.trays()
                                .shownProperty()
                                .get()
                                .ifPresent(shown ->
                                        SampleDialog.show(
                                                model,
                                                shown.tray(),
                                                l.place(),
                                                l.card().map(SampleCard::sample),
                                                root.getScene().getWindow())));
    }

    private void show(Optional<Looked> looked) {
        empty.setVisible(looked.isEmpty());
        if (looked.isEmpty()) {
            return;
        }
        Looked now = looked.get();
        SampleState life = now.card().map(SampleCard::state).orElse(SampleState.EMPTY);
        place.setText(now.place().id());
        state.setText(word(life));
        state.setGraphic(Parts.icon(icon(life)));
        state.getStyleClass().setAll("label", "chip", chipClass(life));
        Optional<Sample> sample = now.card().map(SampleCard::sample);
        name.setText(
                sample.map(s -> s.alias().isEmpty() ? s.formula() : s.alias())
                        .filter(s -> !s.isEmpty())
                        .orElse(sample.isPresent() ? "No alias" : "Nothing is known to be here."));
        safety.setText(sample.map(Sample::safety).orElse(""));
        shown(safety, !safety.getText().isEmpty());
        showFacts(now, sample);
        showScores(now.card().map(SampleCard::scores).orElse(Map.of()));
        story.show(now.story());
        pictures.show(now.story().map(Story::pictures).orElse(List.of()));
        shown(progress, now.inBeam() && life == SampleState.MEASURING);
        takePicture.setDisable(!now.inBeam() || sample.isEmpty());
        var _ =
                Parts.described(
                        takePicture,
                        now.inBeam()
                                ? "Take a picture of " + now.place().id()
                                : "A picture can be taken while the sample is in the beam");
        edit.setText(sample.isPresent() ? "Edit" : "Describe");
        edit.setDisable(life.isInBeam());
        Optional<String> way =
                model.trays()
                        .shownProperty()
                        .get()
                        .filter(s -> !s.spots().isEmpty())
                        .map(s -> s.type().kind().isOnStage() ? "Go to" : "Mount");
        bring.setText(way.orElse("Go to"));
        shown(bring, way.isPresent());
        bring.setDisable(now.inBeam());
    }

    private void showFacts(Looked now, Optional<Sample> sample) {
        facts.getChildren().clear();
        List<String[]> rows = new ArrayList<>();
        sample.ifPresent(s -> {
            fact(rows, "Group", s.group());
            fact(rows, "Formula", s.alias().isEmpty() ? "" : s.formula());
            fact(rows, "Holder", s.holder());
            s.values().forEach((key, value) -> fact(rows, key, value));
            fact(rows, "Comment", s.comments());
        });
        now.story()
                .flatMap(Story::at)
                .ifPresent(at ->
                        fact(
                                rows,
                                "Stage at",
                                "x %s  y %s  z %s mm"
                                        .formatted(
                                                Figures.of(at.x(), 2),
                                                Figures.of(at.y(), 2),
                                                Figures.of(at.z(), 2))));
        now.story()
                .flatMap(Story::centred)
                .ifPresent(kept -> fact(rows, "Centred", SampleStoryView.words(kept, zone)));
        int line = 0;
        for (String[] row : rows) {
            Label key = Parts.label(row[0], "muted");
            key.setMinWidth(Region.USE_PREF_SIZE);
            Label value = Parts.label(row[1]);
            value.setWrapText(true);
            GridPane.setHgrow(value, Priority.ALWAYS);
            facts.addRow(line++, key, value);
        }
        shown(facts, line > 0);
    }

    private static void fact(List<String[]> rows, String key, String value) {
        if (!value.isEmpty()) {
            rows.add(new String[] {key, value});
        }
    }

    private void showScores(Map<String, Double> all) {
        scores.getChildren().clear();
        all.forEach((key, value) -> {
            VBox score =
                    new VBox(
                            Parts.label(SampleStoryView.capital(key), "muted"),
                            Parts.label(Figures.brief(value), "mono", "bold"));
            score.getStyleClass().add("sample-score");
            scores.getChildren().add(score);
        });
        shown(scores, !all.isEmpty());
    }

    private static String word(SampleState state) {
        return DropShapes.word(state);
    }

    private static String icon(SampleState state) {
        return switch (state) {
            case EMPTY -> "mdi2c-circle-outline";
            case DEFINED -> "mdi2c-circle-outline";
            case QUEUED -> "mdi2t-timer-sand";
            case MOUNTED -> "mdi2r-record-circle-outline";
            case MEASURING -> "mdi2p-play-circle";
            case MEASURED -> "mdi2c-check-circle";
            case FAILED -> "mdi2c-close-octagon";
            case SCREENED -> "mdi2e-eye-check-outline";
        };
    }

    private static String chipClass(SampleState state) {
        return switch (state) {
            case EMPTY, DEFINED, QUEUED, SCREENED -> "waiting";
            case MOUNTED, MEASURING -> "running";
            case MEASURED -> "success";
            case FAILED -> "alarm-major";
        };
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
