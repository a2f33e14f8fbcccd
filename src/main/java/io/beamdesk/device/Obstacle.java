package io.beamdesk.device;

/// Something that stands in the way of what is asked for.
///
/// @param what a clause: "the lid is closed"
/// @param remedy what to do: "open it"
public record Obstacle(String what, String remedy) {
    @Override
    public String toString() {
        return what + " (" + remedy + ")";
    }
}
