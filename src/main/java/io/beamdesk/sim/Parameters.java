package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.record.AnalogRecord;
import io.beamdesk.sim.record.EpicsRecord;
import io.beamdesk.sim.record.Field;
import io.beamdesk.sim.record.ValueRecord;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/// Makes records as areaDetector names them: a setting `X` and its readback `X_RBV`.
///
/// @param site where they go
/// @param prefix for example `cam1:`
record Parameters(Site site, String prefix) {
    private static final int LONG_TEXT = 256;

    private String name(String parameter) {
        return site.name(prefix + parameter);
    }

    ValueRecord choice(String parameter, List<String> labels, int initial) {
        ValueRecord record =
                site.add(
                        ValueRecord.choice(
                                site.world(),
                                name(parameter),
                                labels.size() > 2 ? "mbbi" : "bi",
                                parameter,
                                labels));
        record.set(initial);
        return record;
    }

    ValueRecord whole(String parameter, int initial) {
        return site.add(
                ValueRecord.whole(site.world(), name(parameter), "longin", parameter, initial));
    }

    AnalogRecord number(String parameter, String units, int precision, double initial) {
        return site.add(
                new AnalogRecord(
                        site.world(),
                        name(parameter),
                        parameter,
                        initial,
                        Properties.number(units, precision, 0, 0)));
    }

    void text(String parameter, String initial) {
        site.add(ValueRecord.text(site.world(), name(parameter), "stringin", parameter, initial));
    }

    /// A long text, as an array of characters.
    ValueRecord longText(String parameter, String initial) {
        return site.add(
                new ValueRecord(
                        site.world(),
                        name(parameter),
                        "waveform",
                        parameter,
                        NativeType.CHAR,
                        LONG_TEXT,
                        Elements.characters(initial)));
    }

    /// A long text that clients set; its readback is what the plugin makes of it.
    ValueRecord longTextSetting(
            String parameter, String initial, UnaryOperator<String> accepted) {
        ValueRecord readback = longText(parameter + "_RBV", initial);
        ValueRecord setting = longText(parameter, initial);
        setting.value()
                .onWrite(v -> {
                    setting.set(v);
                    readback.set(Elements.characters(accepted.apply(v.characters())));
                });
        return readback;
    }

    /// A choice that clients set; its readback follows.
    Field choiceSetting(String parameter, List<String> labels, int initial) {
        ValueRecord readback = choice(parameter + "_RBV", labels, initial);
        ValueRecord setting = choice(parameter, labels, initial);
        setting.value()
                .onWrite(v -> {
                    setting.set(v);
                    readback.set(v);
                });
        return readback.value();
    }

    /// An integer that clients set; its readback is what the camera makes of it.
    ValueRecord wholeSetting(String parameter, int initial, DoubleUnaryOperator accepted) {
        ValueRecord readback = whole(parameter + "_RBV", initial);
        ValueRecord setting = whole(parameter, initial);
        setting.value()
                .onWrite(v -> {
                    setting.set(v);
                    readback.set(accepted.applyAsDouble(v.number(0)));
                });
        return readback;
    }

    /// A number that clients set; its readback is what the camera makes of it.
    Field numberSetting(
            String parameter, String units, double initial, DoubleUnaryOperator accepted) {
        AnalogRecord readback = number(parameter + "_RBV", units, 3, initial);
        AnalogRecord setting =
                site.add(
                        AnalogRecord.output(
                                site.world(),
                                name(parameter),
                                parameter,
                                initial,
                                Properties.number(units, 3, 0, 0)));
        setting.value()
                .onWrite(v -> {
                    setting.set(v.number(0));
                    readback.set(accepted.applyAsDouble(v.number(0)));
                });
        return readback.value();
    }

    /// Adds a record of another kind.
    <R extends EpicsRecord> R add(R record) {
        return site.add(record);
    }
}
