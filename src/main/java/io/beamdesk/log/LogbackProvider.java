package io.beamdesk.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Logback for SLF4J, with no configuration but that of [Logging]: Logback's own provider looks for one in
/// every library, which a start has to wait for, and logs to the terminal if there is none.
///
/// SLF4J makes it by its name, so it is public.
public final class LogbackProvider implements SLF4JServiceProvider {
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter marks = new LogbackMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();

    /// For SLF4J.
    public LogbackProvider() {
        context.setName("beamdesk");
    }

    @Override
    public void initialize() {
        context.setMDCAdapter(marks);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return marks;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }
}
