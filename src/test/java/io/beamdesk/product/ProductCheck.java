package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.DocumentJson;
import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Compares a product of [ScanDocuments] with what it must hold.
final class ProductCheck {
    private ProductCheck() {}

    /// Writes bytes to a file and opens it.
    static Product open(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        return Product.open(file);
    }

    /// Asserts that every row and frame which the product shows is right, and that there are at
    /// least so many.
    static void holds(Product product, int leastEvents, int leastFrames, int rows, int columns) {
        if (product.columns().isEmpty()) {
            assertThat(leastEvents + leastFrames).isZero();
            return;
        }
        double[] it = product.values("it");
        assertThat(it.length).isGreaterThanOrEqualTo(leastEvents);
        double[] position = product.values("sample_x");
        double[] setpoint = product.values("sample_x_setpoint");
        double[] turns = product.values("turns");
        double[] beamOn = product.values("beam_on");
        double[] time = product.values("time");
        double[] ownTime = (double[]) product.read("/entry/instrument/scaler1/it_time");
        String[] shutter =
                it.length == 0 ? new String[0] : (String[]) product.read("/entry/data/shutter");
        double[][] spectrum =
                it.length == 0
                        ? new double[0][]
                        : (double[][]) product.read("/entry/data/spectrum");
        assertThat(List.of(position.length, setpoint.length, turns.length, beamOn.length))
                .containsOnly(it.length);
        assertThat(List.of(time.length, ownTime.length, shutter.length, spectrum.length))
                .containsOnly(it.length);
        for (int i = 0; i < it.length; i++) {
            // NaN is a value like any other here.
            assertThat(Double.valueOf(it[i])).isEqualTo(Double.valueOf(ScanDocuments.counts(i)));
            assertThat(setpoint[i]).isEqualTo(ScanDocuments.position(i));
            assertThat(position[i]).isEqualTo(ScanDocuments.position(i) + 1e-4);
            assertThat(turns[i]).isEqualTo((double) i * i);
            assertThat(beamOn[i]).isEqualTo(i % 3 != 0 ? 1 : 0);
            assertThat(shutter[i]).isEqualTo(ScanDocuments.shutter(i));
            assertThat(spectrum[i]).isEqualTo(ScanDocuments.spectrum(i));
            assertThat(time[i]).isEqualTo(DocumentJson.seconds(ScanDocuments.time(i)));
            assertThat(ownTime[i])
                    .isEqualTo(DocumentJson.seconds(ScanDocuments.time(i).minusMillis(5)));
        }
        if (product.frameColumns().isEmpty()) {
            assertThat(leastFrames).isZero();
            return;
        }
        int frames = product.frameCount("camera");
        assertThat(frames).isGreaterThanOrEqualTo(leastFrames);
        for (int i = 0; i < frames; i++) {
            Frame frame = product.frame("camera", i);
            Frame expected = ScanDocuments.frame(i, rows, columns);
            assertThat((short[]) frame.pixels()).isEqualTo((short[]) expected.pixels());
            assertThat(frame.uniqueId()).isEqualTo(expected.uniqueId());
            assertThat(frame.timestamp()).isEqualTo(expected.timestamp());
            assertThat(frame.dtypeNumpy()).isEqualTo(expected.dtypeNumpy());
        }
    }
}
