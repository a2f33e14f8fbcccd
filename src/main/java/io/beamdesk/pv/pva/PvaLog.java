package io.beamdesk.pv.pva;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// Passes on what core-pva logs through `java.util.logging`, which would print it on the terminal. A
/// server that cannot be reached is no warning: the channel itself says that it is not connected.
final class PvaLog extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.beamdesk.pv.pva.core");
    // Held here, since java.util.logging forgets settings of loggers that nobody holds.
    private static final Logger CORE = Logger.getLogger("org.epics.pva");

    static {
        CORE.setUseParentHandlers(false);
        CORE.setLevel(Level.INFO);
        CORE.addHandler(new PvaLog());
    }

    private PvaLog() {}

    /// Begins to pass on.
    static void begin() {
        LOG.debug("core-pva logs as {}", CORE.getName());
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            LOG.warn(entry.getMessage(), entry.getThrown());
        } else {
            LOG.debug(entry.getMessage(), entry.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
