package io.beamdesk.ui.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.FrameEvent.Shot;
import io.beamdesk.image.ColourMap;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FramePainterTest {
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final ArrayDeque<Runnable> screen = new ArrayDeque<>();
    private final List<FramePainter.Painted> shown = new ArrayList<>();
    private final FramePainter painter = new FramePainter(work::add, screen::add, shown::add);

    private static Shot shot(long id, int columns) {
        return shot(id, new byte[columns]);
    }

    private static Shot shot(long id, byte[] numbers) {
        return new Shot(
                id,
                Instant.EPOCH,
                new Pixels(numbers.length, 1, Depth.UINT8, Layout.MONO, numbers));
    }

    private void run() {
        while (!work.isEmpty() || !screen.isEmpty()) {
            if (!work.isEmpty()) {
                work.poll().run();
            } else {
                screen.poll().run();
            }
        }
    }

    private List<Long> ids() {
        return shown.stream().map(p -> p.frame().uniqueId()).toList();
    }

    @Test
    void offerColoursNothingWhileNobodyLooks() {
        painter.offer(shot(1, 2));
        painter.offer(shot(2, 2));
        assertThat(work).isEmpty();
        painter.setWanted(true);
        run();
        assertThat(ids()).containsExactly(2L);
    }

    @Test
    void offerWaitsUntilTheScreenHasTakenTheLastFrame() {
        painter.setWanted(true);
        painter.offer(shot(1, 2));
        run();
        painter.offer(shot(2, 2));
        painter.offer(shot(3, 2));
        assertThat(work).isEmpty();
        painter.taken();
        run();
        assertThat(ids()).containsExactly(1L, 3L);
    }

    @Test
    void offerPaintsIntoTheCanvasThatIsNotShown() {
        painter.setWanted(true);
        for (int i = 1; i <= 4; i++) {
            painter.offer(shot(i, i % 2 == 0 ? new byte[] {0, 9} : new byte[] {9, 0}));
            run();
            painter.taken();
        }
        assertThat(shown.get(1).canvas()).isNotSameAs(shown.get(0).canvas());
        assertThat(shown.get(2).canvas()).isSameAs(shown.get(0).canvas());
        assertThat(shown.get(3).canvas()).isSameAs(shown.get(1).canvas());
    }

    @Test
    void offerOfAnotherSizeGetsAnotherCanvas() {
        painter.setWanted(true);
        painter.offer(shot(1, 2));
        run();
        painter.taken();
        painter.offer(shot(2, 3));
        run();
        assertThat(shown.get(1).canvas().argb()).hasSize(3);
    }

    @Test
    void setLookColoursTheLastFrameAnew() {
        painter.setWanted(true);
        painter.offer(shot(1, 2));
        run();
        painter.taken();
        painter.setLook(Look.PLAIN.withMap(ColourMap.VIRIDIS));
        run();
        assertThat(ids()).containsExactly(1L, 1L);
        assertThat(shown.get(1).canvas().argb()).containsOnly(ColourMap.VIRIDIS.at(0));
    }

    @Test
    void frameThatIsAsTheOneBeforeChangesNothingOnTheScreen() {
        painter.setWanted(true);
        for (int i = 1; i <= 2; i++) {
            painter.offer(shot(i, new byte[] {0, 9}));
            run();
            painter.taken();
        }
        painter.offer(shot(3, new byte[] {9, 0}));
        run();
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(shown)
                .extracting(FramePainter.Painted::changed)
                .containsExactly(true, false, true);
        assertThat(shown.get(1).canvas()).isSameAs(shown.get(0).canvas());
    }

    @Test
    void setCoarsePaintsFewPixels() {
        painter.setWanted(true);
        painter.offer(shot(1, 1000));
        run();
        painter.taken();
        painter.setCoarse(true);
        run();
        painter.taken();
        assertThat(shown.get(0).canvas().argb()).hasSize(1000);
        assertThat(shown.get(1).canvas().argb()).hasSize(334);
        assertThat(shown.get(1).frame().pixels().columns()).isEqualTo(1000);
    }

    @Test
    void hundredThousandFramesArePaintedIntoTwoCanvases() {
        AtomicInteger seen = new AtomicInteger();
        Set<FrameCanvas> canvases = Collections.newSetFromMap(new IdentityHashMap<>());
        FramePainter[] steady = new FramePainter[1];
        steady[0] =
                new FramePainter(
                        Runnable::run,
                        Runnable::run,
                        painted -> {
                            seen.incrementAndGet();
                            canvases.add(painted.canvas());
                            steady[0].taken();
                        });
        Shot[] frames = new Shot[4];
        for (int f = 0; f < frames.length; f++) {
            short[] numbers = new short[48 * 32];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (short) (i * (f + 7) * 331);
            }
            frames[f] =
                    new Shot(
                            f,
                            Instant.EPOCH,
                            new Pixels(48, 32, Depth.UINT16, Layout.MONO, numbers));
        }
        steady[0].setScale(0.4);
        steady[0].setWanted(true);
        for (int i = 0; i < 100_000; i++) {
            steady[0].offer(frames[i % frames.length]);
        }
        assertThat(seen).hasValue(100_000);
        assertThat(canvases).hasSize(2);
    }
}
