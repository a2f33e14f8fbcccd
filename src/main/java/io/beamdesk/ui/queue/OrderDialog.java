package io.beamdesk.ui.queue;

import io.beamdesk.app.MountProposal;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The order proposed for the sample changer: what it is worth, and which items move.
final class OrderDialog {
    private OrderDialog() {}

    static void show(QueueViewModel model, MountProposal proposal, Window owner) {
        Label worth = Parts.label(proposal.sentence(), "text-m", "semibold");
        Label kept =
                Parts.label(
                        "Items that stop the queue or are not mounted keep their turns. To keep"
                                + " others, choose only those that may move.",
                        "muted");
        kept.setWrapText(true);
        ListView<QueueItem> list = new ListView<>();
        list.setId("queue-proposal");
        list.getStyleClass().addAll("queue-list", "queue-proposal");
        list.getItems().setAll(proposal.order());
        list.setCellFactory(_ -> new Row(proposal));
        VBox content = new VBox(worth, list, kept);
        content.getStyleClass().add("submit-summary");
        ButtonType apply = new ButtonType("Use this order", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Order for the sample changer");
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getStyleClass().add("mount-order");
        dialog.getDialogPane().getButtonTypes().setAll(apply, ButtonType.CANCEL);
        Node applies = dialog.getDialogPane().lookupButton(apply);
        applies.setId("queue-use-order");
        applies.getStyleClass().add("primary");
        applies.setDisable(!proposal.isChange());
        if (dialog.showAndWait().filter(apply::equals).isPresent()) {
            QueueView.run(model.edits().reorder(proposal.order()));
        }
    }

    private static final class Row extends ListCell<QueueItem> {
        private final MountProposal proposal;
        private final Label order = Parts.label("", "mono", "muted", "queue-order");
        private final Label sample = Parts.label("", "mono", "bold", "queue-sample");
        private final Label place = Parts.label("", "mono", "muted", "queue-sample");
        private final Label recipe = Parts.label("", "queue-recipe");
        private final Label moves = Parts.label("moves", "accent");
        private final HBox line = new HBox(order, sample, place, recipe, Parts.spacer(), moves);

        Row(MountProposal proposal) {
            this.proposal = proposal;
            line.getStyleClass().addAll("queue-row", "history-row");
            moves.setGraphic(Parts.icon("mdi2s-swap-vertical", "accent"));
            setPrefWidth(0);
            getStyleClass().add("queue-cell");
        }

        @Override
        protected void updateItem(@Nullable QueueItem item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            order.setText(Integer.toString(getIndex() + 1));
            sample.setText(item.sample().isEmpty() ? Figures.DASH : item.sample());
            place.setText(item.origin().map(SampleRef::place).orElse(Figures.DASH));
            recipe.setText(item.title());
            moves.setVisible(proposal.moved().contains(item));
            setGraphic(line);
        }
    }
}
