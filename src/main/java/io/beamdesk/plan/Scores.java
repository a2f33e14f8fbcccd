package io.beamdesk.plan;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.image.Score;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a screening comes to, computed when it is read.
///
/// @param camera name of the camera
/// @param picture that it took
/// @param i0 counts before the sample
/// @param it counts behind it
/// @param centred what became of the centring before, if there was one
record Scores(String camera, Snapshot picture, double[] i0, double[] it, Optional<Centred> centred)
        implements Readable {
    @Override
    public String name() {
        return Screening.STREAM;
    }

    @Override
    public String label() {
        return "Screening";
    }

    @Override
    public List<Signal> signals() {
        return List.of();
    }

    @Override
    public Map<String, DataKey> describe() {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put(Screening.SCREEN, score("sqrt(image * signal)"));
        keys.put(Screening.IMAGE, score("presence and sharpness in " + camera));
        keys.put(Screening.SIGNAL, score("100 * log10(mean(it / i0) / deviation(it / i0)) / 3"));
        keys.put(
                Screening.REASON,
                new DataKey(
                        DataKey.DERIVED + "the scores",
                        DataKey.Dtype.STRING,
                        "|S600",
                        List.of(),
                        "",
                        0,
                        List.of(),
                        Optional.empty(),
                        name(),
                        DataKey.Role.AUXILIARY));
        return keys;
    }

    private DataKey score(String formula) {
        return DataKey.number(DataKey.DERIVED + formula, "", 0, name(), DataKey.Role.AUXILIARY);
    }

    @Override
    public Map<String, Reading> read() {
        Score image = picture.score();
        Score signal = SignalScore.of(i0, it);
        Instant now = picture.time();
        return Map.of(
                Screening.SCREEN,
                new Reading(Screening.together(image, signal), now),
                Screening.IMAGE,
                new Reading(image.value(), now),
                Screening.SIGNAL,
                new Reading(signal.value(), now),
                Screening.REASON,
                new Reading(
                        centred.map(before -> before.sure() ? "centred; " : before.why() + "; ")
                                        .orElse("")
                                + image.reason()
                                + "; "
                                + signal.reason(),
                        now));
    }

    @Override
    public Map<String, Reading> configuration() {
        return Map.of();
    }

    @Override
    public List<String> hints() {
        return List.of(Screening.SCREEN);
    }
}
