package io.beamdesk.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log: a file of JSON lines that rolls over at 10 MB, and the feed of the desktop.
public final class Logging {
    private static final LogFeed FEED = new LogFeed();

    private Logging() {}

    /// What is logged, for the desktop.
    public static LogFeed feed() {
        return FEED;
    }

    /// The file.
    public static Path file() {
        return Folders.state().resolve("beamdesk.log");
    }

    /// Keeps what is logged off the terminal, where it would stand among the answers of a command.
    static void silence() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    /// Sends everything that is logged to the file and the feed, and nothing to the terminal.
    static void start() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
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
        root.addAppender(rolling(context));
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context) {
        String path = file().toString();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(path);
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
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
        size.setContext(context);
        size.start();
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }
}
