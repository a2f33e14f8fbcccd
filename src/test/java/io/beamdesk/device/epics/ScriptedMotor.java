package io.beamdesk.device.epics;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The fields of a motor record on local PVs. A write to VAL pulses DMOV and waits for the test to
/// say how the motion goes on.
final class ScriptedMotor {
    final LocalPv val;
    final LocalPv rbv;
    final LocalPv dmov;
    final LocalPv stop;
    final LocalPv hlm;
    final LocalPv llm;
    final LocalPv lvio;
    final LocalPv hls;
    final LocalPv lls;
    final LocalPv miss;
    final LocalPv spmg;
    final LocalPv disp;
    final LocalPv velo;
    final LocalPv vmax;
    final LocalPv accl;
    private CompletableFuture<Void> move = new CompletableFuture<>();

    ScriptedMotor(LocalProvider pvs, String name) {
        Properties mm =
                new Properties("mm", 4, Range.NONE, Range.NONE, Range.NONE, Range.NONE, List.of());
        val = pvs.create(name + ".VAL", new Value.Floating(0), mm);
        rbv = pvs.create(name + ".RBV", new Value.Floating(0), mm);
        dmov = pvs.create(name + ".DMOV", new Value.Whole(1));
        stop = pvs.create(name + ".STOP", new Value.Whole(0));
        hlm = pvs.create(name + ".HLM", new Value.Floating(10), mm);
        llm = pvs.create(name + ".LLM", new Value.Floating(-10), mm);
        lvio = pvs.create(name + ".LVIO", new Value.Whole(0));
        hls = pvs.create(name + ".HLS", new Value.Whole(0));
        lls = pvs.create(name + ".LLS", new Value.Whole(0));
        miss = pvs.create(name + ".MISS", new Value.Whole(0));
        spmg =
                pvs.create(
                        name + ".SPMG",
                        new Value.Choice(3, List.of("Stop", "Pause", "Move", "Go")));
        disp = pvs.create(name + ".DISP", new Value.Whole(0));
        velo = pvs.create(name + ".VELO", new Value.Floating(5));
        pvs.create(name + ".VBAS", new Value.Floating(0));
        vmax = pvs.create(name + ".VMAX", new Value.Floating(0));
        accl = pvs.create(name + ".ACCL", new Value.Floating(0.2));
        pvs.create(name + ".MRES", new Value.Floating(0.001));
        pvs.create(name + ".RDBD", new Value.Floating(0.001));
        val.onWrite(target -> {
            move = new CompletableFuture<>();
            dmov.set(new Value.Whole(0));
            val.set(target);
            return move;
        });
    }

    /// The motion ends where the readback is.
    void rest() {
        dmov.set(new Value.Whole(1));
        move.complete(null);
    }

    /// The motion ends here.
    void restAt(double position) {
        rbv.set(position);
        rest();
    }

    /// The put completes although DMOV stays as it is.
    void complete() {
        move.complete(null);
    }

    void flag(LocalPv field, int value) {
        field.set(new Value.Whole(value));
    }

    void readOnly() {
        val.setAccess(new Access(true, false));
    }
}
