package io.beamdesk.ui.fx;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// What can be done with products: they are shown, their paths copied, their folder opened.
public final class ProductMenu extends ContextMenu {
    /// Of these products, at least one.
    ///
    /// @param show leads to a product in the Data pane
    public ProductMenu(List<URI> products, Consumer<URI> show) {
        this(products);
        for (int i = 0; i < products.size(); i++) {
            URI product = products.get(i);
            String name = products.size() == 1 ? "" : " " + Path.of(product).getFileName();
            MenuItem open =
                    Parts.entry(
                            "Show" + name + " in Data",
                            "mdi2d-database-outline",
                            () -> show.accept(product));
            open.getStyleClass().add("product-show");
            getItems().add(i, open);
        }
        getItems().add(products.size(), new SeparatorMenuItem());
    }

    /// Of these products, at least one, where they are shown already.
    public ProductMenu(List<URI> products) {
        for (URI product : products) {
            MenuItem where = new MenuItem(Path.of(product).toString());
            where.setMnemonicParsing(false);
            where.getStyleClass().add("product-path");
            where.setOnAction(_ -> copy(List.of(product)));
            getItems().add(where);
        }
        getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        Parts.entry(
                                products.size() == 1 ? "Copy path" : "Copy paths",
                                "mdi2c-content-copy",
                                () -> copy(products)),
                        Parts.entry(
                                "Open folder",
                                "mdi2f-folder-open-outline",
                                () ->
                                        SystemOpener.open(
                                                Path.of(products.getFirst()).resolveSibling(""))));
    }

    private static void copy(List<URI> products) {
        ClipboardContent content = new ClipboardContent();
        content.putString(
                String.join("\n", products.stream().map(p -> Path.of(p).toString()).toList()));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
