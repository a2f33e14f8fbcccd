package io.beamdesk.bench;

import io.beamdesk.device.FrameSource;
import io.beamdesk.device.epics.NdArrayFrames;
import io.beamdesk.device.epics.WaveformFrames;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.pv.pva.PvaProvider;
import io.beamdesk.pv.pva.PvaSettings;
import io.beamdesk.sim.FrameServer;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Theme;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/// Frames of a server process over both protocols, and a window that shows them.
///
/// @param server the process
/// @param pvs its process variables
/// @param ca the frames over Channel Access
/// @param pva the same over PVAccess
/// @param camera what shows them
record ServedFrames(Process server, Pvs pvs, FrameSource ca, FrameSource pva, CameraView camera)
        implements AutoCloseable {

    /// Starts the server and shows the window. JavaFX must have started.
    ///
    /// @param side of a frame in pixels
    /// @param rate frames a second
    /// @param width of the window in pixels
    /// @param height of the window in pixels
    static ServedFrames open(int side, int rate, int width, int height)
            throws IOException, InterruptedException {
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                FrameServer.class.getName(),
                                Integer.toString(side),
                                Integer.toString(rate))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        // Kept open while the server lives: it ends with its output.
        BufferedReader said = server.inputReader();
        String[] ports = said.readLine().split(" ", 2);
        Pvs pvs =
                new Pvs(
                        new CaProvider(
                                CaSettings.LOOPBACK.withServerPort(Integer.parseInt(ports[0]))),
                        new PvaProvider(PvaSettings.onlyServer(Integer.parseInt(ports[1]))));
        return new ServedFrames(
                server,
                pvs,
                new WaveformFrames("bench", PvName.of("B:image1:"), pvs),
                new NdArrayFrames("bench", PvName.of("pva://B:Pva1:Image"), pvs),
                window(width, height));
    }

    private static CameraView window(int width, int height) throws InterruptedException {
        AtomicReference<CameraView> camera = new AtomicReference<>();
        FrameShown.onFx(() -> {
            CameraView view = new CameraView();
            Scene scene = new Scene(new BorderPane(view), width, height);
            new Theme(false).dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            camera.set(view);
        });
        return camera.get();
    }

    @Override
    public void close() {
        pvs.close();
        server.destroy();
    }
}
