package io.beamdesk.log;

import java.util.List;

/// What a failure that nobody caught affects, by the code that it came from.
enum Affected {
    SETUP("io.beamdesk.ui.setup", "Setup", false),
    SAMPLES("io.beamdesk.ui.samples", "Samples", false),
    ALIGN("io.beamdesk.ui.align", "Align", false),
    CAMERA("io.beamdesk.ui.camera", "a camera's picture", true),
    RECIPES("io.beamdesk.ui.recipes", "Recipes", false),
    QUEUE_PANE("io.beamdesk.ui.queue", "Queue", false),
    LIVE("io.beamdesk.ui.live", "Live", false),
    PLOT("io.beamdesk.ui.plot", "a plot", true),
    DATA("io.beamdesk.ui.data", "Data", false),
    DEVICES("io.beamdesk.ui.devices", "Devices", false),
    LOG("io.beamdesk.ui.log", "Log", false),
    VARIABLES("io.beamdesk.pv", "the values of process variables", true),
    DEVICE("io.beamdesk.device", "a device's state", true),
    ENGINE("io.beamdesk.engine", "the control of runs", true),
    PLAN("io.beamdesk.plan", "the control of runs", true),
    QUEUE("io.beamdesk.queue", "the queue", true),
    PRODUCT("io.beamdesk.product", "the writing of products", true),
    DOCUMENT("io.beamdesk.document", "what follows a run: plots or its product", true),
    CATALOGUE("io.beamdesk.catalogue", "the catalogue of products", true),
    SAMPLE("io.beamdesk.sample", "the list of samples", true),
    SIMULATION("io.beamdesk.sim", "the simulated beamline", true),
    WINDOW("io.beamdesk", "what this window shows", true);

    private final String origin;
    private final String words;
    private final boolean phrase;

    Affected(String origin, String words, boolean phrase) {
        this.origin = origin;
        this.words = words;
        this.phrase = phrase;
    }

    /// In words: `the pane Samples`, `the queue`.
    String words() {
        return phrase ? words : "the pane " + words;
    }

    /// That of the innermost code of a part; the frame and what panes share only say something if nothing
    /// else is on the stack.
    static Affected by(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                for (Affected part : List.of(values())) {
                    if (part != WINDOW && frame.getClassName().startsWith(part.origin + ".")) {
                        return part;
                    }
                }
            }
        }
        return WINDOW;
    }
}
