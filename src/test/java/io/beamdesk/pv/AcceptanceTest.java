package io.beamdesk.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final List<String> LABELS = List.of("Off", "On", "2");

    private static Value fit(Value value, ElementType type, int count) {
        return Acceptance.fit("SIM:x", value, type, count, List.of());
    }

    private static Value choose(Value value) {
        return Acceptance.fit("SIM:x", value, ElementType.ENUM, 1, LABELS);
    }

    @Property
    void everyDoubleReachesADoubleFieldUnchanged(@ForAll double number) {
        assertThat(fit(new Value.Floating(number), ElementType.FLOAT64, 1))
                .isEqualTo(new Value.Floating(number));
        assertThat(fit(new Value.Text(Double.toString(number)), ElementType.FLOAT64, 1))
                .isEqualTo(new Value.Floating(number));
    }

    @Property
    void everyIntReachesAnIntegerFieldUnchanged(@ForAll int number) {
        assertThat(fit(new Value.Text(Integer.toString(number)), ElementType.INT32, 1))
                .isEqualTo(new Value.Whole(number));
    }

    @Property
    void sixteenBitFieldTakesSixteenBits(@ForAll int number) {
        if (number == (short) number) {
            assertThat(fit(new Value.Whole(number), ElementType.INT16, 1))
                    .isEqualTo(new Value.Whole(number));
        } else {
            assertThatThrownBy(() -> fit(new Value.Whole(number), ElementType.INT16, 1))
                    .isInstanceOf(PvException.BadValue.class)
                    .hasMessageContaining("-32768 to 32767");
        }
    }

    @Test
    void fractionIsRefusedForAnIntegerField() {
        assertThatThrownBy(() -> fit(new Value.Floating(1.5), ElementType.INT32, 1))
                .hasMessageContaining("SIM:x")
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> fit(new Value.Floating(Double.NaN), ElementType.INT32, 1))
                .hasMessageContaining("NaN is not a whole number");
    }

    @Test
    void textIsReadAsAServerReadsIt() {
        assertThat(fit(new Value.Text(" 0x1F "), ElementType.INT32, 1))
                .isEqualTo(new Value.Whole(31));
        assertThat(fit(new Value.Text("-inf"), ElementType.FLOAT64, 1))
                .isEqualTo(new Value.Floating(Double.NEGATIVE_INFINITY));
        assertThatThrownBy(() -> fit(new Value.Text("1d"), ElementType.FLOAT64, 1))
                .hasMessageContaining("\"1d\" is not a number");
    }

    @Test
    void labelComesBeforeNumber() {
        assertThat(choose(new Value.Text("On"))).isEqualTo(new Value.Choice(1, LABELS));
        assertThat(choose(new Value.Text("2"))).isEqualTo(new Value.Choice(2, LABELS));
        assertThat(choose(new Value.Text("1"))).isEqualTo(new Value.Choice(1, LABELS));
    }

    @Test
    void choiceOfAnotherOrderGoesByItsLabel() {
        assertThat(choose(new Value.Choice(0, List.of("On", "Off"))))
                .isEqualTo(new Value.Choice(1, LABELS));
    }

    @Test
    void indexWithoutChoiceIsRefusedWithTheRange() {
        assertThatThrownBy(() -> choose(new Value.Whole(3)))
                .hasMessageContaining("0 to 2")
                .hasMessageContaining("\"Off\", \"On\", \"2\"");
        assertThatThrownBy(() -> choose(new Value.Floating(-1))).hasMessageContaining("0 to 2");
        assertThatThrownBy(() -> choose(new Value.Floating(0.5))).hasMessageContaining("0.5");
        assertThatThrownBy(() -> choose(new Value.Floating(Double.NaN)))
                .hasMessageContaining("NaN");
    }

    @Test
    void arrayTakesAsManyElementsAsItHas() {
        Value.Doubles three = new Value.Doubles(new double[3]);
        assertThat(fit(three, ElementType.FLOAT64, 3)).isSameAs(three);
        assertThatThrownBy(() -> fit(three, ElementType.FLOAT64, 2))
                .hasMessageContaining("3 elements")
                .hasMessageContaining("holds 2");
        assertThatThrownBy(() -> fit(three, ElementType.FLOAT64, 1))
                .hasMessageContaining("holds one");
    }

    @Test
    void longStringEndsWithAZero() {
        Value.Bytes bytes = (Value.Bytes) fit(new Value.Text("ab"), ElementType.INT8, 3);
        assertThat(bytes.values()).containsExactly('a', 'b', 0);
        assertThatThrownBy(() -> fit(new Value.Text("abc"), ElementType.INT8, 3))
                .hasMessageContaining("2 fit");
    }

    @Test
    void textOfFortyBytesNamesTheLongString() {
        assertThatThrownBy(() -> fit(new Value.Text("x".repeat(40)), ElementType.TEXT, 1))
                .hasMessageContaining("39")
                .hasMessageContaining("$");
    }
}
