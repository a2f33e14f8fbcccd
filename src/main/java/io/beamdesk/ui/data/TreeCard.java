package io.beamdesk.ui.data;

import io.beamdesk.product.Item;
import io.beamdesk.ui.fx.Parts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The tree of the file, read as it is unfolded, and the attributes of the node that is chosen.
final class TreeCard {
    private static final Item ROOT = new Item("/", Item.Kind.GROUP, "", "", List.of(), "");

    private final ViewerModel model;
    private final TreeView<Item> tree = new TreeView<>();
    private final GridPane attributes = new GridPane();
    private final ScrollPane below = new ScrollPane(attributes);
    private final Label nothing = Parts.label("", "muted", "card-note");
    private final VBox root;
    private Optional<ViewerModel.Source> source = Optional.empty();
    private boolean selecting;

    TreeCard(ViewerModel model) {
        this.model = model;
        tree.setId("data-tree");
        tree.getStyleClass().add("file-tree");
        tree.setShowRoot(false);
        tree.setCellFactory(_ -> new Cell());
        tree.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        VBox.setVgrow(tree, Priority.ALWAYS);
        attributes.getStyleClass().add("attribute-grid");
        attributes.setId("data-attributes");
        below.getStyleClass().add("attributes-below");
        below.setFitToWidth(true);
        below.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root = Parts.card(Parts.cardHeader("Tree"), tree, nothing, below);
        root.getStyleClass().add("tree-card");
        VBox.setVgrow(root, Priority.ALWAYS);
        model.sourceProperty().subscribe(this::show);
        model.shownProperty().subscribe(this::follow);
    }

    Node root() {
        return root;
    }

    private void show(Optional<ViewerModel.Source> now) {
        boolean same =
                now.isPresent()
                        && source.isPresent()
                        && now.get().path().equals(source.get().path());
        source = now;
        tree.setVisible(now.isPresent());
        nothing.setText(now.isPresent() ? "" : "Choose a product to see what is in it.");
        nothing.setManaged(now.isEmpty());
        if (now.isEmpty()) {
            tree.setRoot(null);
            show(Map.of());
        } else if (same && tree.getRoot() instanceof Branch branch) {
            branch.again();
        } else {
            show(Map.of());
            Branch branch = new Branch(ROOT);
            tree.setRoot(branch);
            branch.setExpanded(true);
        }
    }

    /// Unfolds the way to the dataset that is shown.
    private void follow() {
        model.shownProperty()
                .get()
                .ifPresent(now -> {
                    if (tree.getRoot() instanceof Branch branch) {
                        branch.lead(now.item().path());
                    }
                });
    }

    private void chosen() {
        TreeItem<Item> now = tree.getSelectionModel().getSelectedItem();
        if (now == null) {
            return;
        }
        Item item = now.getValue();
        if (!selecting) {
            model.show(item);
        }
        boolean readable = item.kind() != Item.Kind.UNREADABLE && item.kind() != Item.Kind.BROKEN;
        show(Map.of());
        if (readable) {
            model.attributes(item.path(), this::show);
        }
    }

    private void show(Map<String, String> now) {
        attributes.getChildren().clear();
        int row = 0;
        for (Map.Entry<String, String> attribute : now.entrySet()) {
            Label value = Parts.label(attribute.getValue(), "mono");
            value.setMinWidth(0);
            value.setPrefWidth(0);
            value.setMaxWidth(Double.MAX_VALUE);
            value.setTooltip(new Tooltip(attribute.getValue()));
            GridPane.setHgrow(value, Priority.ALWAYS);
            Label name = Parts.label(attribute.getKey(), "muted");
            name.setMinWidth(Region.USE_PREF_SIZE);
            attributes.addRow(row++, name, value);
        }
        below.setVisible(row > 0);
        below.setManaged(row > 0);
    }

    /// A group, whose nodes are read when it is unfolded first, or a leaf.
    private final class Branch extends TreeItem<Item> {
        private boolean read;
        private String wanted = "";

        Branch(Item item) {
            super(item);
            expandedProperty()
                    .subscribe(open -> {
                        if (open && !read) {
                            read = true;
                            model.items(getValue().path(), this::fill);
                        }
                    });
        }

        @Override
        public boolean isLeaf() {
            return getValue().kind() != Item.Kind.GROUP;
        }

        private void fill(List<Item> items) {
            Map<String, Branch> before =
                    getChildren().stream()
                            .map(Branch.class::cast)
                            .collect(
                                    Collectors.toMap(
                                            child -> child.getValue().path(), Function.identity()));
            boolean same =
                    items.stream()
                            .map(Item::path)
                            .toList()
                            .equals(getChildren().stream().map(c -> c.getValue().path()).toList());
            if (!same) {
                getChildren()
                        .setAll(
                                items.stream()
                                        .map(item ->
                                                before.getOrDefault(item.path(), new Branch(item)))
                                        .toList());
            }
            for (int i = 0; i < items.size(); i++) {
                TreeItem<Item> child = getChildren().get(i);
                if (!child.getValue().equals(items.get(i))) {
                    child.setValue(items.get(i));
                }
            }
            if (!wanted.isEmpty()) {
                lead(wanted);
            }
        }

        /// Reads what is unfolded again.
        void again() {
            if (read) {
                model.items(getValue().path(), this::fill);
                getChildren().forEach(child -> ((Branch) child).again());
            }
        }

        /// Unfolds the way to a node and chooses it.
        void lead(String path) {
            if (getValue().path().equals(path)) {
                wanted = "";
                TreeItem<Item> now = tree.getSelectionModel().getSelectedItem();
                if (now != this) {
                    selecting = true;
                    tree.getSelectionModel().select(this);
                    tree.scrollTo(Math.max(0, tree.getRow(this) - 3));
                    selecting = false;
                }
                return;
            }
            String above = getValue().path().equals("/") ? "/" : getValue().path() + "/";
            if (!path.startsWith(above)) {
                return;
            }
            setExpanded(true);
            boolean found = false;
            for (TreeItem<Item> child : getChildren()) {
                String name = child.getValue().path();
                if (path.equals(name) || path.startsWith(name + "/")) {
                    found = true;
                    ((Branch) child).lead(path);
                }
            }
            wanted = found ? "" : path;
        }
    }

    private static final class Cell extends TreeCell<Item> {
        private final Label name = Parts.label("");
        private final Label about = Parts.label("", "mono", "muted");
        private final HBox line = new HBox(name, Parts.spacer(), about);

        Cell() {
            line.getStyleClass().add("tree-line");
            name.setMinWidth(Region.USE_PREF_SIZE);
            about.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            name.setText(item.name());
            name.setGraphic(
                    switch (item.kind()) {
                        case GROUP -> Parts.icon("mdi2f-folder-outline");
                        case NUMBERS ->
                                Parts.icon(
                                        item.shape().size() > 2
                                                ? "mdi2c-cube-outline"
                                                : "mdi2t-table-column");
                        case VALUES -> Parts.icon("mdi2f-format-text");
                        case BROKEN -> Parts.icon("mdi2l-link-variant-off", "minor-text");
                        case UNREADABLE -> Parts.icon("mdi2a-alert", "minor-text");
                    });
            String words =
                    switch (item.kind()) {
                        case GROUP -> item.nexusClass();
                        case NUMBERS, VALUES ->
                                item.shape().isEmpty()
                                        ? item.about()
                                        : item.shape().stream()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(" × "));
                        case BROKEN, UNREADABLE -> item.about();
                    };
            about.setText(words);
            setTooltip(new Tooltip(item.path() + " " + item.type() + "\n" + words));
            setGraphic(line);
        }
    }
}
