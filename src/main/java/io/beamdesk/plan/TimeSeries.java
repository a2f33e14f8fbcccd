package io.beamdesk.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The same measurement again and again, nothing moving.
///
/// A measurement starts a period after the start of the one before, or at once if that took longer;
/// what was late is not caught up on. The settle time of the measurement is not used.
///
/// @param most most rows
/// @param duration after this time no measurement starts; empty for none but the number of rows
/// @param period time between the starts of two measurements; zero for one right after the other
/// @param measurement what is measured
public record TimeSeries(
        int most, Optional<Duration> duration, Duration period, Measurement measurement)
        implements Plan {
    @Override
    public String name() {
        return "time_series";
    }

    @Override
    public void run(RunContext run) {
        measurement.around(run, metadata(), List.of(), _ -> measure(run));
    }

    private void measure(RunContext run) {
        Duration begin = run.elapsed();
        Duration end = begin.plus(duration.orElse(Duration.ofNanos(Long.MAX_VALUE)));
        Duration due = begin;
        for (int i = 0; i < most && due.compareTo(end) < 0; i++) {
            Duration planned = due;
            Duration[] start = new Duration[1];
            run.step(() -> {
                // Anew at each repetition, for a pause takes time too.
                Duration now = run.elapsed();
                start[0] = later(planned, now);
                run.sleep(start[0].minus(now));
                var _ = measurement.at(run, List.of());
            });
            due = later(start[0].plus(period), run.elapsed());
        }
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Metadata metadata() {
        Map<String, Object> entries = measurement.entries(name(), List.of());
        Map<String, Object> arguments = measurement.arguments();
        arguments.put("period", Measurement.seconds(period));
        if (duration.isPresent()) {
            arguments.put("duration", Measurement.seconds(duration.get()));
        } else {
            entries.put("num_points", most);
            entries.put("num_intervals", most - 1);
            arguments.put("num", most);
        }
        entries.put("plan_args", arguments);
        entries.put("hints", Map.of("dimensions", List.of(List.of(List.of("time"), "primary"))));
        return new Metadata(entries);
    }
}
