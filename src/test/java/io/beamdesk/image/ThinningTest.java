package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThinningTest {
    @Test
    void meanIsOfEachSquareAndOfWhatIsLeftAtTheEdges() {
        int[] argb = {
            0xFF000000, 0xFF020406, 0xFF0A0A0A,
            0xFF040608, 0xFF020202, 0xFF141414,
            0xFF010101, 0xFF030303, 0xFFFFFFFF,
        };
        int[] thin = new int[4];
        assertThat(Thinning.count(3, 2)).isEqualTo(2);
        new Thinning().of(new Painting(3, argb), 2).fill(thin);
        assertThat(thin).containsExactly(0xFF020304, 0xFF0F0F0F, 0xFF020202, 0xFFFFFFFF);
    }
}
