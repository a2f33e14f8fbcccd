package io.beamdesk.device;

import java.time.Duration;
import java.time.Instant;

/// How many frames came, how many were lost on the way by the gaps in their numbers, how often they
/// come and how old they are on arrival. Any thread.
public final class FrameTally {
    /// What has been counted.
    ///
    /// @param frames number of frames that came
    /// @param lost number of frames that did not, by gaps in the numbers
    /// @param rate frames a second lately, 0 before the second frame
    /// @param age of the latest frame when it came, by its time stamp; zero before the first
    public record Count(long frames, long lost, double rate, Duration age) {}

    private static final double SMOOTHING = 0.1;

    private long frames;
    private long lost;
    private long lastId;
    private double period;
    private Instant lastArrival = Instant.EPOCH;
    private Duration age = Duration.ZERO;

    /// Counts a frame that has come now. A number that is not above the one before begins a new
    /// series, in which nothing is lost yet.
    public synchronized void count(FrameEvent.Shot frame, Instant now) {
        if (frames > 0) {
            if (frame.uniqueId() > lastId) {
                lost += frame.uniqueId() - lastId - 1;
            }
            double between = Math.max(0, Duration.between(lastArrival, now).toNanos() / 1e9);
            period = frames == 1 ? between : period + SMOOTHING * (between - period);
        }
        frames++;
        lastId = frame.uniqueId();
        lastArrival = now;
        age = Duration.between(frame.timestamp(), now);
    }

    /// What has been counted until now.
    public synchronized Count counted() {
        return new Count(frames, lost, period > 0 ? 1 / period : 0, age);
    }
}
