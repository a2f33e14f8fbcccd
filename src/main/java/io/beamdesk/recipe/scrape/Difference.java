package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import java.util.Arrays;

/// One field that a recipe wants otherwise.
///
/// @param pv the field: `SIM:scan1.NPTS`
/// @param before what the record has
/// @param after what the recipe wants
public record Difference(PvName pv, Value before, Value after) {
    /// Both values as people read them: `51`, `TABLE`, `200 positions from 1.0 to 3.0`.
    @Override
    public String toString() {
        return pv + ": " + text(before) + " → " + text(after);
    }

    /// A value as people read it.
    public static String text(Value value) {
        return switch (value) {
            case Value.Floating(double v) -> Double.toString(v);
            case Value.Whole(long v) -> Long.toString(v);
            case Value.Choice choice -> choice.label();
            case Value.Text(String v) -> v.isEmpty() ? "(empty)" : v;
            case Value.Doubles(double[] v) when v.length == 0 -> "(not read)";
            case Value.Doubles(double[] v) ->
                    v.length + " positions from " + v[0] + " to " + v[v.length - 1];
            case Value.Bytes _, Value.Shorts _, Value.Ints _, Value.Floats _, Value.Texts _ ->
                    value.count() + " values";
            case Value.Longs _, Value.NdArray _ -> value.count() + " values";
        };
    }

    /// Whether it is the same field with the same two values.
    boolean alike(Difference other) {
        return pv.equals(other.pv) && same(before, other.before) && same(after, other.after);
    }

    private static boolean same(Value one, Value other) {
        if (one instanceof Value.Doubles(double[] a)
                && other instanceof Value.Doubles(double[] b)) {
            return Arrays.equals(a, b);
        }
        return one.equals(other);
    }
}
