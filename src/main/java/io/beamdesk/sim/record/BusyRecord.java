package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Alarm;
import java.util.List;

/// The busy record: 1 while something goes on. A write of 1 with completion is answered when it is
/// 0 again; while it is 1 it is in MINOR alarm, which is no fault.
public final class BusyRecord extends EpicsRecord {
    private static final Alarm ACTIVE = new Alarm(1, 7);

    private final Field value;

    /// Makes it idle.
    ///
    /// @param labels of 0 and 1
    public BusyRecord(World world, String name, String description, List<String> labels) {
        super(world, name, "busy", description);
        value = choice("VAL", labels, 0);
        stamp();
    }

    /// Sets what is done when a client writes 0 or 1.
    public void onWrite(Runnable begin, Runnable end) {
        value.onWrite(v -> {
            boolean wanted = v.integer(0) != 0;
            if (wanted && !busy()) {
                show(1);
                begin.run();
            } else if (!wanted && busy()) {
                end.run();
            }
        });
    }

    private void show(int next) {
        stamp();
        value.post(next, alarmed(next == 0 ? Alarm.NONE : ACTIVE));
    }

    /// Goes back to 0, and answers who waits.
    public void done() {
        show(0);
        finished();
    }

    @Override
    public boolean busy() {
        return value.integer() != 0;
    }
}
