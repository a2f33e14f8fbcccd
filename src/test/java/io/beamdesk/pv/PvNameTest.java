package io.beamdesk.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PvNameTest {
    @Test
    void bareNameIsChannelAccess() {
        assertThat(PvName.of("SIM:m1.RBV")).isEqualTo(new PvName("ca", "SIM:m1.RBV"));
    }

    @Test
    void fieldReplacesField() {
        assertThat(PvName.of("SIM:m1.VAL").field("RBV").name()).isEqualTo("SIM:m1.RBV");
        assertThat(PvName.of("pva://SIM:m1").field("RBV")).hasToString("pva://SIM:m1.RBV");
    }

    @Test
    void blankOrSpacedNameIsRefusedWithTheReason() {
        assertThatThrownBy(() -> PvName.of("SIM m1"))
                .isInstanceOf(PvException.BadName.class)
                .hasMessageContaining("\"SIM m1\"")
                .hasMessageContaining("white space");
        assertThatThrownBy(() -> PvName.of("")).hasMessageContaining("blank");
    }

    @Property
    void textFormReadsBack(
            @ForAll @AlphaChars @StringLength(min = 1, max = 60) String name,
            @ForAll("schemes") String scheme) {
        PvName written = new PvName(scheme, name);
        assertThat(PvName.of(written.toString())).isEqualTo(written);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> schemes() {
        return net.jqwik.api.Arbitraries.of("ca", "pva", "loc");
    }
}
