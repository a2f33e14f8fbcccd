package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Event;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final Instant BEGIN = ScanDocuments.BEGIN;

    /// Five numbers, a truth value, a reference to a text, a spectrum of eight; nine time stamps.
    private static final long ROW_BYTES = 5 * 8 + 1 + 16 + 8 * 8 + 9 * 8;

    /// Most that a tree of so many columns takes.
    private static final long TREE_BYTES = 12_000;

    /// A disk that keeps nothing but the size.
    private static final class CountingDisk implements Disk {
        private long size;

        @Override
        public void write(ByteBuffer bytes, long position) {
            size = Math.max(size, position + bytes.remaining());
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }

    @Test
    void commitsComeEveryFewSeconds() {
        CommitPace pace = new CommitPace(BEGIN);
        assertThat(pace.due(BEGIN.plusSeconds(4), 0, 0)).isFalse();
        assertThat(pace.due(BEGIN.plusSeconds(5), 0, 0)).isTrue();
        pace.committed(BEGIN.plusSeconds(5));
        assertThat(pace.due(BEGIN.plusSeconds(9), 0, 0)).isFalse();
    }

    @Test
    void treesThatOutweighTheDataSlowCommitsDownToALimit() {
        CommitPace pace = new CommitPace(BEGIN);
        long trees = CommitPace.ALLOWANCE + 100;
        assertThat(pace.due(BEGIN.plusSeconds(5), trees, 0)).isFalse();
        assertThat(pace.due(BEGIN.plusSeconds(5), trees, 128 * 100)).isTrue();
        assertThat(pace.due(BEGIN.plusSeconds(29), trees, 0)).isFalse();
        assertThat(pace.due(BEGIN.plusSeconds(30), trees, 0)).isTrue();
    }

    @Test
    void aClockSetBackDoesNotStopCommits() {
        assertThat(new CommitPace(BEGIN).due(BEGIN.minusSeconds(3600), 0, 0)).isTrue();
    }

    @Test
    void aSlowScanOfADayStaysSmall() throws IOException {
        HandClock clock = new HandClock();
        CountingDisk disk = new CountingDisk();
        try (ProductWriter writer =
                new ProductWriter(
                        Path.of("slow.h5"),
                        1,
                        disk,
                        clock,
                        _ -> Compression.NONE,
                        Journal.none())) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.scalars());
            int points = 8640;
            for (int i = 0; i < points; i++) {
                clock.move(Duration.ofSeconds(10));
                writer.accept(ScanDocuments.event(i));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", points));
            // A tree of this scan takes 8 kB, the new texts of a commit 4 kB; one comes every 30 s.
            assertThat(writer.commits()).isBetween(2880L, 3300L);
            assertThat(disk.size).isLessThan(40L << 20);
        }
    }

    @Test
    void aShortScanIsASmallFile() throws IOException {
        HandClock clock = new HandClock();
        CountingDisk disk = new CountingDisk();
        try (ProductWriter writer =
                new ProductWriter(
                        Path.of("short.h5"),
                        1,
                        disk,
                        clock,
                        _ -> Compression.NONE,
                        Journal.none())) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.scalars());
            for (int i = 0; i < 50; i++) {
                clock.move(Duration.ofSeconds(1));
                writer.accept(ScanDocuments.event(i));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 50));
            assertThat(disk.size).isLessThan(400_000);
        }
    }

    @Test
    void aLongFastScanCostsNoMoreThanItsBound() throws IOException {
        HandClock clock = new HandClock();
        CountingDisk disk = new CountingDisk();
        try (ProductWriter writer =
                new ProductWriter(
                        Path.of("long.h5"),
                        1,
                        disk,
                        clock,
                        _ -> Compression.NONE,
                        Journal.none())) {
            int points = 300_000;
            writer.accept(ScanDocuments.start(points));
            writer.accept(ScanDocuments.scalars());
            Event pattern = ScanDocuments.event(1);
            for (int i = 0; i < points; i++) {
                clock.move(Duration.ofMillis(10));
                writer.accept(
                        new Event(
                                "e", ScanDocuments.PRIMARY, pattern.time(), i + 1, pattern.data()));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", points));
            long data = points * ROW_BYTES;
            long trees = Duration.ofMillis(10L * points).dividedBy(CommitPace.SLOWEST);
            assertThat(disk.size - data)
                    .isLessThan(
                            CommitPace.ALLOWANCE
                                    + data / CommitPace.DATA_PER_TREE
                                    + trees * TREE_BYTES);
        }
    }

    @Test
    void framesCostUnderOnePercent() throws IOException {
        HandClock clock = new HandClock();
        CountingDisk disk = new CountingDisk();
        try (ProductWriter writer =
                new ProductWriter(
                        Path.of("frames.h5"),
                        1,
                        disk,
                        clock,
                        _ -> Compression.NONE,
                        Journal.none())) {
            int frames = 20_000;
            writer.accept(ScanDocuments.start(frames));
            writer.accept(ScanDocuments.withCamera("<u2", 256, 256));
            writer.accept(ScanDocuments.resource());
            Frame frame = ScanDocuments.frame(0, 256, 256);
            for (int i = 0; i < frames; i++) {
                clock.move(Duration.ofMillis(100));
                writer.accept(ScanDocuments.frames(i, frame));
                writer.accept(ScanDocuments.event(i));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", frames));
            long net = frames * (256L * 256 * 2 + 16 + ROW_BYTES);
            assertThat(disk.size - net).isLessThan(net / 100);
        }
    }
}
