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
import java.util.List;
import org.junit.jupiter.api.Test;

class FramePainterTest {
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final ArrayDeque<Runnable> screen = new ArrayDeque<>();
    private final List<FramePainter.Painted> shown = new ArrayList<>();
    private final FramePainter painter = new FramePainter(work::add, screen::add, shown::add);

    private static Shot shot(long id, int columns) {
        return new Shot(
                id,
                Instant.EPOCH,
                new Pixels(columns, 1, Depth.UINT8, Layout.MONO, new byte[columns]));
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
            painter.offer(shot(i, 2));
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
}
