package io.beamdesk.plan;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a centring has come to, as the one row of the stream `centring`.
///
/// @param sure whether the loop is where it is to be
/// @param confidence 0 to 1: how well what was seen behaves like a loop on a turning pin
/// @param off how far the loop's middle is from its place at most over a turn, in pixels; NaN if there
///     is no loop
/// @param why in words
/// @param time when the last picture was taken
record Centred(boolean sure, double confidence, double off, String why, Instant time)
        implements Readable {
    @Override
    public String name() {
        return Centring.STREAM;
    }

    @Override
    public String label() {
        return "Centring";
    }

    @Override
    public List<Signal> signals() {
        return List.of();
    }

    @Override
    public Map<String, DataKey> describe() {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        String source = DataKey.DERIVED + "the pictures of the turn";
        DataKey.Role role = DataKey.Role.AUXILIARY;
        keys.put(Centring.SURE, DataKey.number(source, "", 0, name(), role));
        keys.put(Centring.CONFIDENCE, DataKey.number(source, "", 2, name(), role));
        keys.put(Centring.OFF, DataKey.number(source, "px", 1, name(), role));
        keys.put(
                Centring.WHY,
                new DataKey(
                        source,
                        DataKey.Dtype.STRING,
                        "|S400",
                        List.of(),
                        "",
                        0,
                        List.of(),
                        Optional.empty(),
                        name(),
                        role));
        return keys;
    }

    @Override
    public Map<String, Reading> read() {
        return Map.of(
                Centring.SURE, new Reading(sure ? 1.0 : 0.0, time),
                Centring.CONFIDENCE, new Reading(confidence, time),
                Centring.OFF, new Reading(off, time),
                Centring.WHY, new Reading(why, time));
    }

    @Override
    public Map<String, Reading> configuration() {
        return Map.of();
    }

    @Override
    public List<String> hints() {
        return List.of(Centring.CONFIDENCE);
    }
}
