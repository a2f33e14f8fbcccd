package io.beamdesk.engine;

import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The state in which nothing can be harmed: detectors idle, axes at rest, the beam shutter closed.
public final class SafeState {
    private static final Logger LOG = LoggerFactory.getLogger(SafeState.class);
    private static final Duration POLL = Duration.ofMillis(20);

    private final List<Securable> always;
    private final List<Securable> everything;
    private final Duration limit;
    private final Scheduler scheduler;

    /// Wires it.
    ///
    /// @param always secured at the end of every run: the beam shutters
    /// @param everything secured on a halt: every device of the beamline that can be
    /// @param limit how long the readbacks may take to confirm
    public SafeState(
            List<Securable> always,
            List<Securable> everything,
            Duration limit,
            Scheduler scheduler) {
        this.always = List.copyOf(always);
        this.everything = List.copyOf(everything);
        this.limit = limit;
        this.scheduler = scheduler;
    }

    /// What is closed during a pause and at the end of every run.
    public List<Securable> shutters() {
        return always;
    }

    /// Starts everything towards the safe state, without waiting.
    public void secureEverything() {
        always.forEach(SafeState::secure);
        everything.forEach(SafeState::secure);
    }

    /// Secures the shutters and the devices, and waits for the readbacks.
    ///
    /// @param used devices that the run has touched
    /// @param all whether to secure every device of the beamline beside
    /// @return what is not confirmed to be safe, a clause each; empty when all is
    public List<String> reach(Collection<? extends Securable> used, boolean all)
            throws InterruptedException {
        Set<Securable> devices = new LinkedHashSet<>(always);
        devices.addAll(used);
        if (all) {
            devices.addAll(everything);
        }
        return confirm(List.copyOf(devices));
    }

    /// Secures these devices and waits for their readbacks.
    ///
    /// @return what is not confirmed to be safe, a clause each
    public List<String> confirm(List<? extends Securable> devices) throws InterruptedException {
        devices.forEach(SafeState::secure);
        Instant end = scheduler.steady().plus(limit);
        List<String> hazards = hazards(devices);
        while (!hazards.isEmpty() && scheduler.steady().isBefore(end)) {
            CountDownLatch later = new CountDownLatch(1);
            var _ = scheduler.after(POLL, later::countDown);
            later.await();
            hazards = hazards(devices);
        }
        return hazards;
    }

    private static List<String> hazards(List<? extends Securable> devices) {
        return devices.stream().map(SafeState::hazard).flatMap(Optional::stream).toList();
    }

    /// A device that fails here must not keep the others from the safe state.
    private static void secure(Securable device) {
        try {
            device.secure();
        } catch (RuntimeException problem) {
            LOG.error("{} could not be secured: {}", device.name(), problem.getMessage(), problem);
        }
    }

    private static Optional<String> hazard(Securable device) {
        try {
            return device.hazard();
        } catch (RuntimeException problem) {
            return Optional.of(device.name() + " could not be read: " + problem.getMessage());
        }
    }
}
