package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.cas.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// What a client does to the records of a database.
///
/// @param database the records
public record Client(Database database) {
    public ServedPv pv(String name) {
        ServedPv found = database.find(name);
        if (found == null) {
            throw new AssertionError("no process variable " + name);
        }
        return found;
    }

    public double number(String name) {
        return pv(name).snapshot().value().number(0);
    }

    public String text(String name) {
        Snapshot snapshot = pv(name).snapshot();
        return snapshot.value().text(0, snapshot.properties());
    }

    public void put(String name, double value) throws RefusedWrite {
        pv(name).put(Elements.of(value), null);
    }

    public void put(String name, String value) throws RefusedWrite {
        pv(name).put(Elements.of(value), null);
    }

    /// Writes with completion; the list gets the answer when it comes.
    public List<Boolean> putNotify(String name, double value) throws RefusedWrite {
        List<Boolean> answers = new ArrayList<>();
        pv(name).put(Elements.of(value), answers::add);
        return answers;
    }

    /// Everything that is posted from now on, the present value first.
    public List<Snapshot> monitor(String name, int mask) {
        List<Snapshot> seen = new ArrayList<>();
        pv(name).subscribe(mask, seen::add);
        return seen;
    }

    public List<Double> numbers(List<Snapshot> seen) {
        return seen.stream().map(each -> each.value().number(0)).toList();
    }
}
