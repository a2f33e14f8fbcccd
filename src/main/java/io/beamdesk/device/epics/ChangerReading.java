package io.beamdesk.device.epics;

import io.beamdesk.device.Place;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.device.Whereabouts.Spot;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// How a sample changer is at one moment.
///
/// @param state what it does
/// @param whereabouts where the samples are that are not in their places
/// @param message what it says, may be empty
record ChangerReading(ChangerState state, Whereabouts whereabouts, String message) {
    /// From the monitors.
    static ChangerReading live(ChangerFields fields) {
        return of(fields, signal -> signal.state().live());
    }

    /// From what the server was asked for: the samples of [ChangerFields#readbacks].
    static ChangerReading asked(ChangerFields fields, List<Sample> samples) {
        List<Signal> signals = fields.readbacks();
        return of(fields, signal -> Optional.of(samples.get(signals.indexOf(signal))));
    }

    private static ChangerReading of(
            ChangerFields fields, Function<Signal, Optional<Sample>> sample) {
        return new ChangerReading(
                ChangerState.of(sample.apply(fields.state())),
                new Whereabouts(
                        spot(fields.mounted(), fields.onGoniometer(), sample),
                        spot(fields.held(), fields.inGripper(), sample)),
                sample.apply(fields.message()).map(s -> text(s.value())).orElse(""));
    }

    private static Spot spot(
            Signal books, Signal sensor, Function<Signal, Optional<Sample>> sample) {
        for (Signal signal : List.of(books, sensor)) {
            Optional<Sample> now = sample.apply(signal);
            if (now.isEmpty()) {
                return new Whereabouts.Unknown(last(books), signal.pv() + " is not connected");
            }
            if (now.get().alarm().severity() == Severity.INVALID) {
                return new Whereabouts.Unknown(last(books), signal.pv() + " does not answer");
            }
        }
        String text = text(sample.apply(books).orElseThrow().value());
        boolean seen = is(sample.apply(sensor), "present");
        Optional<Place> place = Place.of(text);
        if (place.isEmpty()) {
            return new Whereabouts.Unknown(
                    Optional.empty(), books.pv() + " says \"" + text + "\", which is no place");
        }
        boolean named = !place.get().equals(Place.NONE);
        if (named != seen) {
            return new Whereabouts.Unknown(
                    place.filter(_ -> named),
                    seen
                            ? "the sensor sees a sample and the changer knows of none"
                            : "and the sensor sees no sample");
        }
        return named ? new Whereabouts.Holds(place.get()) : new Whereabouts.Empty();
    }

    /// What the books said when they last could be read.
    private static Optional<Place> last(Signal books) {
        return books.state()
                .sample()
                .flatMap(s -> Place.of(text(s.value())))
                .filter(place -> !place.equals(Place.NONE));
    }

    /// Whether a choice has this label, in either case of letters.
    static boolean is(Optional<Sample> sample, String label) {
        return sample.map(s -> text(s.value()).toLowerCase(Locale.ROOT).equals(label))
                .orElse(false);
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text.strip();
            case Value.Choice choice -> choice.label();
            case Value.Floating _,
                    Value.Whole _,
                    Value.Bytes _,
                    Value.Shorts _,
                    Value.Ints _,
                    Value.Longs _,
                    Value.Floats _,
                    Value.Doubles _,
                    Value.Texts _,
                    Value.NdArray _ ->
                    "";
        };
    }

    /// The clauses of an array of texts, or of one text.
    static List<String> clauses(Optional<Sample> sample) {
        return sample
                .map(Sample::value)
                .map(value -> value instanceof Value.Texts(var all) ? all : List.of(text(value)))
                .orElse(List.of())
                .stream()
                .map(String::strip)
                .filter(clause -> !clause.isEmpty())
                .toList();
    }
}
