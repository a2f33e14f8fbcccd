package io.beamdesk.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sums of FIPS 180-4's examples.
class Sha256Test {
    private static final String OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir private Path folder;

    @Test
    void sumsAreThoseOfTheStandardHoweverTheBytesCome() throws IOException {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(Sha256.of(abc)).isEqualTo(OF_ABC);
        assertThat(Sha256.of(new byte[0])).isEqualTo(OF_NOTHING);
        assertThat(Sha256.of(new ByteArrayInputStream(abc))).isEqualTo(OF_ABC);
        assertThat(Sha256.of(Files.write(folder.resolve("abc"), abc))).isEqualTo(OF_ABC);
    }

    @Test
    void aSumBeginsAnewOnceItWasTold() {
        Sha256 sum = new Sha256();
        sum.add(new byte[] {'a', 'b', 'x'}, 2);
        sum.add(new byte[] {'c'}, 1);
        assertThat(sum.value()).isEqualTo(OF_ABC);
        assertThat(sum.value()).isEqualTo(OF_NOTHING);
    }
}
