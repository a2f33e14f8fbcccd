package io.beamdesk.ui.queue;

import io.beamdesk.queue.QueueItem;
import io.beamdesk.ui.fx.Parts;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// Everything that can be done with items, as a menu.
final class QueueMenu extends ContextMenu {
    /// @param ids what it is about
    /// @param row the row that it was opened on
    QueueMenu(QueueViewModel model, List<String> ids, QueueRow row) {
        QueueItem item = row.getItem();
        boolean approval = item.state() == QueueItem.State.NEEDS_APPROVAL;
        getItems()
                .addAll(
                        Parts.entry(
                                "To the top",
                                "mdi2a-arrow-collapse-up",
                                () -> QueueView.run(model.edits().toTop(ids))),
                        Parts.entry(
                                "To the bottom",
                                "mdi2a-arrow-collapse-down",
                                () -> QueueView.run(model.edits().toBottom(ids))),
                        new SeparatorMenuItem(),
                        Parts.entry(
                                item.skipped() ? "Include again" : "Skip",
                                "mdi2d-debug-step-over",
                                () -> QueueView.run(model.edits().skip(ids, !item.skipped()))),
                        Parts.entry(
                                item.pauseAfter()
                                        ? "Do not pause after this one"
                                        : "Pause after this one",
                                "mdi2p-pause-circle-outline",
                                () ->
                                        QueueView.run(
                                                model.edits().pauseAfter(ids, !item.pauseAfter()))),
                        approval
                                ? Parts.entry(
                                        "Approve",
                                        "mdi2c-check",
                                        () -> QueueView.run(model.edits().approve(ids)))
                                : Parts.entry(
                                        "Require approval",
                                        "mdi2a-account-clock-outline",
                                        () -> QueueView.run(model.edits().requireApproval(ids))),
                        new SeparatorMenuItem(),
                        goTo(model, item),
                        Parts.entry(
                                "Edit…",
                                "mdi2p-pencil-outline",
                                () -> EditDialog.show(model, item, row.getScene().getWindow())),
                        Parts.entry(
                                "Duplicate",
                                "mdi2c-content-copy",
                                () -> QueueView.run(model.edits().duplicate(ids))),
                        Parts.entry(
                                "Remove",
                                "mdi2t-trash-can-outline",
                                () -> QueueView.run(model.edits().remove(ids))));
    }

    private static MenuItem goTo(QueueViewModel model, QueueItem item) {
        MenuItem entry =
                Parts.entry(
                        "Go to sample",
                        "mdi2g-grid",
                        () -> item.origin().ifPresent(model.surroundings()::showSample));
        entry.setDisable(item.origin().isEmpty());
        return entry;
    }
}
