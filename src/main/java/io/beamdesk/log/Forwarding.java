package io.beamdesk.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.logback.SentryAppender;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends errors, with the warnings and notes before them, to a Sentry server. Nothing of it is loaded, and
/// nothing leaves the machine, unless an address is configured.
final class Forwarding {
    private Forwarding() {}

    /// @param address of the project (DSN), with its key, which is a secret
    static Appender<ILoggingEvent> to(
            String address, String version, Marks marks, LoggerContext context) {
        Masking.hide(address);
        SentryOptions options = new SentryOptions();
        options.setDsn(address);
        options.setRelease("beamdesk@" + version);
        // What is uncaught comes through the log, once.
        options.setEnableUncaughtExceptionHandler(false);
        options.setSendDefaultPii(false);
        options.setAttachServerName(false);
        options.setBeforeSend((event, _) -> masked(event, marks.now()));
        options.setBeforeBreadcrumb((crumb, _) -> {
            String message = crumb.getMessage();
            crumb.setMessage(message == null ? "" : Masking.masked(message));
            return crumb;
        });
        SentryAppender appender = new SentryAppender();
        appender.setContext(context);
        appender.setName("sentry");
        appender.setOptions(options);
        appender.setMinimumEventLevel(Level.ERROR);
        appender.setMinimumBreadcrumbLevel(Level.INFO);
        appender.start();
        return appender;
    }

    static SentryEvent masked(SentryEvent event, Marks.Now now) {
        Message message = event.getMessage();
        if (message != null) {
            message.setMessage(masked(message.getMessage()));
            message.setFormatted(masked(message.getFormatted()));
            // Out of their sentence nobody sees what they are.
            message.setParams(List.of());
        }
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(e -> e.setValue(masked(e.getValue())));
        }
        if (!now.run().isEmpty()) {
            event.setTag("run", now.run());
        }
        if (!now.sample().isEmpty()) {
            event.setTag("sample", now.sample());
        }
        event.setTag("user", now.user());
        return event;
    }

    private static @Nullable String masked(@Nullable String text) {
        return text == null ? null : Masking.masked(text);
    }
}
