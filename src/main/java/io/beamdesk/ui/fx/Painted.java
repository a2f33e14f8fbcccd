package io.beamdesk.ui.fx;

import javafx.application.Platform;
import javafx.scene.Cursor;
import javafx.scene.Scene;

/// Tells when what a scene shows now is on the screen. A window is "shown", and a scene laid out, before
/// anything of it is painted.
///
/// A pulse hands its picture to the renderer. The next pulse that changes anything waits until it is painted,
/// and what is painted reaches the window before what was asked for after that pulse.
public final class Painted implements Runnable {
    private final Scene scene;
    private final Runnable told;
    private boolean handedOver;

    private Painted(Scene scene, Runnable told) {
        this.scene = scene;
        this.told = told;
    }

    /// Runs a task on the JavaFX thread, which calls this, once the next picture of a scene is on the screen.
    public static void then(Scene scene, Runnable told) {
        scene.addPostLayoutPulseListener(new Painted(scene, told));
        Platform.requestNextPulse();
    }

    /// A pulse has laid the scene out.
    @Override
    public void run() {
        if (handedOver) {
            scene.removePostLayoutPulseListener(this);
            Platform.runLater(() -> Platform.runLater(told));
        } else {
            handedOver = true;
            Platform.runLater(this::change);
        }
    }

    /// The least that a pulse has to take to the window: no cursor is the default one.
    private void change() {
        scene.setCursor(scene.getCursor() == null ? Cursor.DEFAULT : null);
    }
}
