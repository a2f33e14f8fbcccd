package io.beamdesk.ui.samples;

import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayTypes;
import io.beamdesk.ui.fx.Theme;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;

/// The Samples pane with a plate that is full, for the benchmarks: it is dragged over and its samples
/// change, step by step. Lives on the JavaFX thread.
public final class DemoTray implements AutoCloseable {
    private final SampleStore store;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final ExecutorService queue =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final SamplesViewModel model;
    private final TrayType type;
    private final List<String> ids = new ArrayList<>();
    private final Scene scene;
    private final TrayCanvas canvas;
    private int changed;
    private int drawn;

    /// @param type name of the plate's type
    public DemoTray(Path folder, String type) {
        this.type = TrayTypes.shipped().get(type);
        store =
                SampleStore.open(
                        folder.resolve("samples.db"), TrayTypes.shipped(), InstantSource.system());
        store.apply(Edit.add(Tray.of("PLT-1", type)), "bench");
        List<Sample> samples = new ArrayList<>();
        for (Position p : this.type.positions()) {
            samples.add(Sample.of("PLT-1", p.id(), "cat-" + p.id()));
        }
        store.apply(Edit.add(samples), "bench");
        samples.forEach(s -> ids.add(s.id()));
        ScriptedTrays desk = new ScriptedTrays(store);
        model = new SamplesViewModel(desk, worker, Platform::runLater);
        SamplesPane pane = new SamplesPane(model, ZoneOffset.UTC);
        scene = new Scene((Parent) pane.content(), 1920, 1080);
        new Theme(false).dress(scene);
        model.pictureProperty().subscribe(() -> drawn++);
        pane.shown();
        canvas = (TrayCanvas) scene.lookup("#tray-canvas");
    }

    /// The window's content.
    public Scene scene() {
        return scene;
    }

    /// How many places there are.
    public int places() {
        return type.positions().size();
    }

    /// Drags from the first place to a place some way across the plate.
    ///
    /// @param share how far, 0 to 1
    public void drag(double share) {
        if (canvas.where(type.positions().getFirst()).isEmpty()) {
            return;
        }
        TrayLayout.Dot first = canvas.where(type.positions().getFirst()).orElseThrow();
        TrayLayout.Dot last = canvas.where(type.positions().getLast()).orElseThrow();
        double x = first.x() + (last.x() - first.x()) * share;
        double y = first.y() + (last.y() - first.y()) * share;
        if (share == 0) {
            fire(canvas, MouseEvent.MOUSE_PRESSED, first.x() - 8, first.y() - 8);
        }
        fire(canvas, MouseEvent.MOUSE_DRAGGED, x + 8, y + 8);
    }

    /// Lets go where the last drag has led.
    public void release() {
        canvas.where(type.positions().getLast())
                .ifPresent(last ->
                        fire(canvas, MouseEvent.MOUSE_RELEASED, last.x() + 8, last.y() + 8));
    }

    /// Selects everything.
    public void select() {
        model.selection().select(Selection.all(type));
    }

    /// Selects nothing.
    public void deselect() {
        model.selection().select(Selection.none(type));
    }

    /// Has a sample come to another state, as the queue does: one is measured after the other. The pane
    /// sees it by itself.
    public void change() {
        String id = ids.get(changed / 2 % ids.size());
        SampleState next = changed % 2 == 0 ? SampleState.MEASURING : SampleState.MEASURED;
        changed++;
        queue.execute(() -> store.life().become(id, next, "bench", ""));
    }

    /// How often the pane was drawn anew.
    public int drawn() {
        return drawn;
    }

    private static void fire(
            Node node, javafx.event.EventType<MouseEvent> what, double x, double y) {
        var at = node.localToScreen(x, y);
        var inScene = node.localToScene(x, y);
        boolean down = what != MouseEvent.MOUSE_RELEASED;
        node.fireEvent(
                new MouseEvent(
                        what,
                        x,
                        y,
                        at.getX(),
                        at.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        down,
                        false,
                        false,
                        false,
                        false,
                        false,
                        new PickResult(node, inScene.getX(), inScene.getY())));
    }

    @Override
    public void close() {
        queue.close();
        worker.close();
        model.close();
        store.close();
    }
}
