package io.beamdesk.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.epics.FakeScheduler;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Png;
import io.beamdesk.product.RecordedFrames;
import io.beamdesk.pv.Subscription;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir private Path folder;
    private final FakeScheduler clock = new FakeScheduler();
    private final List<FrameEvent> seen = new ArrayList<>();

    private Replay replay(Path path) {
        return new Replay(Recording.open(path), clock, Runnable::run, () -> {});
    }

    private List<Long> numbers() {
        return seen.stream()
                .map(event -> event instanceof FrameEvent.Shot shot ? shot.uniqueId() : -1L)
                .toList();
    }

    private FrameEvent.Shot shot(int index) {
        return (FrameEvent.Shot) seen.get(index);
    }

    private void picture(String name, int grey, Map<String, String> texts) throws IOException {
        byte[] bytes = new byte[12];
        java.util.Arrays.fill(bytes, (byte) grey);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            Png.write(new Pixels(4, 3, Depth.UINT8, Layout.MONO, bytes), texts, out);
        }
    }

    // ---- products

    @Test
    void productIsShownAtTheTimesOfItsFrames() throws IOException {
        try (Replay replay = replay(RecordedFrames.write(folder, 4))) {
            replay.watch(seen::add);
            assertThat(numbers()).containsExactly(1L);
            assertThat(shot(0).taken()).contains(RecordedFrames.BEGIN);
            clock.advance(Duration.ofMillis(249));
            assertThat(numbers()).containsExactly(1L);
            clock.advance(Duration.ofMillis(2));
            assertThat(numbers()).containsExactly(1L, 2L);
            assertThat(shot(1).pixels().at(0, 0, 0)).isEqualTo(31);
            assertThat(shot(1).taken()).contains(RecordedFrames.BEGIN.plusMillis(250));
            clock.advance(Duration.ofSeconds(10));
            assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(replay.state().playing()).isFalse();
            assertThat(clock.pending()).isZero();
        }
    }

    @Test
    void loopFollowsTheLastFrameWithTheFirst() throws IOException {
        try (Replay replay = replay(RecordedFrames.write(folder, 4))) {
            replay.setLooping(true);
            replay.watch(seen::add);
            clock.advance(Duration.ofMillis(1600));
            assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 1L, 2L, 3L);
        }
    }

    @Test
    void rateTakesThePlaceOfTheTimes() throws IOException {
        try (Replay replay = replay(RecordedFrames.write(folder, 4))) {
            replay.setRate(OptionalDouble.of(1));
            replay.watch(seen::add);
            clock.advance(Duration.ofMillis(1500));
            assertThat(numbers()).containsExactly(1L, 2L);
            replay.setRate(OptionalDouble.of(10));
            clock.advance(Duration.ofMillis(150));
            assertThat(numbers()).endsWith(2L, 3L);
        }
    }

    @Test
    void pauseSeekAndStepShowTheFrameThatIsAskedFor() throws IOException {
        try (Replay replay = replay(RecordedFrames.write(folder, 4))) {
            replay.watch(seen::add);
            replay.pause();
            clock.advance(Duration.ofSeconds(5));
            assertThat(replay.state().index()).isZero();
            replay.seek(2);
            replay.step(-1);
            replay.step(-7);
            replay.seek(99);
            assertThat(numbers()).endsWith(3L, 2L, 1L, 4L);
            assertThat(clock.pending()).isZero();
            replay.play();
            clock.advance(Duration.ofMillis(300));
            assertThat(numbers()).endsWith(4L, 1L, 2L);
        }
    }

    @Test
    void timeGoesOnWhileNobodyWatchesAndNothingIsRead() throws IOException {
        try (Replay replay = replay(RecordedFrames.write(folder, 9))) {
            try (Subscription _ = replay.watch(seen::add)) {
                assertThat(numbers()).containsExactly(1L);
            }
            clock.advance(Duration.ofMillis(1010));
            assertThat(numbers()).containsExactly(1L);
            replay.watch(seen::add);
            assertThat(numbers()).containsExactly(1L, 5L);
        }
    }

    @Test
    void closedShowsNothing() throws IOException {
        Replay replay = replay(RecordedFrames.write(folder, 4));
        replay.watch(seen::add);
        replay.close();
        replay.seek(2);
        clock.advance(Duration.ofSeconds(5));
        assertThat(numbers()).containsExactly(1L);
    }

    // ---- pictures

    @Test
    void folderIsShownInTheOrderOfItsNumbersAtTheUsualRate() throws IOException {
        picture("shot10.png", 10, Map.of());
        picture("shot2.png", 2, Map.of("Creation Time", "2026-03-04T05:06:07Z"));
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        try (Replay replay = replay(folder)) {
            assertThat(replay.count()).isEqualTo(2);
            assertThat(replay.timed()).isFalse();
            replay.watch(seen::add);
            clock.advance(Duration.ofMillis(99));
            assertThat(numbers()).containsExactly(1L);
            clock.advance(Duration.ofMillis(2));
            assertThat(numbers()).containsExactly(1L, 2L);
            assertThat(shot(0).taken()).contains(Instant.parse("2026-03-04T05:06:07Z"));
            assertThat(shot(0).pixels().at(0, 0, 0)).isEqualTo(2);
            assertThat(shot(1).taken()).isEmpty();
            assertThatThrownBy(() -> replay.setRate(OptionalDouble.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void colourPictureKeepsItsColours() throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, 0xC01020);
        }
        ImageIO.write(image, "jpg", folder.resolve("red.JPEG").toFile());
        try (Replay replay = replay(folder)) {
            replay.watch(seen::add);
            Pixels pixels = shot(0).pixels();
            assertThat(pixels.layout()).isEqualTo(Layout.RGB1);
            assertThat(pixels.at(3, 3, 0)).isBetween(180.0, 205.0);
            assertThat(pixels.at(3, 3, 2)).isBetween(20.0, 45.0);
        }
    }

    @Test
    void brokenPictureIsASentenceAndIsSteppedOver() throws IOException {
        picture("1.png", 1, Map.of());
        picture("2.png", 2, Map.of());
        byte[] whole = Files.readAllBytes(folder.resolve("2.png"));
        Files.write(folder.resolve("2.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        picture("3.png", 3, Map.of());
        try (Replay replay = replay(folder)) {
            replay.watch(seen::add);
            clock.advance(Duration.ofSeconds(1));
            assertThat(seen.getLast())
                    .isInstanceOfSatisfying(
                            FrameEvent.Silence.class,
                            silence ->
                                    assertThat(silence.reason()).contains("2.png", "step over it"));
            assertThat(replay.state().playing()).isFalse();
            replay.step(1);
            assertThat(numbers()).endsWith(-1L, 3L);
        }
    }

    @Test
    void jpegThatIsCutOffIsASentence() throws IOException {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40_000; i++) {
            image.setRGB(i % 200, i / 200, i * 2_654_435);
        }
        Path file = folder.resolve("cut.jpg");
        ImageIO.write(image, "jpg", file.toFile());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        try (Replay replay = replay(folder)) {
            replay.watch(seen::add);
            assertThat(seen.getLast())
                    .isInstanceOfSatisfying(
                            FrameEvent.Silence.class,
                            silence -> assertThat(silence.reason()).contains("cut off"));
        }
    }

    // ---- what cannot be shown

    @Test
    void openSaysWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> Recording.open(folder))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("no PNG or JPEG pictures");
        Path file = folder.resolve("file.h5");
        assertThatThrownBy(() -> Recording.open(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("There is no file");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> Recording.open(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("file.h5");
        Files.writeString(file, "certainly not HDF5");
        assertThatThrownBy(() -> Recording.open(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("cannot be read as HDF5");
    }

    @Test
    void productWithoutFramesIsASentence() throws IOException {
        Path product = RecordedFrames.write(folder, 0);
        assertThatThrownBy(() -> Recording.open(product))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("no stack of frames");
    }

    @Test
    void productThatIsCutOffIsASentence() throws IOException {
        Path product = RecordedFrames.write(folder, 20);
        byte[] whole = Files.readAllBytes(product);
        Files.write(product, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(
                        () -> {
                            try (Recording cut = Recording.open(product)) {
                                cut.read(cut.count() - 1);
                            }
                        })
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(String.valueOf(product.getFileName()));
    }
}
