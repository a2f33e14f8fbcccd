package io.beamdesk.device;

import java.util.Optional;

/// Where the samples are that a changer has taken out of their places: each is known or declared
/// unknown.
///
/// @param goniometer what is mounted
/// @param gripper what the changer holds
public record Whereabouts(Spot goniometer, Spot gripper) {
    /// What is at a spot.
    public sealed interface Spot permits Empty, Holds, Unknown {}

    /// No sample, by the books of the changer and by its sensor.
    public record Empty() implements Spot {}

    /// A sample, by the books and by the sensor.
    ///
    /// @param place where it came from
    public record Holds(Place place) implements Spot {}

    /// Books and sensor contradict each other, or say nothing.
    ///
    /// @param last place of the sample that was there by the books, if they name one
    /// @param why a clause: "its sensor sees no sample"
    public record Unknown(Optional<Place> last, String why) implements Spot {}

    /// Whether nothing is unknown.
    public boolean isKnown() {
        return !(goniometer instanceof Unknown) && !(gripper instanceof Unknown);
    }

    /// Whether the sample of this place, or with [Place#NONE] no sample, is known to be mounted.
    public boolean isMounted(Place place) {
        return switch (goniometer) {
            case Empty _ -> place.equals(Place.NONE);
            case Holds(Place there) -> there.equals(place);
            case Unknown _ -> false;
        };
    }

    /// In words: "P1-1 (puck 1, position 1) is on the goniometer, the gripper is empty".
    public String sentence() {
        return clause(goniometer, "on the goniometer", "the goniometer")
                + ", "
                + clause(gripper, "in the gripper", "the gripper");
    }

    private static String clause(Spot spot, String in, String where) {
        return switch (spot) {
            case Empty _ -> where + " is empty";
            case Holds(Place place) -> place.text() + " (" + place.label() + ") is " + in;
            case Unknown(var last, String why) ->
                    last.map(place ->
                                    "where "
                                            + place.text()
                                            + " ("
                                            + place.label()
                                            + ") is, is unknown: it was "
                                            + in)
                                    .orElse("what is " + in + " is unknown")
                            + ", "
                            + why;
        };
    }
}
