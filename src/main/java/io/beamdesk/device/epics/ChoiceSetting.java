package io.beamdesk.device.epics;

import io.beamdesk.device.AmplifierGain;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One of several named choices on a plain PV: an amplifier's gain.
///
/// Its column holds the label. A target is a label as the IOC has it.
public final class ChoiceSetting implements Movable<String>, Readable {
    private final String name;
    private final String label;
    private final Signal signal;
    private final Duration limit;
    private final Scheduler scheduler;
    private final SetpointPut put;

    /// Wires the PV of an enum record.
    ///
    /// @param limit how long the record may take to follow
    public ChoiceSetting(
            String name, String label, PvName pv, Duration limit, Pvs pvs, Scheduler scheduler) {
        this.name = name;
        this.label = label;
        this.limit = limit;
        this.scheduler = scheduler;
        signal = new Wiring(name, pvs).open(pv);
        put = new SetpointPut(name, signal);
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
        return List.of(signal);
    }

    /// The choices in the IOC's order, empty until it has told them.
    public List<String> choices() {
        Signal.State now = signal.state();
        List<String> told = now.properties().labels();
        return told.isEmpty()
                ? now.sample()
                        .map(sample ->
                                sample.value() instanceof Value.Choice choice
                                        ? choice.labels()
                                        : told)
                        .orElse(told)
                : told;
    }

    @Override
    public void check(String target) {
        put.check();
        List<String> choices = choices();
        if (!choices.contains(target)) {
            throw new DeviceException.Refused(
                    name,
                    name
                            + ": "
                            + signal.pv()
                            + " has no choice \""
                            + target
                            + "\"; choose one of "
                            + String.join(", ", choices),
                    null);
        }
    }

    @Override
    public Status set(String target) {
        return put.start(
                label + " to " + target,
                () -> check(target),
                new Value.Text(target),
                new SetpointPut.Follow(
                        signal,
                        value ->
                                value instanceof Value.Choice choice
                                        && choice.label().equals(target),
                        target,
                        limit,
                        scheduler));
    }

    @Override
    public String position() {
        return Readings.scalar(name, signal, signal.sample()).value().toString();
    }

    /// The gain in V/A that the present label says; empty if it says none, or nobody knows the label.
    public Optional<Reading> gain() {
        return signal.state()
                .live()
                .filter(sample -> sample.alarm().severity() != Severity.INVALID)
                .flatMap(sample -> {
                    OptionalDouble gain =
                            sample.value() instanceof Value.Choice choice
                                    ? AmplifierGain.of(choice.label())
                                    : OptionalDouble.empty();
                    return gain.isPresent()
                            ? Optional.of(new Reading(gain.getAsDouble(), sample.timestamp()))
                            : Optional.empty();
                });
    }

    /// Nothing: what the server takes is for the engine to learn.
    @Override
    public Duration estimate(String from, String to) {
        return Duration.ZERO;
    }

    /// Does nothing: a plain PV cannot be stopped.
    @Override
    public void stop() {}

    @Override
    public Map<String, DataKey> describe() {
        signal.sample();
        return Map.of(name, Readings.key(name, signal, DataKey.Role.AUXILIARY));
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        return Map.of(name, Readings.scalar(name, signal, Fresh.await(List.of(signal)).getFirst()));
    }

    /// A gain is no curve.
    @Override
    public List<String> hints() {
        return List.of();
    }
}
