package io.beamdesk.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LayoutProperty {
    private static final Rectangle2D SMALL = new Rectangle2D(0, 0, 1366, 768);
    private static final Rectangle2D LARGE = new Rectangle2D(0, 0, 3840, 2160);
    private static final Rectangle2D SECOND = new Rectangle2D(3840, 0, 1920, 1080);
    private static final Rectangle2D LEFT = new Rectangle2D(-1920, 200, 1920, 1080);

    @Provide
    Arbitrary<Rectangle2D> windows() {
        return Combinators.combine(
                        Arbitraries.integers().between(-6000, 6000),
                        Arbitraries.integers().between(-6000, 6000),
                        Arbitraries.integers().between(1, 5000),
                        Arbitraries.integers().between(1, 5000))
                .as(Rectangle2D::new);
    }

    @Provide
    Arbitrary<List<Rectangle2D>> screens() {
        return Arbitraries.of(
                List.of(SMALL),
                List.of(LARGE),
                List.of(LARGE, SECOND),
                List.of(LARGE, LEFT),
                // As a display with scaling reports itself.
                List.of(new Rectangle2D(0, 0, 1920, 1080)));
    }

    @Property
    void windowIsWhollyOnOneScreenWhereverItWas(
            @ForAll("windows") Rectangle2D window, @ForAll("screens") List<Rectangle2D> screens) {
        Rectangle2D placed = Layout.within(window, screens);
        assertThat(screens).anyMatch(screen -> screen.contains(placed));
    }

    @Property
    void windowThatFitsStaysWhereItIs(
            @ForAll("screens") List<Rectangle2D> screens, @ForAll("windows") Rectangle2D window) {
        Rectangle2D placed = Layout.within(window, screens);
        assertThat(Layout.within(placed, screens)).isEqualTo(placed);
    }

    @Example
    void layoutIsRememberedForEachSetOfScreens() throws Exception {
        Path folder = Files.createTempDirectory("layout");
        Path file = folder.resolve("windows.json");
        List<Rectangle2D> two = List.of(LARGE, SECOND);
        Layout wide =
                new Layout(
                        LARGE, true, "Align", Map.of("Live", new Rectangle2D(3840, 0, 1280, 800)));
        wide.keep(file, two);
        Layout narrow = new Layout(new Rectangle2D(10, 10, 1000, 700), false, "Queue", Map.of());
        narrow.keep(file, List.of(SMALL));
        assertThat(Layout.read(file, two)).contains(wide);
        assertThat(Layout.read(file, List.of(SECOND, LARGE))).map(Layout::pane).contains("Align");
        assertThat(Layout.read(file, List.of(SMALL))).contains(narrow);
        assertThat(Layout.read(file, List.of(SECOND))).isEmpty();
        Files.writeString(file, "{\"1366x768+0+0\": 5");
        assertThat(Layout.read(file, List.of(SMALL))).isEqualTo(Optional.empty());
        narrow.keep(file, List.of(SMALL));
        assertThat(Layout.read(file, List.of(SMALL))).contains(narrow);
        Files.delete(file);
        Files.delete(folder);
    }
}
