package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayType.Kind;
import io.beamdesk.sample.TrayType.Spot;
import io.beamdesk.sample.TrayTypes;
import io.beamdesk.ui.samples.TrayLayout.Dot;
import io.beamdesk.ui.samples.TrayLayout.Hit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every type of tray that comes with Beamdesk, in rooms from the smallest to a large one.
class TrayLayoutTest {
    static List<Arguments> rooms() {
        List<Arguments> rooms = new ArrayList<>();
        for (TrayType type : TrayTypes.shipped().all()) {
            for (int[] size :
                    new int[][] {{300, 200}, {300, 800}, {720, 420}, {1200, 200}, {1200, 800}}) {
                rooms.add(Arguments.of(type.name(), size[0], size[1]));
            }
        }
        return rooms;
    }

    private static TrayType type(String name) {
        return TrayTypes.shipped().get(name);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void placesAreInsideAndDoNotOverlap(String name, int width, int height) {
        List<Dot> dots = TrayLayout.of(type(name), width, height).dots();
        assertThat(dots)
                .extracting(Dot::position)
                .containsExactlyElementsOf(type(name).positions());
        for (int i = 0; i < dots.size(); i++) {
            Dot dot = dots.get(i);
            assertThat(dot.radius()).as("radius of %s", dot).isPositive();
            assertThat(dot.x()).as("x of %s", dot).isBetween(dot.radius(), width - dot.radius());
            assertThat(dot.y()).as("y of %s", dot).isBetween(dot.radius(), height - dot.radius());
            for (Dot other : dots.subList(i + 1, dots.size())) {
                assertThat(Math.hypot(dot.x() - other.x(), dot.y() - other.y()))
                        .as("%s and %s", dot, other)
                        .isGreaterThanOrEqualTo(dot.radius() + other.radius());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyPlaceIsHitAtItsCentre(String name, int width, int height) {
        TrayLayout layout = TrayLayout.of(type(name), width, height);
        for (Dot dot : layout.dots()) {
            assertThat(layout.hit(dot.x(), dot.y())).isEqualTo(new Hit.Drop(dot.position()));
        }
        assertThat(layout.hit(-5, -5)).isEqualTo(new Hit.Nothing());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesAreHitWhereTheyAreWritten(String name, int width, int height) {
        TrayLayout layout = TrayLayout.of(type(name), width, height);
        for (int column = 1; column <= layout.columnNames().size(); column++) {
            TrayLayout.Box box = layout.columnNames().get(column - 1);
            assertThat(layout.hit(box.centreX(), box.centreY())).isEqualTo(new Hit.Column(column));
        }
        if (type(name).kind() == Kind.PLATE) {
            for (int row = 1; row <= layout.rowNames().size(); row++) {
                TrayLayout.Box box = layout.rowNames().get(row - 1);
                assertThat(layout.hit(box.centreX(), box.centreY())).isEqualTo(new Hit.Row(row));
            }
        }
    }

    /// What a rectangle is dragged around is what it selects, whatever the scale of the drops.
    @ParameterizedTest
    @MethodSource("rooms")
    void rectangleAroundWellsEnclosesTheirPlaces(String name, int width, int height) {
        TrayType type = type(name);
        TrayLayout layout = TrayLayout.of(type, width, height);
        List<Position> all = type.positions();
        assertThat(type.enclosed(layout.millimetres(0, 0), layout.millimetres(width, height)))
                .containsExactlyInAnyOrderElementsOf(all);
        if (type.kind() == Kind.PLATE) {
            TrayLayout.Box box = layout.frames().getFirst().box();
            assertThat(
                            type.enclosed(
                                    layout.millimetres(box.x(), box.y()),
                                    layout.millimetres(
                                            box.x() + box.width(), box.y() + box.height())))
                    .containsExactlyInAnyOrderElementsOf(layout.frames().getFirst().places());
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void centresOfWellsAreTheirMillimetres(String name, int width, int height) {
        TrayType type = type(name);
        TrayLayout layout = TrayLayout.of(type, width, height);
        if (type.kind() == Kind.PLATE) {
            // Whole pixels of the frame against the exact centre.
            Spot corner = layout.millimetres(0, 0);
            Spot pixel = layout.millimetres(1, 1);
            for (TrayLayout.Frame frame : layout.frames()) {
                Spot centre = type.centre(frame.places().getFirst());
                Spot drawn = layout.millimetres(frame.box().centreX(), frame.box().centreY());
                assertThat(drawn.x()).isCloseTo(centre.x(), within(pixel.x() - corner.x()));
                assertThat(drawn.y()).isCloseTo(centre.y(), within(pixel.y() - corner.y()));
            }
        } else {
            for (Dot dot : layout.dots()) {
                Spot there = layout.millimetres(dot.x(), dot.y());
                assertThat(there.x()).isCloseTo(dot.position().x(), within(1e-9));
                assertThat(there.y()).isCloseTo(dot.position().y(), within(1e-9));
            }
        }
    }
}
