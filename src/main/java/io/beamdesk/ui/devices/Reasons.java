package io.beamdesk.ui.devices;

import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.PvState;
import java.time.Duration;
import java.time.Instant;

/// Why a value is in the state it is in, in a few words.
final class Reasons {
    private Reasons() {}

    /// `HIGH, above 30.0`: the condition, and the limit it crossed if the server tells it.
    static String ofAlarm(PvState pv) {
        Sample sample = pv.sample();
        if (sample == null) {
            return "";
        }
        String status = sample.alarm().status();
        Range minor = pv.properties().warning();
        Range major = pv.properties().alarm();
        return switch (status) {
            case "HIGH" -> crossed(status, "above", minor.high(), pv);
            case "LOW" -> crossed(status, "below", minor.low(), pv);
            case "HIHI" -> crossed(status, "above", major.high(), pv);
            case "LOLO" -> crossed(status, "below", major.low(), pv);
            case "READ" -> "READ, value is old";
            case "UDF" -> "UDF, never set";
            case "COMM", "TIMEOUT" -> status + ", no answer";
            default -> status;
        };
    }

    /// `last 0.118, 4:56 ago`: what was heard before, and how long ago that is.
    static String ofDisconnection(PvState pv, Instant now) {
        String age = Figures.time(Duration.between(pv.since(), now));
        return pv.sample() == null ? "for " + age : "last " + pv.lastText() + ", " + age + " ago";
    }

    private static String crossed(String status, String word, double limit, PvState pv) {
        return Double.isNaN(limit)
                ? status
                : status + ", " + word + " " + Figures.of(limit, pv.properties().precision());
    }
}
