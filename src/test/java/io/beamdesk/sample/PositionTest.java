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

/// Ids of places: written, read and sorted.
class PositionTest {
    @Example
    void everyIdOfEveryTypeNamesItsPlaceAgain() {
        for (TrayType type : TrayTypes.shipped().all()) {
            for (Position position : type.positions()) {
                assertThat(type.position(position.id())).contains(position);
                assertThat(type.named(position.id().toLowerCase(java.util.Locale.ROOT)))
                        .containsExactly(position);
            }
        }
    }

    @Property
    void lettersOfARowGiveTheRowAgain(@ForAll @IntRange(min = 1, max = WellName.ROWS) int row) {
        assertThat(WellName.row(WellName.letters(row))).isEqualTo(row);
    }

    @Example
    void rowsBeyondZHaveTwoLetters() {
        assertThat(List.of(1, 26, 27, 52, 53, 702).stream().map(WellName::letters))
                .containsExactly("A", "Z", "AA", "AZ", "BA", "ZZ");
    }

    @Example
    void onlyAWellOfOneDropMayLeaveItsDropOut() {
        TrayType one = TrayTypes.shipped().get("96-1");
        assertThat(one.position("A9")).isEqualTo(one.position("A9-1")).isPresent();
        assertThat(one.position("A9-2")).isEmpty();
        TrayType two = TrayTypes.shipped().get("96-2");
        assertThat(two.position("A9")).isEmpty();
        assertThat(two.named("A9")).extracting(Position::id).containsExactly("A9-1", "A9-2");
        assertThat(two.position("a09-1").orElseThrow().id()).isEqualTo("A9-1");
    }

    @Example
    void whatNamesNoPlaceIsNone() {
        TrayType plate = TrayTypes.shipped().get("96-2");
        for (String id :
                List.of(
                        "",
                        "A0-1",
                        "A13-1",
                        "I1-1",
                        "A1-3",
                        "A1-",
                        "A1-0",
                        "1A-1",
                        "A1-1 ",
                        "Ä1-1",
                        "A99999999999-1",
                        "A１-1")) {
            assertThat(plate.named(id)).as(id).isEmpty();
        }
        assertThat(TrayTypes.shipped().get("unipuck").named("17")).isEmpty();
        assertThat(TrayTypes.shipped().get("dewar-5").named("6-1")).isEmpty();
        assertThat(TrayTypes.shipped().get("dewar-5").named("3")).isEmpty();
    }

    @Example
    void placesSortByNumber() {
        List<Position> shuffled = new ArrayList<>(TrayTypes.shipped().get("384-2").positions());
        Collections.shuffle(shuffled, new Random(1));
        assertThat(shuffled.stream().sorted().toList())
                .isEqualTo(TrayTypes.shipped().get("384-2").positions());
    }

    @Property
    void naturalOrderIsThatOfPlaces(
            @ForAll @IntRange(max = 191) int one, @ForAll @IntRange(max = 191) int other) {
        List<Position> all = TrayTypes.shipped().get("96-2").positions();
        int order = NaturalOrder.NATURAL.compare(all.get(one).id(), all.get(other).id());
        assertThat(Integer.signum(order)).isEqualTo(Integer.compare(one, other));
    }

    @Example
    void naturalOrderComparesNumbersOfAnyLength() {
        assertThat(
                        List.of("b", "A10", "a2", "A2", "A02", "x99999999999999999999", "x9", "")
                                .stream()
                                .sorted(NaturalOrder.NATURAL))
                .containsExactly("", "A02", "A2", "a2", "A10", "b", "x9", "x99999999999999999999");
    }
}
