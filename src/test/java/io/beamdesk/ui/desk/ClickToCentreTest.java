package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Pixels;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import io.beamdesk.sim.physics.AlignmentView;
import io.beamdesk.ui.align.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The crystal on the simulated stage, brought to the crosshair over Channel Access.
class ClickToCentreTest {
    private static final int STARTS = 50;
    private static final double ALLOWED = 2;

    // The crystal and a margin, and nothing of the loop.
    private static final int WINDOW = 26;
    private static final double CRYSTAL_X = 0.12;
    private static final double CRYSTAL_Y = 0.05;

    @TempDir private Path folder;

    private static void put(Desk desk, String pv, Value value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(value).get(30, TimeUnit.SECONDS);
        }
    }

    private static double position(Desk desk, String axis) {
        return desk.beamline().movable(axis).position();
    }

    /// A frame that was exposed after now.
    private static Pixels fresh(Desk desk, BlockingQueue<FrameEvent> frames) throws Exception {
        frames.clear();
        put(desk, "SIM:cam2:Acquire", new Value.Whole(1));
        while (true) {
            FrameEvent event = frames.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("waiting for a frame").isNotNull();
            if (event instanceof FrameEvent.Shot shot) {
                return shot.pixels();
            }
        }
    }

    /// Centre of mass of what is darker than its surroundings, near a place.
    private static Point2D crystal(Pixels frame, Point2D near) {
        double darkest = 255;
        double brightest = 0;
        int left = (int) near.getX() - WINDOW;
        int top = (int) near.getY() - WINDOW;
        for (int row = top; row < top + 2 * WINDOW; row++) {
            for (int column = left; column < left + 2 * WINDOW; column++) {
                double light = frame.at(column, row, 0);
                darkest = Math.min(darkest, light);
                brightest = Math.max(brightest, light);
            }
        }
        double edge = (darkest + brightest) / 2;
        double mass = 0;
        double x = 0;
        double y = 0;
        for (int row = top; row < top + 2 * WINDOW; row++) {
            for (int column = left; column < left + 2 * WINDOW; column++) {
                double dark = Math.max(0, edge - frame.at(column, row, 0));
                mass += dark;
                x += dark * (column + 0.5);
                y += dark * (row + 0.5);
            }
        }
        return new Point2D(x / mass, y / mass);
    }

    @Test
    @Timeout(300)
    void featureEndsAtTheCrosshairFromAnyStart() throws Exception {
        Random random = new Random(20);
        BlockingQueue<FrameEvent> frames = new LinkedBlockingQueue<>();
        try (Desk desk = Desk.open(Optional.empty(), folder, Experiment.NONE)) {
            assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
            for (String axis : new String[] {"SIM:m1", "SIM:m2"}) {
                put(desk, axis + ".VELO", new Value.Floating(25));
                put(desk, axis + ".ACCL", new Value.Floating(0.05));
            }
            Sight sight = DeskAlignment.camera(desk, Settings.DEFAULT, Runnable::run).orElseThrow();
            try (Subscription _ = sight.frames().watch(frames::add)) {
                for (int start = 0; start < STARTS; start++) {
                    desk.beamline()
                            .movable("sample_x")
                            .set(1.6 * random.nextDouble() - 0.8)
                            .future()
                            .get(30, TimeUnit.SECONDS);
                    desk.beamline()
                            .movable("sample_y")
                            .set(1.6 * random.nextDouble() - 0.8)
                            .future()
                            .get(30, TimeUnit.SECONDS);
                    Point2D crosshair =
                            new Point2D(
                                    412 + 200 * random.nextDouble(),
                                    412 + 200 * random.nextDouble());
                    Point2D near =
                            new Point2D(
                                    AlignmentView.SIZE / 2.0
                                            + (position(desk, "sample_x") + CRYSTAL_X)
                                                    / AlignmentView.PIXEL,
                                    AlignmentView.SIZE / 2.0
                                            - (position(desk, "sample_y") + CRYSTAL_Y)
                                                    / AlignmentView.PIXEL);
                    Point2D seen = crystal(fresh(desk, frames), near);
                    var scale = sight.scale(crosshair);
                    sight.move(
                                    scale,
                                    new Sight.Target(
                                            scale.across().position(seen.getX()),
                                            scale.down().position(seen.getY())))
                            .get(30, TimeUnit.SECONDS);
                    double off = crystal(fresh(desk, frames), crosshair).distance(crosshair);
                    assertThat(off).as("start %d", start).isLessThan(ALLOWED);
                }
            }
        }
    }
}
