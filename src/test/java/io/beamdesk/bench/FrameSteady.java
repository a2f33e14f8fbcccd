package io.beamdesk.bench;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.device.FrameTally;
import io.beamdesk.device.epics.NdArrayFrames;
import io.beamdesk.device.epics.WaveformFrames;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.pv.pva.PvaProvider;
import io.beamdesk.pv.pva.PvaSettings;
import io.beamdesk.sim.FrameServer;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Theme;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/// 100,000 frames of 256 × 256 16-bit pixels from a server process to a window, half over Channel Access
/// and half over PVAccess: what stays in memory after a collection once a tenth of them came, and once
/// all did.
///
/// Prints one JSON line; the peer is the memory at the first of these two times.
public final class FrameSteady {
    private static final int FRAMES = Integer.getInteger("bench.frames", 100_000);
    private static final int SIDE = 256;
    private static final int RATE = Integer.getInteger("bench.rate", 500);
    private static final double MEGA = 1 << 20;

    private FrameSteady() {}

    public static void main(String[] args) throws Exception {
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                FrameServer.class.getName(),
                                Integer.toString(SIDE),
                                Integer.toString(RATE))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader said = server.inputReader()) {
            String[] ports = said.readLine().split(" ", 2);
            CountDownLatch started = new CountDownLatch(1);
            Platform.startup(started::countDown);
            started.await();
            measure(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
        } finally {
            server.destroy();
        }
        System.exit(0);
    }

    private static void measure(int caPort, int pvaPort) throws InterruptedException {
        CameraView[] camera = new CameraView[1];
        FrameShown.onFx(() -> {
            camera[0] = new CameraView();
            Scene scene = new Scene(new BorderPane(camera[0]), 220, 220);
            new Theme(false).dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
        });
        try (Pvs pvs =
                new Pvs(
                        new CaProvider(CaSettings.LOOPBACK.withServerPort(caPort)),
                        new PvaProvider(PvaSettings.onlyServer(pvaPort)))) {
            FrameSource ca = new WaveformFrames("bench", PvName.of("B:image1:"), pvs);
            FrameSource pva = new NdArrayFrames("bench", PvName.of("pva://B:Pva1:Image"), pvs);
            take(ca, camera[0], FRAMES / 20);
            take(pva, camera[0], FRAMES / 20);
            double before = used();
            long begin = System.nanoTime();
            take(ca, camera[0], FRAMES * 9 / 20);
            take(pva, camera[0], FRAMES * 9 / 20);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double after = used();
            System.out.printf(
                    Locale.ROOT,
                    "{\"name\":\"frame-steady\",\"value\":%.2f,\"unit\":\"MB\","
                            + "\"peer\":\"in memory after a tenth of the frames\","
                            + "\"peer_value\":%.2f,\"ratio\":%.3f,\"frames\":%d,"
                            + "\"bytes_a_frame\":%.1f,\"frames_a_second\":%.0f}%n",
                    after / MEGA,
                    before / MEGA,
                    after / before,
                    FRAMES,
                    (after - before) / (FRAMES * 0.9),
                    FRAMES * 0.9 / seconds);
        }
    }

    private static void take(FrameSource source, CameraView camera, int frames)
            throws InterruptedException {
        CountDownLatch left = new CountDownLatch(frames);
        FrameTally tally = new FrameTally();
        try (Subscription _ =
                source.watch(event -> {
                    if (event instanceof FrameEvent.Shot shot) {
                        tally.count(shot, Instant.now());
                        camera.offer(shot);
                        left.countDown();
                    }
                })) {
            left.await();
        }
    }

    /// Bytes in use after collections.
    private static double used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(200_000_000L);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
