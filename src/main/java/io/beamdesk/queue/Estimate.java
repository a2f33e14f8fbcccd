package io.beamdesk.queue;

import io.beamdesk.engine.Forecast;
import java.time.Duration;

/// What a dry run said of an item.
///
/// @param points rows that it will measure
/// @param time how long it will take, with motion and settling
public record Estimate(int points, Duration time) {
    /// The part of a forecast that a queue shows; to the millisecond, as it is kept.
    public static Estimate of(Forecast forecast) {
        return new Estimate(forecast.points(), Duration.ofMillis(forecast.total().toMillis()));
    }
}
