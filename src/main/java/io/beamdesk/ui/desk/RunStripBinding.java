package io.beamdesk.ui.desk;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.pv.Subscription;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.shell.RunState;
import io.beamdesk.ui.shell.RunStripViewModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The run strip of an engine: its status in words, and the buttons as its commands.
final class RunStripBinding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private final RunStripViewModel strip;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Pulse pulse;
    private @Nullable RunEngine engine;
    private @Nullable Subscription subscription;
    private @Nullable EngineStatus status;
    private @Nullable Outcome acknowledged;

    /// @param openProduct shows the last product
    RunStripBinding(Pulse pulse, InstantSource clock, ZoneId zone, Runnable openProduct) {
        this.pulse = pulse;
        this.clock = clock;
        this.zone = zone;
        strip =
                new RunStripViewModel(
                        new RunStripViewModel.Commands(
                                asked(RunEngine::pauseAtStep),
                                asked(RunEngine::pauseNow),
                                asked(RunEngine::resume),
                                asked(RunEngine::resumeAnyway),
                                asked(RunEngine::stop),
                                asked(running -> running.abort("aborted by the operator")),
                                openProduct,
                                this::acknowledge));
    }

    /// Shows the runs of an engine from now on; there is nothing to press before.
    void follow(RunEngine running) {
        engine = running;
        Pulse.Slot<EngineStatus> slot = pulse.slot(this::show);
        subscription = running.watch(slot::offer);
    }

    // The run may have gone on, or have ended, between the picture and the click: say so.
    private Runnable asked(Consumer<RunEngine> command) {
        return () -> {
            try {
                command.accept(Objects.requireNonNull(engine));
            } catch (EngineException refused) {
                LOG.warn("{}", refused.getMessage());
            }
        };
    }

    RunStripViewModel strip() {
        return strip;
    }

    /// Brings what depends on the time alone up to now.
    void tick() {
        if (status != null && status.outcome().isEmpty()) {
            show(status);
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }

    private void acknowledge() {
        if (status != null) {
            acknowledged = status.outcome().orElse(null);
            strip.stateProperty().set(RunState.NONE);
        }
    }

    private void show(EngineStatus now) {
        status = now;
        Optional<Outcome> outcome = now.outcome();
        boolean seen = outcome.isPresent() && outcome.get().equals(acknowledged);
        if (now.started().isEmpty() || seen) {
            strip.stateProperty().set(RunState.NONE);
            return;
        }
        strip.titleProperty().set(now.title());
        outcome.ifPresentOrElse(this::showEnd, () -> showRun(now, now.started().get()));
        strip.stateProperty().set(state(now));
    }

    private void showRun(EngineStatus now, Instant started) {
        Instant at = clock.instant();
        Optional<Duration> left = now.left(at);
        strip.detailProperty().set(now.message().isEmpty() ? word(now) : now.message());
        strip.progressProperty().set(now.total() > 0 ? (double) now.points() / now.total() : 0);
        strip.pointsProperty()
                .set(
                        now.total() > 0
                                ? now.points() + " of " + now.total() + " points"
                                : now.points() + " points");
        strip.elapsedProperty().set("elapsed " + Figures.time(Duration.between(started, at)));
        strip.leftProperty().set(left.map(Figures::time).orElse(""));
        strip.finishProperty()
                .set(left.map(l -> "ends " + MINUTE.format(at.plus(l).atZone(zone))).orElse(""));
        strip.productAvailableProperty().set(false);
    }

    private void showEnd(Outcome end) {
        String safe =
                end.safe()
                        ? "Motion stopped, shutter closed, confirmed "
                                + SECOND.format(end.ended().atZone(zone))
                        : "NOT confirmed: " + String.join(", ", end.hazards());
        String kept = end.points() + (end.points() == 1 ? " point" : " points") + " kept";
        String reason = end.reason().isEmpty() ? "" : end.reason() + ". ";
        strip.detailProperty()
                .set(
                        reason
                                + safe
                                + ". "
                                + kept
                                + ", took "
                                + Figures.time(Duration.between(end.started(), end.ended())));
        strip.productAvailableProperty().set(!end.products().isEmpty());
    }

    private static String word(EngineStatus now) {
        return switch (now.state()) {
            case IDLE, RUNNING -> "measuring";
            case PAUSING -> "pausing after this step";
            case PAUSED, SUSPENDED -> "axes at rest, shutter closed";
            case STOPPING -> "stopping, data kept";
            case ABORTING, HALTING -> "aborting, closing the shutter";
            case FAILING -> "failed, closing the shutter";
        };
    }

    private static RunState state(EngineStatus now) {
        if (now.outcome().isPresent()) {
            Outcome end = now.outcome().get();
            return end.stopped() ? RunState.STOPPED : ended(end.exitStatus());
        }
        return switch (now.state()) {
            case IDLE, RUNNING, PAUSING, STOPPING -> RunState.RUNNING;
            case PAUSED -> RunState.PAUSED;
            case SUSPENDED -> RunState.SUSPENDED;
            case ABORTING, HALTING -> RunState.ABORTED;
            case FAILING -> RunState.FAILED;
        };
    }

    private static RunState ended(ExitStatus status) {
        return switch (status) {
            case SUCCESS -> RunState.FINISHED;
            case ABORT -> RunState.ABORTED;
            case FAIL -> RunState.FAILED;
        };
    }
}
