package io.beamdesk.device.epics;

import io.beamdesk.device.Place;
import io.beamdesk.device.Status;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.sim.FakeBeamline;
import java.time.Duration;

/// A sample changer on the robot of the simulated beamline, on fake time.
final class ChangerBench implements AutoCloseable {
    static final Duration USUAL = Duration.ofSeconds(20);
    static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration TICK = Duration.ofMillis(100);

    final FakeBeamline beamline = new FakeBeamline("T:");
    final FakeScheduler time = new FakeScheduler();
    final SampleChanger changer =
            new SampleChanger(
                    "changer",
                    "Sample changer",
                    PvName.of("T:robot:"),
                    USUAL,
                    LIMIT,
                    new Pvs(beamline),
                    time);

    ChangerBench() {
        changer.connect();
    }

    static Place place(String text) {
        return Place.of(text).orElseThrow();
    }

    void pass(double seconds) {
        for (long ticks = Math.round(seconds * 10); ticks > 0; ticks--) {
            beamline.pass(TICK);
            time.advance(TICK);
        }
    }

    /// Lets time pass until it has ended, or far beyond every limit.
    void end(Status status) {
        for (int seconds = 0; seconds < 200 && !status.future().isDone(); seconds++) {
            pass(1);
        }
    }

    Status set(String target) {
        Status status = changer.set(place(target));
        end(status);
        return status;
    }

    String robot(String suffix) {
        return beamline.read("T:robot:" + suffix);
    }

    void robot(String suffix, String value) {
        beamline.write("T:robot:" + suffix, value);
    }

    @Override
    public void close() {
        changer.close();
    }
}
