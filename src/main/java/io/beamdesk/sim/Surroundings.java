package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.cas.Properties.Span;
import io.beamdesk.sim.physics.Noise;
import io.beamdesk.sim.record.AnalogRecord;
import io.beamdesk.sim.record.ValueRecord;
import io.beamdesk.sim.record.World;
import java.time.Duration;
import java.util.List;

/// Temperatures, flow and pressure around the beamline, and records to try clients on.
final class Surroundings {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int TEST_LENGTH = 1000;

    private final Site site;
    private final World world;
    private final AnalogRecord light;

    Surroundings(Site site) {
        this.site = site;
        this.world = site.world();
        reading(1, "mir:T", "Mirror temperature", "C", 24.6, 0.05, limits(0, 60, 15, 10, 35, 45));
        // A little short of water: this one is in MINOR alarm from the start.
        reading(
                2,
                "mono:flow",
                "Crystal cooling flow",
                "l/min",
                2.4,
                0.02,
                limits(0, 5, 2.5, 2, 4, 4.5));
        reading(
                3,
                "i0:P",
                "I0 chamber pressure",
                "mbar",
                1003,
                0.4,
                limits(0, 2000, 900, 800, 1100, 1200));
        light =
                site.add(
                        AnalogRecord.output(
                                world,
                                site.name("light:intensity"),
                                "Sample illumination",
                                50,
                                Properties.number("%", 1, 0, 100)));
        tests();
    }

    /// Illumination of the sample in percent.
    double illumination() {
        return light.value().number();
    }

    private static Limits limits(
            double low, double high, double minorLow, double majorLow, double minor, double major) {
        return new Limits(
                new Span(low, high), new Span(minorLow, minor), new Span(majorLow, major));
    }

    private record Limits(Span range, Span minor, Span major) {}

    private void reading(
            long stream,
            String name,
            String description,
            String units,
            double mean,
            double spread,
            Limits limits) {
        Properties shown =
                new Properties(
                        units,
                        2,
                        limits.range(),
                        limits.major(),
                        limits.minor(),
                        limits.range(),
                        List.of());
        AnalogRecord record =
                site.add(new AnalogRecord(world, site.name(name), description, mean, shown));
        long[] order = new long[1];
        site.every(
                PERIOD,
                () -> {
                    Noise noise = new Noise(site.seed(), 100 + stream, order[0]++);
                    record.set(mean + spread * noise.normal());
                });
    }

    private void tests() {
        Span range = new Span(-100, 100);
        Properties alarmed =
                new Properties(
                        "V", 3, range, new Span(-90, 90), new Span(-70, 70), range, List.of());
        site.add(AnalogRecord.output(world, site.name("test:double"), "A number", 1.5, alarmed));
        settable(ValueRecord.whole(world, site.name("test:long"), "longout", "An integer", 7));
        settable(
                ValueRecord.choice(
                        world,
                        site.name("test:enum"),
                        "mbbo",
                        "A choice",
                        List.of("Zero", "One", "Two", "Three")));
        settable(ValueRecord.text(world, site.name("test:string"), "stringout", "A text", "text"));
        settable(
                ValueRecord.text(
                        world,
                        site.name("test:longstring"),
                        "lso",
                        "A text of more than 39 characters",
                        "a text that is longer than the thirty-nine characters of a CA string"));
        site.add(
                ValueRecord.text(
                        world,
                        site.name("test:readonly"),
                        "stringin",
                        "Not to be written",
                        "fixed"));
        array("test:chars", "Characters", NativeType.CHAR, Elements.characters("characters"));
        array(
                "test:doubles",
                "Numbers",
                NativeType.DOUBLE,
                new Elements.Doubles(new double[] {1, 2, 3}));
        array(
                "test:floats",
                "Numbers",
                NativeType.FLOAT,
                new Elements.Floats(new float[] {1, 2, 3}));
        array("test:ints", "Integers", NativeType.LONG, new Elements.Ints(new int[] {1, 2, 3}));
        array(
                "test:shorts",
                "Integers",
                NativeType.SHORT,
                new Elements.Shorts(new short[] {1, 2, 3}));
        array("test:bytes", "Bytes", NativeType.CHAR, new Elements.Bytes(new byte[] {1, 2, 3}));
        array(
                "test:strings",
                "Texts",
                NativeType.STRING,
                new Elements.Texts(List.of("a", "b", "c")));
    }

    private void settable(ValueRecord record) {
        site.add(record).value().settable();
    }

    private void array(String name, String description, NativeType type, Elements initial) {
        settable(
                new ValueRecord(
                        world,
                        site.name(name),
                        "waveform",
                        description,
                        type,
                        TEST_LENGTH,
                        initial));
    }
}
