package io.beamdesk.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log: a file of JSON lines that rolls over at 10 MB, the feed of the desktop, and, where somebody has
/// said so, a server that errors are forwarded to.
public final class Logging {
    private static final LogFeed FEED = new LogFeed();
    private static final Marks MARKS = new Marks();

    static {
        // By its name, as SLF4J would look into every library for others.
        System.setProperty("slf4j.provider", LogbackProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    private Logging() {}

    /// What is logged, for the desktop.
    public static LogFeed feed() {
        return FEED;
    }

    /// What every line carries beside its own.
    public static Marks marks() {
        return MARKS;
    }

    /// Keeps what is logged off the terminal, where it would stand among the answers of a command.
    public static void silence() {
        context().reset();
    }

    /// Sends everything that is logged to the file and the feed, and nothing to the terminal.
    ///
    /// @param file rolled over at 10 MB; five older ones are kept beside it
    /// @param version of the program
    public static void start(Path file, String version) {
        LoggerContext context = context();
        context.reset();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        context.getLogger("io.beamdesk").setLevel(Level.INFO);
        // It warns of its own version; what it cannot read it throws.
        context.getLogger("io.jhdf").setLevel(Level.ERROR);
        // Whatever else is switched on: in its finer levels stand fingerprints of passwords.
        context.getLogger("org.apache.sshd").setLevel(Level.WARN);
        FEED.setContext(context);
        FEED.start();
        root.addAppender(FEED);
        root.addAppender(rolling(context, file.toString(), version));
    }

    /// Whether errors could be forwarded to it: the address of a project on a Sentry server, as
    /// `https://KEY@HOST/NUMBER`.
    public static boolean isProject(String address) {
        try {
            URI uri = new URI(address);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getUserInfo() != null
                    && uri.getHost() != null
                    && uri.getPath().matches(".*/\\w+");
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /// Forwards errors to a Sentry server from now on.
    ///
    /// @param address of the project there (DSN)
    /// @param version of the program
    public static void forward(String address, String version) {
        LoggerContext context = context();
        context.getLogger(Logger.ROOT_LOGGER_NAME)
                .addAppender(Forwarding.to(address, version, MARKS, context));
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static RollingFileAppender<ILoggingEvent> rolling(
            LoggerContext context, String path, String version) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(path);
        EcsLines lines = new EcsLines(MARKS, version);
        lines.setContext(context);
        lines.start();
        appender.setEncoder(lines);
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(path + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(5);
        window.start();
        appender.setRollingPolicy(window);
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        // Looked at with every line: by itself once a minute, in which a fault can write a disk
        // full.
        size.setCheckIncrement(Duration.buildByMilliseconds(0));
        size.setContext(context);
        size.start();
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }
}
