package io.beamdesk.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.catalogue.CatalogueEntry;
import org.junit.jupiter.api.Test;

/// What the card of a product says of frames that are in files of a detector's own.
class ProductCardTest {
    private static String frames(int away, long size, int missing) {
        return ProductCard.frames(new CatalogueEntry.Linked(3, 7, away, size, missing));
    }

    @Test
    void whatIsNotInTheFolderIsSaid() {
        assertThat(frames(0, 0, 0)).isEmpty();
        assertThat(frames(1, 2_500_000_000L, 0))
                .isEqualTo("1 file outside the data folder, 2.50 GB");
        assertThat(frames(2, 40, 0)).isEqualTo("2 files outside the data folder, 40 B");
        assertThat(frames(0, 0, 1)).isEqualTo("1 file out of reach");
        assertThat(frames(1, 40, 2))
                .isEqualTo("1 file outside the data folder, 40 B; 2 files out of reach");
    }
}
