package io.beamdesk.ui.desk;

import io.beamdesk.app.Desktop.Opening;
import io.beamdesk.app.Sentence;
import io.beamdesk.app.Settings;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.setup.BeamlineChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// Where the desktop cannot be opened as it is set: who has clicked on the icon has no terminal that says
/// why. Another beamline can be chosen for the next start.
final class OpeningProblem {
    private static final double WIDTH = 720;

    private final Executor background =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("choice").factory());
    private final Label answer = Parts.label("", "medium");

    private OpeningProblem() {}

    /// Shows it, on the JavaFX thread.
    ///
    /// @param closed called when a person has closed the window
    static void show(Opening asked, Throwable failure, Runnable closed) {
        Stage stage = new OpeningProblem().stage(asked, sentence(failure));
        stage.setOnHidden(_ -> closed.run());
        stage.show();
    }

    private static String sentence(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapped ->
                    Sentence.of(Objects.requireNonNull(wrapped.getCause()));
            case Exception problem -> Sentence.of(problem);
            case Throwable other -> other.toString();
        };
    }

    private Stage stage(Opening asked, String sentence) {
        Stage stage = new Stage();
        Button file =
                Parts.button(
                        "Choose a beamline file…",
                        "",
                        () ->
                                BeamlineChoice.choose(
                                        stage, background, chosen -> keep(chosen.toString())));
        Button simulated =
                Parts.button("Use the simulated beamline", "", () -> keep(Settings.SIMULATED));
        Button close = Parts.button("Close", "", stage::hide);
        close.setCancelButton(true);
        HBox buttons = new HBox(Parts.spacer(), close);
        if (asked.beamline().isPresent()) {
            buttons.getChildren().addAll(0, List.of(file, simulated));
        }
        buttons.getStyleClass().add("card-row");
        Label why = Parts.label(sentence, "opening-problem");
        why.setWrapText(true);
        answer.setWrapText(true);
        VBox content =
                new VBox(
                        Parts.label("Beamdesk could not be opened", "text-m", "semibold"),
                        why,
                        answer,
                        buttons);
        content.getStyleClass().addAll("pane", "form-section");
        Scene scene = new Scene(content, WIDTH, -1);
        new Theme(asked.settings().dark()).dress(scene);
        stage.setTitle("Beamdesk");
        stage.setScene(scene);
        return stage;
    }

    private void keep(String beamline) {
        background.execute(() -> {
            String said;
            try {
                Settings.change(settings -> settings.withBeamline(beamline));
                said =
                        beamline.equals(Settings.SIMULATED)
                                ? "The simulated beamline is used from the next start; open Beamdesk again."
                                : beamline + " is used from the next start; open Beamdesk again.";
            } catch (IOException problem) {
                said = "The choice could not be remembered: " + Sentence.of(problem);
            }
            String words = said;
            Platform.runLater(() -> answer.setText(words));
        });
    }
}
