package io.beamdesk.ui.help;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.SystemOpener;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The help beside the desktop: a pane's page of the handbook, or the sheet of keys. One window, whatever is
/// asked; F1 in it changes between the two, Escape closes it.
public final class HelpWindow {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 820;

    private @Nullable Stage stage;
    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane(page);
    private String pane = "";
    private boolean keys;

    /// Shows what the handbook says of a pane.
    public void show(Window owner, String title) {
        pane = title;
        keys = false;
        fill(owner, title, Handbook.of(title));
    }

    /// Shows all keys.
    public void showKeys(Window owner) {
        keys = true;
        fill(owner, "Keys", Handbook.keys());
    }

    private void fill(Window owner, String title, List<Handbook.Block> blocks) {
        Stage window = stage == null ? open(owner) : stage;
        window.setTitle(title + " · Beamdesk help");
        page.getChildren().setAll(blocks.stream().map(HelpWindow::node).toList());
        if (page.getChildren().isEmpty()) {
            page.getChildren().add(Parts.label("The handbook says nothing of " + title, "muted"));
        }
        scroll.setVvalue(0);
        window.show();
        window.toFront();
        scroll.requestFocus();
    }

    private Stage open(Window owner) {
        page.getStyleClass().add("help-page");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label foot = Parts.label("F1: this page or all keys · Escape: close", "muted");
        HBox row = new HBox(foot, Parts.spacer());
        row.getStyleClass().add("help-foot");
        Handbook.whole()
                .map(first ->
                        Parts.button(
                                "Whole handbook",
                                "mdi2o-open-in-new",
                                () -> SystemOpener.open(first)))
                .ifPresent(row.getChildren()::add);
        VBox root = new VBox(scroll, row);
        root.getStyleClass().addAll("shell", "help");
        Stage made = new Stage();
        made.initOwner(owner);
        Scene scene = new Scene(root, WIDTH, Math.min(HEIGHT, Math.max(300, owner.getHeight())));
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), made::hide);
        scene.getAccelerators()
                .put(
                        new KeyCodeCombination(KeyCode.F1),
                        () -> {
                            if (keys && !pane.isEmpty()) {
                                show(owner, pane);
                            } else {
                                showKeys(owner);
                            }
                        });
        made.setScene(scene);
        made.setOnHidden(_ -> stage = null);
        stage = made;
        return made;
    }

    private static Node node(Handbook.Block block) {
        return switch (block) {
            case Handbook.Heading(int level, String text) ->
                    Parts.label(text, level <= 2 ? "pane-title" : "card-title");
            case Handbook.Paragraph(var spans) -> flow(spans, "help-text");
            case Handbook.Entry(var spans) -> flow(spans, "help-entry");
            case Handbook.Code(String text) -> {
                Label code = Parts.label(text, "help-code");
                code.setMaxWidth(Double.MAX_VALUE);
                yield code;
            }
            case Handbook.Table(var rows) -> table(rows);
        };
    }

    private static GridPane table(List<List<List<Handbook.Span>>> rows) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-table");
        int columns = rows.getFirst().size();
        for (int c = 0; c < columns; c++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHgrow(c == columns - 1 ? Priority.ALWAYS : Priority.SOMETIMES);
            constraints.setPercentWidth(
                    columns == 1 ? 100 : c == columns - 1 ? 50 : 50.0 / (columns - 1));
            grid.getColumnConstraints().add(constraints);
        }
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size() && c < columns; c++) {
                grid.add(flow(rows.get(r).get(c), r == 0 ? "help-head" : "help-cell"), c, r);
            }
        }
        return grid;
    }

    private static TextFlow flow(List<Handbook.Span> spans, String styleClass) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add(styleClass);
        StringBuilder whole = new StringBuilder();
        for (Handbook.Span span : spans) {
            Text text = new Text(span.text());
            text.getStyleClass()
                    .addAll("help-span", "help-" + span.style().name().toLowerCase(Locale.ROOT));
            flow.getChildren().add(text);
            whole.append(span.text());
        }
        flow.setAccessibleText(whole.toString());
        return flow;
    }
}
