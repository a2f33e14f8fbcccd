package io.beamdesk.cli;

import io.beamdesk.app.PvSource;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `get`, `put` and `monitor` share: where variables come from, options and output.
final class PvAccess {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Time for the connection and the answer; default: 5.")
    private @Nullable Double timeout;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /// What came of reading one variable.
    record Read(PvName name, Properties properties, Sample sample) {}

    CommandLine line() {
        return java.util.Objects.requireNonNull(spec).commandLine();
    }

    Report report() {
        return new Report(line().getOut(), json);
    }

    boolean json() {
        return json;
    }

    PrintWriter err() {
        return line().getErr();
    }

    boolean timed() {
        return timeout != null;
    }

    Duration limit() {
        double seconds = timeout == null ? 5 : timeout;
        if (!(seconds > 0 && seconds <= 86_400)) {
            throw new ParameterException(
                    line(),
                    "--timeout " + seconds + " is no time; give seconds from 0.001 to 86400");
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    Pvs open(PvSource source) {
        try {
            return source.open(limit());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line(), String.valueOf(e.getMessage()), e);
        }
    }

    Channel open(Pvs pvs, String name) {
        try {
            return pvs.open(PvName.of(name));
        } catch (PvException.BadName e) {
            throw new ParameterException(line(), String.valueOf(e.getMessage()), e);
        }
    }

    /// Reads value and properties.
    static CompletableFuture<Read> read(Channel channel, Request request) {
        List<Properties> told = new ArrayList<>(List.of(Properties.NONE));
        channel.subscribe(event -> {
            if (event instanceof PvEvent.PropertiesChanged(Properties properties)) {
                synchronized (told) {
                    told.set(0, properties);
                }
            }
        });
        // The answer comes after the properties, on the same thread.
        return channel.get(request)
                .thenApply(sample -> {
                    synchronized (told) {
                        return new Read(channel.name(), told.getFirst(), sample);
                    }
                });
    }

    /// Prints a sample as asked for.
    void print(PvName name, int width, Sample sample, Properties properties) {
        report().line(PvText.line(name, width, sample, properties));
        report().object(pairs(PvText.fields(name, sample, properties)));
    }

    private static Object[] pairs(java.util.Map<String, Object> fields) {
        return fields.entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray();
    }

    /// Waits for the result.
    ///
    /// @throws PvException if it failed
    static <T extends @Nullable Object> T done(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PvException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// The same, failing with [PvException.NoAnswer] after a time.
    static <T extends @Nullable Object> T done(
            CompletableFuture<T> future, PvName name, String action, Duration limit) {
        CompletableFuture<T> limited =
                future.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return done(limited);
        } catch (CompletionException e) {
            if (e.getCause() instanceof java.util.concurrent.TimeoutException) {
                throw new PvException.NoAnswer(name.toString(), action, limit);
            }
            throw e;
        }
    }
}
