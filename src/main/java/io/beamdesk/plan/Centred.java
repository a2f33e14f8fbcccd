package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a centring has come to, as the one row of the stream `centring`.
///
/// @param sure whether the loop is where it is to be
/// @param confidence 0 to 1: how well what was seen behaves like a loop on a turning pin
/// @param off how far the loop's middle is from its place at most over a turn, in pixels; NaN if there
///     is no loop
/// @param why in words
/// @param time when the last picture was taken
/// @param axes that centred it; each is a column of its own with where it stands
record Centred(
        boolean sure, double confidence, double off, String why, Instant time, List<Axis> axes)
        implements Readable {
    /// Why nothing was found in a dry run.
    private static final String NOTHING = "nothing was measured";

    /// Copies the list.
    Centred {
        axes = List.copyOf(axes);
    }

    /// Of a run in which there was nothing to be seen, as it was dry.
    static Centred dry(Instant time, List<Axis> axes) {
        return new Centred(false, 0, Double.NaN, NOTHING, time, axes);
    }

    /// Whether it was looked for and is not where it is to be.
    boolean isRefused() {
        return !sure && !why.equals(NOTHING);
    }

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
        keys.put(Centring.WHY, text(source, "|S400"));
        keys.put(Centring.AXES, text(source, "|S200"));
        axes.forEach(axis ->
                keys.put(
                        axis.name(),
                        DataKey.number(
                                DataKey.DERIVED + "the readback of " + axis.label(),
                                axis.units(),
                                4,
                                name(),
                                role)));
        return keys;
    }

    private DataKey text(String source, String type) {
        return new DataKey(
                source,
                DataKey.Dtype.STRING,
                type,
                List.of(),
                "",
                0,
                List.of(),
                Optional.empty(),
                name(),
                DataKey.Role.AUXILIARY);
    }

    @Override
    public Map<String, Reading> read() {
        Map<String, Reading> row = new LinkedHashMap<>();
        row.put(Centring.SURE, new Reading(sure ? 1.0 : 0.0, time));
        row.put(Centring.CONFIDENCE, new Reading(confidence, time));
        row.put(Centring.OFF, new Reading(off, time));
        row.put(Centring.WHY, new Reading(why, time));
        String names = axes.stream().map(Axis::name).collect(Collectors.joining(" "));
        row.put(Centring.AXES, new Reading(names, time));
        axes.forEach(axis -> row.put(axis.name(), new Reading(axis.position(), time)));
        return row;
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
