package io.beamdesk.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What the engine is doing, and the table of all that can follow.
public enum EngineState {
    /// No run.
    IDLE,
    /// A plan is being run.
    RUNNING,
    /// A pause was asked for and has not been reached.
    PAUSING,
    /// Axes at rest, shutter closed, waiting to go on.
    PAUSED,
    /// Axes at rest, shutter closed, until the beamline is ready again.
    SUSPENDED,
    /// Ending early with success: clean-up and safe state under way.
    STOPPING,
    /// Ending as aborted: clean-up and safe state under way.
    ABORTING,
    /// Ending as aborted, and nothing moves any more.
    HALTING,
    /// Ending as failed: clean-up and safe state under way.
    FAILING;

    /// What can happen to the engine.
    public enum Trigger {
        /// A run is started.
        START,
        /// The operator wants a pause at once; the step will be repeated.
        PAUSE_NOW,
        /// The operator wants a pause after the present step.
        PAUSE_AT_STEP,
        /// The pause is reached.
        HELD,
        /// The beamline is not ready: a suspender says so.
        SUSPEND,
        /// What the beamline alone has asked for is reached.
        HELD_FOR_BEAMLINE,
        /// The beamline is ready again, and nobody else wants a pause.
        CLEAR,
        /// The operator wants to go on as soon as the beamline is ready.
        WAIT,
        /// The operator wants to go on, or takes a pause back.
        RESUME,
        /// The operator ends the run and keeps it as a success.
        STOP,
        /// The operator ends the run.
        ABORT,
        /// The operator, Ctrl-C or a closed window ends the run with nothing moving afterwards.
        HALT,
        /// A device, the product or the plan failed.
        FAIL,
        /// The plan, its clean-up and the safe state are over.
        ENDED
    }

    /// From any state in which the plan goes on or could.
    private static final Map<Trigger, EngineState> ENDS =
            Map.of(
                    Trigger.STOP, STOPPING,
                    Trigger.ABORT, ABORTING,
                    Trigger.HALT, HALTING,
                    Trigger.FAIL, FAILING);

    private static final Map<EngineState, Map<Trigger, EngineState>> TABLE = table();

    private static Map<EngineState, Map<Trigger, EngineState>> table() {
        Map<EngineState, Map<Trigger, EngineState>> table = new EnumMap<>(EngineState.class);
        table.put(IDLE, Map.of(Trigger.START, RUNNING));
        table.put(
                RUNNING,
                and(
                        ENDS,
                        Map.of(
                                Trigger.PAUSE_NOW, PAUSING,
                                Trigger.PAUSE_AT_STEP, PAUSING,
                                Trigger.SUSPEND, PAUSING,
                                Trigger.ENDED, IDLE)));
        table.put(
                PAUSING,
                and(
                        ENDS,
                        Map.of(
                                Trigger.PAUSE_NOW, PAUSING,
                                Trigger.PAUSE_AT_STEP, PAUSING,
                                Trigger.SUSPEND, PAUSING,
                                Trigger.HELD, PAUSED,
                                Trigger.HELD_FOR_BEAMLINE, SUSPENDED,
                                Trigger.WAIT, PAUSING,
                                Trigger.CLEAR, RUNNING,
                                Trigger.RESUME, RUNNING,
                                Trigger.ENDED, IDLE)));
        table.put(PAUSED, and(ENDS, Map.of(Trigger.RESUME, RUNNING, Trigger.WAIT, SUSPENDED)));
        table.put(
                SUSPENDED,
                and(
                        ENDS,
                        Map.of(
                                Trigger.PAUSE_NOW, PAUSED,
                                Trigger.PAUSE_AT_STEP, PAUSED,
                                Trigger.CLEAR, RUNNING,
                                Trigger.RESUME, RUNNING)));
        table.put(STOPPING, and(ENDS, Map.of(Trigger.ENDED, IDLE)));
        table.put(
                ABORTING,
                Map.of(
                        Trigger.ABORT, ABORTING,
                        Trigger.HALT, HALTING,
                        Trigger.FAIL, ABORTING,
                        Trigger.ENDED, IDLE));
        table.put(
                HALTING,
                Map.of(
                        Trigger.STOP, HALTING,
                        Trigger.ABORT, HALTING,
                        Trigger.HALT, HALTING,
                        Trigger.FAIL, HALTING,
                        Trigger.ENDED, IDLE));
        table.put(
                FAILING,
                Map.of(
                        Trigger.STOP, FAILING,
                        Trigger.ABORT, FAILING,
                        Trigger.HALT, HALTING,
                        Trigger.FAIL, FAILING,
                        Trigger.ENDED, IDLE));
        return table;
    }

    private static Map<Trigger, EngineState> and(
            Map<Trigger, EngineState> some, Map<Trigger, EngineState> others) {
        Map<Trigger, EngineState> all = new EnumMap<>(some);
        all.putAll(others);
        return all;
    }

    /// What follows; empty if this cannot happen now.
    public Optional<EngineState> on(Trigger trigger) {
        return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(trigger));
    }

    /// Whether a run is on its way out.
    public boolean isEnding() {
        return switch (this) {
            case STOPPING, ABORTING, HALTING, FAILING -> true;
            case IDLE, RUNNING, PAUSING, PAUSED, SUSPENDED -> false;
        };
    }
}
