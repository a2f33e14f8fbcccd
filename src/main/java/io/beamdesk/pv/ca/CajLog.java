package io.beamdesk.pv.ca;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// Passes on what CAJ logs through `java.util.logging`, which would print it on the terminal.
final class CajLog extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.beamdesk.pv.ca.caj");
    // Held here, since java.util.logging forgets settings of loggers that nobody holds.
    private static final Logger CAJ = Logger.getLogger("com.cosylab.epics.caj");

    static {
        CAJ.setUseParentHandlers(false);
        CAJ.setLevel(Level.INFO);
        CAJ.addHandler(new CajLog());
    }

    private CajLog() {}

    static Logger logger() {
        return CAJ;
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
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
