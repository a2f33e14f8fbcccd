package io.beamdesk.device.epics;

import io.beamdesk.device.Detector;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Counters behind an EPICS scaler record.
///
/// Columns: one for each channel of the beamline file (`i0`, `it`), in counts, and its name with
/// `_time`, the time that was counted (T) in seconds, which may exceed what was asked for. The
/// exposure is TP. Field names: the scaler record's reference,
/// <https://github.com/epics-modules/scaler>.
public final class Scaler implements Detector {
    private static final Value COUNT = new Value.Whole(1);
    private static final Value DONE = new Value.Whole(0);

    private final String name;
    private final String label;
    private final PvName record;
    private final Duration margin;
    private final Scheduler scheduler;
    private final List<Signal> signals;
    private final Signal count;
    private final Signal preset;
    private final Signal elapsed;
    private final Signal continuous;
    private final Function<String, Optional<Reading>> gains;
    private final Map<String, Signal> columns = new LinkedHashMap<>();
    private final Setting exposure;
    private final Staging staging;
    private volatile @Nullable Status counting;

    /// Wires the scaler record of this name, without a field: `SIM:scaler1`.
    ///
    /// @param channels column and the number of the record's channel, from 1
    /// @param margin how much longer than its preset a count may take
    /// @param gains gain in V/A of the amplifier before a column, where it is known
    public Scaler(
            String name,
            String label,
            PvName record,
            Map<String, Integer> channels,
            Duration margin,
            Function<String, Optional<Reading>> gains,
            Pvs pvs,
            Scheduler scheduler) {
        this.name = name;
        this.label = label;
        this.record = record;
        this.margin = margin;
        this.gains = gains;
        this.scheduler = scheduler;
        Wiring wiring = new Wiring(name, pvs);
        channels.forEach((column, n) -> columns.put(column, wiring.open(record.field("S" + n))));
        elapsed = wiring.open(record.field("T"));
        columns.put(name + "_time", elapsed);
        preset = wiring.open(record.field("TP"));
        count = wiring.open(record.field("CNT"));
        continuous = wiring.open(record.field("CONT"));
        signals = wiring.signals();
        exposure =
                new Setting(
                        name + "_exposure",
                        label + " count time",
                        preset,
                        preset,
                        OptionalDouble.empty(),
                        Setting.DEFAULT_TOLERANCE,
                        margin,
                        scheduler);
        staging = new Staging(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public List<Signal> signals() {
        return signals;
    }

    /// The columns and the signals behind them, in the order of the beamline file, time last.
    public Map<String, Signal> columns() {
        return Collections.unmodifiableMap(columns);
    }

    /// CNT: 1 while it counts.
    public Signal count() {
        return count;
    }

    /// CONT: 1 for counting over and over (AutoCount).
    public Signal continuous() {
        return continuous;
    }

    /// T: how long it has counted, in seconds.
    public Signal elapsed() {
        return elapsed;
    }

    @Override
    public Movable<Double> exposure() {
        return exposure;
    }

    /// The gains of the amplifiers now, as far as they are known.
    @Override
    public Map<String, Reading> configuration() {
        Map<String, Reading> known = new LinkedHashMap<>();
        columns.keySet()
                .forEach(column ->
                        gains.apply(column).ifPresent(gain -> known.put(column + GAIN, gain)));
        return known;
    }

    @Override
    public Duration estimate(Duration exposure) {
        return exposure;
    }

    @Override
    public Status trigger() {
        Status status = new Status(label + " counting");
        if (!count.state().connected()) {
            status.fail(count.disconnected(count.state()));
            return status;
        }
        counting = status;
        // Both requests leave together: the preset only times the limit.
        CompletableFuture<Void> counted = count.put(COUNT);
        var _ =
                counted.whenComplete((_, failure) -> {
                    if (failure == null) {
                        status.complete();
                    } else {
                        status.fail(count.refused("counting", failure));
                    }
                });
        var _ =
                Fresh.ask(List.of(preset))
                        .whenComplete((asked, failure) -> {
                            if (failure == null) {
                                limit(status, asked.getFirst().value().number().orElse(0));
                            } else {
                                status.fail(Failures.of(failure));
                            }
                        });
        return status;
    }

    private void limit(Status status, double seconds) {
        Duration limit = margin.plusNanos(Math.round(Math.max(0, seconds) * 1e9));
        var _ =
                Deadline.on(
                        status.future(),
                        limit,
                        scheduler,
                        () ->
                                new DeviceException.TimedOut(
                                        name,
                                        name
                                                + ": "
                                                + record
                                                + " has not finished a count of "
                                                + Quantity.exact(seconds, "s")
                                                + " after "
                                                + limit.toMillis() / 1000.0
                                                + " s; check the counter card and its IOC"));
    }

    /// Counts once at a time: AutoCount would start the next count before this one is read.
    @Override
    public void stage() throws InterruptedException {
        staging.change(continuous, new Value.Whole(0));
    }

    @Override
    public void unstage() throws InterruptedException {
        staging.restore();
    }

    @Override
    public void secure() {
        if (hazard().isPresent()) {
            var _ = count.send(DONE);
        }
    }

    @Override
    public Optional<String> hazard() {
        String place = label + " (" + count.pv() + ")";
        Optional<Double> now = count.state().number();
        if (now.isEmpty()) {
            return Optional.of(place + " is not connected, it may be counting");
        }
        Status present = counting;
        boolean started = present != null && !present.future().isDone();
        return now.get() != 0 || started ? Optional.of(place + " is counting") : Optional.empty();
    }

    @Override
    public Map<String, DataKey> describe() {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        columns.forEach((column, signal) -> {
            signal.sample();
            boolean time = signal == elapsed;
            keys.put(
                    column,
                    DataKey.number(
                            signal.source(),
                            time ? "s" : "counts",
                            time ? signal.state().properties().precision() : 0,
                            name,
                            time ? DataKey.Role.AUXILIARY : DataKey.Role.SIGNAL));
        });
        return keys;
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        // Monitors of Sn may lag behind the completion of the count, so the server is asked.
        List<Sample> now = Fresh.await(List.copyOf(columns.values()));
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (Map.Entry<String, Signal> column : columns.entrySet()) {
            readings.put(
                    column.getKey(),
                    Readings.number(name, column.getValue(), now.get(readings.size())));
        }
        return readings;
    }

    @Override
    public List<String> hints() {
        return columns.keySet().stream().filter(c -> columns.get(c) != elapsed).toList();
    }
}
