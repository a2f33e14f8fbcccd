package io.beamdesk.sample;

/// Which sample something is about, as far as others than the store of samples need to know.
///
/// @param id identity of the sample
/// @param tray id of the tray that it was in
/// @param position where in the tray: `A9-1`
public record SampleRef(String id, String tray, String position) {
    /// Where it is, for people: `PLT-0417 A9-1`.
    public String place() {
        return tray + " " + position;
    }
}
