package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Selecting by gesture and by text.
class SelectionTest {
    private static final TrayType PLATE = TrayTypes.shipped().get("96-2");
    private static final TrayType SINGLE = TrayTypes.shipped().get("96-1");

    private static List<Position> at(TrayType type, String id) {
        return type.named(id);
    }

    private static Selection reading(TrayType type, String text) {
        SelectionText read = SelectionText.read(type, text);
        assertThat(read.faults()).isEmpty();
        return Selection.of(type, read.positions());
    }

    @Example
    void wellSelectsAllItsDropsAndADropOne() {
        assertThat(Selection.none(PLATE).click(at(PLATE, "B4")).text()).isEqualTo("B4-1, B4-2");
        assertThat(Selection.none(PLATE).click(at(PLATE, "B4-2")).text()).isEqualTo("B4-2");
    }

    @Example
    void headersSelectRowsAndColumns() {
        assertThat(Selection.of(PLATE, PLATE.row(3)).positions()).hasSize(24);
        assertThat(Selection.of(SINGLE, SINGLE.column(5)).text())
                .isEqualTo("A5, B5, C5, D5, E5, F5, G5, H5");
    }

    @Example
    void ctrlAddsAtTheEndAndTakesAwayWhatIsThere() {
        Selection some = Selection.none(SINGLE).click(at(SINGLE, "C3")).toggle(at(SINGLE, "A1"));
        assertThat(some.text()).isEqualTo("C3, A1");
        assertThat(some.number(at(SINGLE, "A1").getFirst())).isEqualTo(2);
        assertThat(some.toggle(at(SINGLE, "C3")).text()).isEqualTo("A1");
    }

    @Example
    void ctrlOnAHalfSelectedWellSelectsTheRest() {
        Selection half = Selection.none(PLATE).click(at(PLATE, "A1-2"));
        assertThat(half.toggle(at(PLATE, "A1")).text()).isEqualTo("A1-2, A1-1");
        assertThat(half.toggle(at(PLATE, "A1")).toggle(at(PLATE, "A1")).isEmpty()).isTrue();
    }

    @Example
    void shiftExtendsFromTheLastClickAndReplacesItsFormerExtension() {
        Selection some = Selection.none(SINGLE).click(at(SINGLE, "H12")).toggle(at(SINGLE, "A1"));
        Selection wide = some.extend(at(SINGLE, "A4"));
        assertThat(wide.text()).isEqualTo("H12, A1, A2, A3, A4");
        assertThat(wide.extend(at(SINGLE, "A2")).text()).isEqualTo("H12, A1, A2");
    }

    @Example
    void shiftOnHeadersTakesTheRowsBetween() {
        Selection rows = Selection.of(SINGLE, SINGLE.row(4)).extend(SINGLE.row(2));
        assertThat(rows.positions())
                .hasSize(36)
                .startsWith(at(SINGLE, "D1").getFirst())
                .allMatch(p -> p.row() >= 2 && p.row() <= 4);
    }

    @Example
    void rectangleIsCollectedThereAndBackAlongItsShorterWay() {
        Selection dragged = Selection.of(PLATE, PLATE.rectangle(at(PLATE, "A9"), at(PLATE, "F11")));
        assertThat(dragged.text())
                .startsWith("A9-1, A9-2, B9-1, B9-2, C9-1")
                .contains("F9-1, F9-2, F10-1, F10-2, E10-1")
                .endsWith("E11-2, F11-1, F11-2");
        assertThat(dragged.positions()).hasSize(36);
        assertThat(dragged.length()).isBetween(208.2, 208.4);
    }

    @Example
    void drawnRectangleTakesTheWellsWhoseCentresItEncloses() {
        List<Position> drawn = PLATE.enclosed(new TrayType.Spot(90, 40), new TrayType.Spot(80, 9));
        assertThat(drawn)
                .extracting(Position::id)
                .containsExactly("D9-1", "D9-2", "C9-1", "C9-2", "B9-1", "B9-2", "A9-1", "A9-2");
    }

    @Example
    void textOfIdsAndRangesSelectsInItsOrder() {
        assertThat(reading(PLATE, "B1-2,a2-1;  A1\nC1-1:C3-1").text())
                .isEqualTo("B1-2, A2-1, A1-1, A1-2, C1-1, C2-1, C3-1");
        assertThat(reading(PLATE, "A1-1:A12-1").positions()).hasSize(12);
        assertThat(reading(PLATE, "A3-1 : A1-1").text()).isEqualTo("A3-1, A2-1, A1-1");
        assertThat(reading(TrayTypes.shipped().get("unipuck"), "9:7, 2").text())
                .isEqualTo("9, 8, 7, 2");
        assertThat(reading(TrayTypes.shipped().get("dewar-5"), "1-15:2-16").text())
                .isEqualTo("1-15, 1-16, 2-15, 2-16");
        assertThat(reading(PLATE, " \n ").isEmpty()).isTrue();
    }

    @Example
    void unknownAndRepeatedIdsAreNamedWithTheirPlace() {
        SelectionText text = SelectionText.read(PLATE, "A1-1, Z9-1, A1, B1:B2:B3, B2:, A1-1:A3-1");
        assertThat(text.isValid()).isFalse();
        assertThat(text.faults())
                .extracting(Object::toString)
                .containsExactly(
                        "at character 7: 96 wells, 2 drops each has no place \"Z9-1\"; it has A1-1 to H12-2",
                        "at character 13: A1-1 is number 1 of the list already; name it once",
                        "at character 17: \"B1:B2:B3\" has several colons; write a range as A1-1:H12-2",
                        "at character 27: \"B2:\" lacks an end; write a range as A1-1:H12-2",
                        "at character 32: A1-1 is number 1 of the list already; name it once");
        Selection before = Selection.of(PLATE, at(PLATE, "H1"));
        assertThat(before.read(text)).isSameAs(before);
    }

    @Property(tries = 200)
    void textOfASelectionSelectsItAgain(
            @ForAll @IntRange(max = 5) int kind,
            @ForAll long seed,
            @ForAll @IntRange(max = 60) int n) {
        TrayType type =
                TrayTypes.shipped()
                        .get(
                                List.of("96-1", "96-2", "384-2", "holder-6", "unipuck", "dewar-5")
                                        .get(kind));
        List<Position> some = new ArrayList<>(type.positions());
        Collections.shuffle(some, new Random(seed));
        Selection selection = Selection.of(type, some.subList(0, Math.min(n, some.size())));
        assertThat(reading(type, selection.text()).positions()).isEqualTo(selection.positions());
    }

    @Property(tries = 300)
    void anyGesturesKeepEachPlaceOnceWithItsNumber(@ForAll long seed) {
        Random random = new Random(seed);
        Selection selection = Selection.none(PLATE);
        for (int i = 0; i < 20; i++) {
            int row = 1 + random.nextInt(8);
            int column = 1 + random.nextInt(12);
            List<Position> some =
                    switch (random.nextInt(4)) {
                        case 0 -> PLATE.row(row);
                        case 1 -> PLATE.column(column);
                        case 2 -> PLATE.well(row, column);
                        default -> PLATE.position(row, column, 1).stream().toList();
                    };
            selection =
                    switch (random.nextInt(5)) {
                        case 0 -> selection.click(some);
                        case 1 -> selection.toggle(some);
                        case 2 -> selection.add(some);
                        case 3 -> selection.remove(some);
                        default -> selection.extend(some);
                    };
            assertThat(selection.positions()).doesNotHaveDuplicates();
            for (int k = 0; k < selection.positions().size(); k++) {
                assertThat(selection.number(selection.positions().get(k))).isEqualTo(k + 1);
            }
        }
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefusedWithItsPlace(@ForAll String text) {
        SelectionText read = SelectionText.read(PLATE, text);
        for (SelectionText.Fault fault : read.faults()) {
            assertThat(fault.from()).isBetween(0, fault.to() - 1);
            assertThat(fault.to()).isLessThanOrEqualTo(text.length());
        }
    }
}
