package io.beamdesk.ui.shell;

import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The notices that nobody has answered yet, the first one first.
public final class NoticesViewModel {
    private static final int MOST = 20;

    private final Executor fxThread;
    private final ObservableList<Notice> notices = FXCollections.observableArrayList();

    /// @param fxThread runs a task on the JavaFX thread
    public NoticesViewModel(Executor fxThread) {
        this.fxThread = fxThread;
    }

    /// Adds one that is not there yet; from any thread, never blocks.
    public void add(Notice notice) {
        fxThread.execute(() -> {
            if (notices.size() < MOST
                    && notices.stream().noneMatch(n -> n.text().equals(notice.text()))) {
                notices.add(notice);
            }
        });
    }

    /// Puts one in the place of another that has become untrue, unless that has been taken away; from any
    /// thread, never blocks.
    public void replace(Notice before, Notice now) {
        fxThread.execute(() -> {
            int place = notices.indexOf(before);
            if (place >= 0) {
                notices.set(place, now);
            }
        });
    }

    /// Those that nobody has answered.
    ObservableList<Notice> notices() {
        return notices;
    }

    /// Takes one away.
    public void dismiss(Notice notice) {
        if (notices.remove(notice)) {
            notice.dismissed().run();
        }
    }
}
