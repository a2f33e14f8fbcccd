package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Parts;
import java.io.File;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// What is seen in the Align pane: the live camera, or a file or a folder that is replayed.
final class SourceMenu {
    private static final KeyCombination FILE = key(KeyCode.M);
    private static final KeyCombination LIVE = key(KeyCode.N);

    private final AlignViewModel model;
    private final MenuButton menu = new MenuButton("Replay", Parts.icon("mdi2f-filmstrip"));
    private @Nullable File last;

    SourceMenu(AlignViewModel model) {
        this.model = model;
        MenuItem live = Parts.entry("Live camera", "mdi2v-video-outline", model::live);
        menu.setId("align-source");
        menu.setTooltip(
                new Tooltip(
                        "Look at a recording as at a camera: a file ("
                                + FILE.getDisplayText()
                                + ") or a folder of pictures; "
                                + LIVE.getDisplayText()
                                + " goes back to the live camera"));
        menu.getItems()
                .addAll(
                        Parts.entry("Replay a file…", "mdi2f-file-video-outline", this::file),
                        Parts.entry(
                                "Replay a folder of pictures…",
                                "mdi2f-folder-multiple-image",
                                this::folder),
                        live);
        Parts.accelerator(menu, FILE, this::file);
        Parts.accelerator(menu, LIVE, model::live);
        model.replayProperty().subscribe(now -> live.setDisable(now.isEmpty()));
    }

    private static KeyCombination key(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    }

    Node root() {
        return menu;
    }

    private Optional<File> begin() {
        return Optional.ofNullable(last).filter(File::isDirectory);
    }

    private void file() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Replay a file");
        begin().ifPresent(chooser::setInitialDirectory);
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                "HDF5 files", "*.h5", "*.hdf5", "*.hdf", "*.nxs"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        show(chooser.showOpenDialog(menu.getScene().getWindow()));
    }

    private void folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Replay a folder of pictures");
        begin().ifPresent(chooser::setInitialDirectory);
        show(chooser.showDialog(menu.getScene().getWindow()));
    }

    private void show(@Nullable File chosen) {
        if (chosen != null) {
            last = chosen.getParentFile();
            model.replay(chosen.toPath());
        }
    }
}
