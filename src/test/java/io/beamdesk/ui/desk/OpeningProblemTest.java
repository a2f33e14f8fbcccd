package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.HandbookFaults;
import io.beamdesk.app.Desktop.Opening;
import io.beamdesk.app.Settings;
import io.beamdesk.app.SettingsLayers;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class OpeningProblemTest extends FxRobot {
    @TempDir private Path home;
    private final String homeBefore = System.getProperty("user.home");

    @BeforeEach
    void settle() {
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void back() {
        System.setProperty("user.home", homeBefore);
    }

    @Test
    void beamlineFileThatHasVanishedIsSaidAndAnotherBeamlineCanBeChosen() throws Exception {
        Settings settings = Settings.DEFAULT.withBeamline("/gone/bl.json");
        Opening asked =
                new Opening(
                        settings.beamlineFile(),
                        settings.data(),
                        settings,
                        List.of(),
                        Optional.empty());
        assertThat(asked.isAsSet()).isTrue();
        NoSuchFileException gone = new NoSuchFileException("/gone/bl.json");
        CountDownLatch closed = new CountDownLatch(1);
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() ->
                OpeningProblem.show(
                        asked,
                        new UncheckedIOException(gone.getMessage(), gone),
                        closed::countDown));
        assertThat(lookup(".opening-problem").queryAs(Labeled.class).getText())
                .matches(HandbookFaults.said("the beamline file that is set has vanished"));
        interact(() -> lookup("Use the simulated beamline").queryButton().fire());
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () ->
                        lookup((Labeled label) -> label.getText().contains("open Beamdesk again"))
                                .tryQuery()
                                .isPresent());
        assertThat(SettingsLayers.read().settings().beamline()).isEqualTo(Settings.SIMULATED);
        interact(() -> lookup("Close").queryButton().fire());
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
