package io.beamdesk.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.log.LogEntry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class NoticeStripViewTest extends FxRobot {
    private final NoticesViewModel model = new NoticesViewModel(Platform::runLater);
    private final AtomicInteger done = new AtomicInteger();

    @Start
    void start(Stage stage) {
        Scene scene = new Scene(new NoticeStripView(model), 900, 120);
        new Theme(false).dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    private Notice notice(String text) {
        return new Notice(
                LogEntry.Level.WARNING,
                text,
                List.of(new Notice.Action("Do it", done::incrementAndGet)));
    }

    private String shown() {
        WaitForAsyncUtils.waitForFxEvents();
        return lookup(".notice-text").queryAs(Labeled.class).getText();
    }

    @Test
    void whatWasPressedStaysPressedWhenAnotherNoticeComes() {
        model.add(notice("first"));
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> lookup("Do it").queryButton().fire());
        model.add(notice("second"));
        assertThat(shown()).isEqualTo("first");
        assertThat(lookup("1 of 2").tryQuery()).isPresent();
        interact(() -> lookup("Do it").queryButton().fire());
        assertThat(done).hasValue(1);
    }

    @Test
    void noticeThatHasBecomeUntrueGivesItsPlaceToTheNewOne() {
        Notice before = notice("open");
        model.add(before);
        model.add(notice("other"));
        Notice now = notice("closed");
        model.replace(before, now);
        assertThat(shown()).isEqualTo("closed");
        interact(() -> model.dismiss(now));
        model.replace(now, notice("never"));
        assertThat(shown()).isEqualTo("other");
    }
}
