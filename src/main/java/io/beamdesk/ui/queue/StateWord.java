package io.beamdesk.ui.queue;

import io.beamdesk.queue.QueueItem;

/// The state of an item in words.
///
/// @param word what it is
/// @param more what else there is to say; may be empty
/// @param icon literal of its icon
/// @param styleClass class of the stylesheet for its colour
record StateWord(String word, String more, String icon, String styleClass) {
    static StateWord of(QueueItem item, QueuePicture now) {
        if (now.isRunning(item)) {
            return running(now);
        }
        String loops = item.loop() ? "again when it is done" : "";
        return switch (item.state()) {
            case FAILED ->
                    new StateWord("Failed", item.trouble(), "mdi2c-close-circle", "major-text");
            case SKIPPED -> new StateWord("Skipped", "", "mdi2d-debug-step-over", "muted");
            case NEEDS_APPROVAL ->
                    new StateWord(
                            "Needs approval", "", "mdi2a-account-clock-outline", "minor-text");
            case QUEUED ->
                    item.pauseAfter()
                            ? new StateWord(
                                    "Pause after this",
                                    loops,
                                    "mdi2p-pause-circle-outline",
                                    "muted")
                            : new StateWord("Waiting", loops, "mdi2t-timer-sand-empty", "muted");
        };
    }

    private static StateWord running(QueuePicture now) {
        String after =
                now.status().stopsAfter() || now.state().running().orElseThrow().item().pauseAfter()
                        ? "pause after this"
                        : "";
        return switch (now.status().activity()) {
            case PAUSED -> new StateWord("Paused", after, "mdi2p-pause-circle", "minor-text");
            case SUSPENDED ->
                    new StateWord(
                            "Suspended",
                            now.status().engine().message(),
                            "mdi2p-pause-octagon",
                            "minor-text");
            case ENDING -> new StateWord("Ending", "", "mdi2f-flag-checkered", "accent");
            case PAUSING -> new StateWord("Pausing", after, "mdi2p-play-circle", "accent");
            case STOPPED, WAITING, BETWEEN, RUNNING, ENGINE_BUSY ->
                    new StateWord("Running", after, "mdi2p-play-circle", "accent");
        };
    }
}
