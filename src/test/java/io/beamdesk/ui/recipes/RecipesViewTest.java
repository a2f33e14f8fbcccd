package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class RecipesViewTest extends FxRobot {
    private final ScriptedDesk desk = new ScriptedDesk();
    private final AtomicInteger started = new AtomicInteger();

    @Start
    void start(Stage stage) throws IOException {
        Theme theme = new Theme(false);
        RecipesViewModel model =
                new RecipesViewModel(
                        desk,
                        new RecipeShelf(
                                List.of(ScriptedDesk.profile("Sample X profile")),
                                Files.createTempDirectory("recipes")),
                        Runnable::run,
                        Platform::runLater);
        Scene scene =
                new Scene(
                        (Parent)
                                new RecipesView(model, ZoneOffset.UTC, started::incrementAndGet)
                                        .root(),
                        1000,
                        900);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    private void type(String field, String text) {
        TextField input = lookup(field).queryAs(TextField.class);
        interact(() -> {
            input.requestFocus();
            input.clear();
        });
        write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void formFilledInWrongShowsTheReasonAndHoldsTheRunUntilCorrected() {
        Button run = lookup("#recipe-run").queryButton();
        assertThat(run.isDisabled()).isFalse();

        type("#recipe-to", "12");
        assertThat(run.isDisabled()).isTrue();
        assertThat(lookup("1 blocker").tryQuery()).isPresent();

        type("#recipe-to", "1.2.3");
        assertThat(lookup("Not a number; type one such as 1.25.").tryQuery()).isPresent();
        assertThat(run.isDisabled()).isTrue();

        type("#recipe-to", "2.5");
        type("#recipe-points", "41");
        assertThat(lookup("no blockers").tryQuery()).isPresent();
        assertThat(lookup("edited, not saved").query().isVisible()).isTrue();
        interact(run::fire);
        assertThat(desk.started).hasSize(1);
        assertThat(desk.started.getFirst().axes().getFirst().points()).isEqualTo(41);
        assertThat(started).hasValue(1);
    }

    @Test
    void stepTypedBecomesANumberOfPoints() {
        type("#recipe-step", "0.1\n");
        assertThat(lookup("#recipe-points").queryAs(TextField.class).getText()).isEqualTo("31");
    }
}
