package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// What other programs read in the pictures.
class FramePngTest {
    @Test
    void greysAreSpreadFromBlackToWhiteInTheirPlaces() throws IOException {
        short[] pixels = new short[64 * 48];
        for (int i = 0; i < pixels.length; i++) {
            // Above 32767 a short is negative: the numbers are unsigned.
            pixels[i] = (short) (30000 + 10 * (i % 64) * 9);
        }
        byte[] png = FramePng.of(new Frame(1, Instant.EPOCH, "<u2", 48, 64, pixels));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getHeight()).isEqualTo(48);
        int[] row = new int[64];
        for (int x = 0; x < row.length; x++) {
            row[x] = image.getRaster().getSample(x, 20, 0);
        }
        assertThat(row).isSorted();
        assertThat(row[0]).isLessThan(8);
        assertThat(row[63]).isGreaterThan(247);
        assertThat(row[32]).isBetween(118, 140);
    }
}
