package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.LoopSearch;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Sinusoid;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.align.Sight;
import io.beamdesk.ui.align.Turntable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The middle of the loop, clicked at three angles over Channel Access, stays at the crosshair over a full turn.
class ThreeClickCentringTest {
    private static final int STARTS = 4;
    private static final double ALLOWED = 3;

    @TempDir private Path folder;

    private static void put(Desk desk, String pv, Value value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(value).get(30, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> move(Desk desk, String axis, double target) {
        return desk.beamline().movable(axis).set(target).future();
    }

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

    /// Where the middle of the loop is seen at every angle.
    private static LoopSearch.Found look(
            Desk desk, Turntable table, BlockingQueue<FrameEvent> frames) throws Exception {
        LoopSearch search = new LoopSearch(true);
        for (int angle = 0; angle < 360; angle += 45) {
            table.turn(angle).get(30, TimeUnit.SECONDS);
            search.add(table.angle(), fresh(desk, frames));
        }
        assertThat(search.find()).isInstanceOf(LoopSearch.Found.class);
        return (LoopSearch.Found) search.find();
    }

    @Test
    @Timeout(300)
    void featureStaysAtTheCrosshairOverAFullTurn() throws Exception {
        Random random = new Random(3);
        double worst = 0;
        BlockingQueue<FrameEvent> frames = new LinkedBlockingQueue<>();
        try (Desk desk = Desk.open(Optional.empty(), folder, Experiment.NONE)) {
            assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
            for (int motor : new int[] {1, 2, 4, 17, 18}) {
                put(desk, "SIM:m" + motor + ".VELO", new Value.Floating(motor == 4 ? 720 : 25));
                put(desk, "SIM:m" + motor + ".ACCL", new Value.Floating(0.05));
            }
            Sight sight = DeskMicroscope.of(desk, Settings.DEFAULT, Runnable::run).orElseThrow();
            Turntable table = sight.turntable().orElseThrow();
            try (Subscription _ = sight.frames().watch(frames::add)) {
                for (int start = 0; start < STARTS; start++) {
                    CompletableFuture.allOf(
                                    move(desk, "sample_x", random.nextDouble() - 0.5),
                                    move(desk, "sample_y", random.nextDouble() - 0.5),
                                    move(desk, "centring_x", random.nextDouble() - 0.5),
                                    move(desk, "centring_z", random.nextDouble() - 0.5))
                            .get(30, TimeUnit.SECONDS);
                    LoopSearch.Found before = look(desk, table, frames);
                    double[] angles = new double[Sinusoid.LEAST];
                    double[] clicks = new double[Sinusoid.LEAST];
                    double first = 360 * random.nextDouble();
                    for (int click = 0; click < Sinusoid.LEAST; click++) {
                        table.turn(first + 90 * click).get(30, TimeUnit.SECONDS);
                        angles[click] = table.angle();
                        // A person hits whole pixels.
                        clicks[click] = Math.rint(before.across().at(angles[click]));
                    }
                    Point2D crosshair =
                            new Point2D(
                                    412 + 200 * random.nextDouble(),
                                    412 + 200 * random.nextDouble());
                    table.centre(Sinusoid.of(angles, clicks), Math.rint(before.along()), crosshair)
                            .get(30, TimeUnit.SECONDS);
                    LoopSearch.Found after = look(desk, table, frames);
                    for (int angle = 0; angle < 360; angle += 10) {
                        double off = crosshair.distance(after.across().at(angle), after.along());
                        worst = Math.max(worst, off);
                        assertThat(off).as("start %d at %d°", start, angle).isLessThan(ALLOWED);
                    }
                }
            }
        }
        System.out.printf("three clicks: at most %.2f pixels off over a full turn%n", worst);
    }

    @Test
    void nothingMovesWhereOneAxisCannotGetThere() throws Exception {
        try (Desk desk = Desk.open(Optional.empty(), folder, Experiment.NONE)) {
            assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
            Turntable table =
                    DeskMicroscope.of(desk, Settings.DEFAULT, Runnable::run)
                            .flatMap(Sight::turntable)
                            .orElseThrow();
            // Half a metre beside the axis at 90 degrees; centring_z reaches 2 mm.
            assertThatThrownBy(() ->
                            table.centre(new Sinusoid(500, 20, 1e5, 0), 400, new Point2D(512, 512))
                                    .get(30, TimeUnit.SECONDS))
                    .hasMessageContaining("centring_z: -500.0 mm below -2.0 mm");
            for (String axis : new String[] {"centring_x", "centring_z", "sample_x", "sample_y"}) {
                assertThat(desk.beamline().movable(axis).position())
                        .as(axis)
                        .isCloseTo(0, within(1e-6));
            }
        }
    }
}
