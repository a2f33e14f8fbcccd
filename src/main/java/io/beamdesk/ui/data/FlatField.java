package io.beamdesk.ui.data;

import io.beamdesk.image.Pixels;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// The mean of some flats and darks, which a projection is divided by: (frame − dark) / (flat − dark),
/// the share of the beam that goes through the sample.
final class FlatField {
    private static final float NO_BEAM = 1;

    private final double[] dark;
    private final double[] beam;
    private final int flats;
    private final int darks;

    private FlatField(double[] dark, double[] beam, int flats, int darks) {
        this.dark = dark;
        this.beam = beam;
        this.flats = flats;
        this.darks = darks;
    }

    /// Of at least one flat; without darks, dark is taken to be nothing.
    static FlatField of(List<Pixels> flats, List<Pixels> darks) {
        double[] flat = mean(flats);
        double[] dark = darks.isEmpty() ? new double[flat.length] : mean(darks);
        double[] beam = new double[flat.length];
        for (int i = 0; i < beam.length; i++) {
            beam[i] = flat[i] - dark[i];
        }
        return new FlatField(dark, beam, flats.size(), darks.size());
    }

    private static double[] mean(List<Pixels> frames) {
        double[] sum = new double[frames.getFirst().count()];
        for (Pixels frame : frames) {
            IntToDoubleFunction number = frame.reader();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += number.applyAsDouble(i);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= frames.size();
        }
        return sum;
    }

    /// The transmission of a projection; where there is no beam, all of it.
    Pixels correct(Pixels frame) {
        IntToDoubleFunction number = frame.reader();
        float[] share = new float[frame.count()];
        for (int i = 0; i < share.length; i++) {
            share[i] =
                    beam[i] > 0 ? (float) ((number.applyAsDouble(i) - dark[i]) / beam[i]) : NO_BEAM;
        }
        return Pixels.grey("<f4", frame.columns(), frame.rows(), share);
    }

    /// What it was made of.
    String words() {
        return "Transmission, from " + flats + " flats and " + darks + " darks";
    }
}
