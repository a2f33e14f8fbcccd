package io.beamdesk.ui.align;

import io.beamdesk.engine.Outcome;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// Keeps what the camera sees: a picture with or without what lies on it, or a recording.
final class KeepBar {
    private static final String RECORD_WORDS = "Record frames as a product";
    private static final KeyCombination FRAME = key(KeyCode.I);
    private static final KeyCombination VIEW = key(KeyCode.V);
    private static final KeyCombination RECORD = key(KeyCode.R);

    private final CameraView camera;
    private final Supplier<String> label;
    private final BooleanSupplier live;
    private final PictureDesk desk;
    private final Supplier<Map<String, String>> marks;
    private final Consumer<AlignViewModel.Note> say;
    private final Executor background;
    private final Button record = Parts.iconButton("mdi2r-record-rec", RECORD_WORDS, this::record);
    private final HBox root;
    private boolean recording;

    /// @param label of what is shown
    /// @param live whether it is what the camera sees now
    /// @param marks what lies on the picture, in words by keyword
    /// @param say shows a sentence
    /// @param background for what takes time
    KeepBar(
            CameraView camera,
            Supplier<String> label,
            BooleanSupplier live,
            PictureDesk desk,
            Supplier<Map<String, String>> marks,
            Consumer<AlignViewModel.Note> say,
            Executor background) {
        this.camera = camera;
        this.label = label;
        this.live = live;
        this.desk = desk;
        this.marks = marks;
        this.say = say;
        this.background = background;
        MenuButton keep = new MenuButton("", Parts.icon("mdi2c-camera-outline"));
        keep.setId("keep-picture");
        keep.setTooltip(
                new Tooltip(
                        "Keep a picture as a PNG file: the frame ("
                                + FRAME.getDisplayText()
                                + ") or the view ("
                                + VIEW.getDisplayText()
                                + ")"));
        Parts.accelerator(keep, FRAME, this::frame);
        Parts.accelerator(keep, VIEW, this::view);
        Parts.accelerator(record, RECORD, record::fire);
        keep.setAccessibleText("Keep a picture as a PNG file");
        keep.getItems()
                .addAll(
                        Parts.entry("Frame with its numbers", "mdi2i-image-outline", this::frame),
                        Parts.entry(
                                "View with crosshair and marks", "mdi2i-image-plus", this::view));
        record.setId("keep-recording");
        show(false);
        root = new HBox(keep, record);
        root.getStyleClass().add("picture-tools");
    }

    private static KeyCombination key(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    }

    Node root() {
        return root;
    }

    private Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        // Where the axes are now says nothing of what was recorded.
        if (live.getAsBoolean()) {
            about.putAll(desk.about());
        }
        about.putAll(marks.get());
        return about;
    }

    private interface Keeping {
        Path keep() throws IOException;
    }

    private void frame() {
        camera.shownProperty()
                .get()
                .ifPresentOrElse(
                        shown -> {
                            Map<String, String> about = about();
                            String name = label.get();
                            about.put("Levels", shown.levels().low() + " " + shown.levels().high());
                            keep(() ->
                                    new Snapshots(desk.folder())
                                            .keep(name, shown.frame(), camera.getLook(), about));
                        },
                        this::nothing);
    }

    private void view() {
        camera.shownProperty()
                .get()
                .ifPresentOrElse(
                        shown -> {
                            WritableImage image = camera.snapshot(new SnapshotParameters(), null);
                            int columns = (int) image.getWidth();
                            int rows = (int) image.getHeight();
                            int[] argb = new int[columns * rows];
                            image.getPixelReader()
                                    .getPixels(
                                            0,
                                            0,
                                            columns,
                                            rows,
                                            PixelFormat.getIntArgbInstance(),
                                            argb,
                                            0,
                                            columns);
                            Map<String, String> about = about();
                            String name = label.get();
                            keep(() ->
                                    new Snapshots(desk.folder())
                                            .keepView(
                                                    name,
                                                    shown.frame(),
                                                    columns,
                                                    rows,
                                                    argb,
                                                    about));
                        },
                        this::nothing);
    }

    private void nothing() {
        say("There is no picture to keep yet; start the camera first.", true);
    }

    private void keep(Keeping keeping) {
        background.execute(() -> {
            try {
                Path file = keeping.keep();
                Platform.runLater(() -> say("Kept as " + file + ".", false));
            } catch (IOException problem) {
                Platform.runLater(() ->
                        say(
                                "The picture could not be kept in "
                                        + desk.folder()
                                        + ": "
                                        + problem.getMessage(),
                                true));
            }
        });
    }

    private void record() {
        if (recording) {
            desk.stop();
            return;
        }
        show(true);
        say("Recording until it is stopped.", false);
        var _ = desk.record().whenCompleteAsync(this::recorded, Platform::runLater);
    }

    private void recorded(@Nullable Outcome outcome, @Nullable Throwable failure) {
        show(false);
        if (outcome == null) {
            say(failure == null ? "" : Sentences.of(failure), true);
        } else if (outcome.products().isEmpty()) {
            say("Nothing was recorded: " + outcome.reason(), true);
        } else {
            say(
                    "Recorded "
                            + outcome.points()
                            + " frames in "
                            + Path.of(outcome.products().getFirst())
                            + ".",
                    false);
        }
    }

    private void show(boolean now) {
        recording = now;
        record.setGraphic(Parts.icon(now ? "mdi2s-stop" : "mdi2r-record-rec"));
        Parts.described(
                record,
                (now ? "End the recording" : RECORD_WORDS) + " (" + RECORD.getDisplayText() + ")");
    }

    private void say(String text, boolean problem) {
        say.accept(new AlignViewModel.Note(text, problem));
    }
}
