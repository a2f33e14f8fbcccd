package io.beamdesk.app;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What variables say, asked all at once.
public final class PvTexts {
    private PvTexts() {}

    /// Those that answer within the limit, as text; the others are missing.
    public static Map<PvName, String> read(Pvs pvs, Collection<PvName> names, Duration limit)
            throws InterruptedException {
        Map<PvName, CompletableFuture<String>> asked = new LinkedHashMap<>();
        Map<PvName, Channel> channels = new LinkedHashMap<>();
        for (PvName name : names) {
            Channel channel = channels.computeIfAbsent(name, pvs::open);
            asked.putIfAbsent(name, channel.get().thenApply(sample -> text(sample.value())));
        }
        try {
            CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
                    .get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // What has not answered is missing below.
        }
        Map<PvName, String> answers = new LinkedHashMap<>();
        asked.forEach((name, answer) -> {
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
                Optional.ofNullable(answer.getNow(null)).ifPresent(text -> answers.put(name, text));
            }
        });
        channels.values().forEach(Channel::close);
        return answers;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Choice choice -> choice.label();
            case Value.Floating(double v) -> Double.toString(v);
            case Value.Whole(long v) -> Long.toString(v);
            case Value.Bytes _,
                    Value.Shorts _,
                    Value.Ints _,
                    Value.Longs _,
                    Value.Floats _,
                    Value.Doubles _,
                    Value.Texts _,
                    Value.NdArray _ ->
                    "";
        };
    }
}
