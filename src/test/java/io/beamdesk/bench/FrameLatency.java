package io.beamdesk.bench;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.device.FrameTally;
import io.beamdesk.pv.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/// From the time stamp of a frame to the screen: 1024 × 1024 16-bit pixels at 60 frames a second from
/// a server process over Channel Access and over PVAccess, in a window. The peer is one period of the
/// frames: a frame that is shown before the next one is taken.
///
/// Prints one JSON line for each protocol, with the frames shown a second, those lost on the way, this
/// process' CPU time a frame shown, and the cores that it and the server took.
public final class FrameLatency {
    private static final int RATE = Integer.getInteger("bench.rate", 60);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 8);

    private final ServedFrames frames;
    private List<Double> ages = new ArrayList<>();

    private FrameLatency(ServedFrames frames) {
        this.frames = frames;
    }

    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        try (ServedFrames frames = ServedFrames.open(1024, RATE, 1024, 900)) {
            new FrameLatency(frames).measure();
        }
        System.exit(0);
    }

    private void measure() throws InterruptedException {
        FrameShown.onFx(() ->
                frames.camera()
                        .shownProperty()
                        .subscribe(now ->
                                now.ifPresent(s ->
                                        ages.add(
                                                Duration.between(
                                                                        s.frame().timestamp(),
                                                                        Instant.now())
                                                                .toNanos()
                                                        / 1e6))));
        drive("", frames.ca());
        drive("", frames.pva());
        drive("Channel Access", frames.ca());
        drive("PVAccess", frames.pva());
    }

    private void drive(String protocol, FrameSource source) throws InterruptedException {
        FrameTally tally = new FrameTally();
        FrameShown.onFx(() -> ages = new ArrayList<>());
        long cpu = FrameShown.cpuNanos(ProcessHandle.current());
        long serving = FrameShown.cpuNanos(server());
        long begin = System.nanoTime();
        try (Subscription _ =
                source.watch(event -> {
                    if (event instanceof FrameEvent.Shot shot) {
                        tally.count(shot, Instant.now());
                        frames.camera().offer(shot);
                    }
                })) {
            LockSupport.parkNanos(SECONDS * 1_000_000_000L);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double used = (FrameShown.cpuNanos(ProcessHandle.current()) - cpu) / 1e6;
        double served = (FrameShown.cpuNanos(server()) - serving) / 1e6;
        List<Double> all = new ArrayList<>();
        FrameShown.onFx(() -> all.addAll(ages));
        if (protocol.isEmpty() || all.isEmpty()) {
            return;
        }
        Collections.sort(all);
        double median = all.get(all.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"frame-latency\",\"value\":%.1f,\"unit\":\"ms\","
                        + "\"peer\":\"one period of the frames\",\"peer_value\":%.1f,\"ratio\":%.2f,"
                        + "\"protocol\":\"%s\",\"p95\":%.1f,\"shown_a_second\":%.1f,"
                        + "\"arrived_a_second\":%.1f,\"lost\":%d,\"cpu_ms_a_frame\":%.1f,"
                        + "\"cores\":%.2f,\"cores_of_server\":%.2f}%n",
                median,
                1000.0 / RATE,
                median / (1000.0 / RATE),
                protocol,
                all.get((int) (all.size() * 0.95)),
                all.size() / seconds,
                tally.counted().frames() / seconds,
                tally.counted().lost(),
                used / all.size(),
                used / 1000 / seconds,
                served / 1000 / seconds);
    }

    private ProcessHandle server() {
        return frames.server().toHandle();
    }
}
