package io.beamdesk.plan;

/// What a frame of a tomography is, as NeXus numbers it
/// (<https://manual.nexusformat.org/classes/applications/NXtomo.html>).
public enum ImageKey {
    /// The sample at an angle.
    PROJECTION(0),
    /// The beam without the sample.
    FLAT(1),
    /// No beam.
    DARK(2);

    /// Column that has the number.
    public static final String COLUMN = "image_key";

    private final long number;

    ImageKey(long number) {
        this.number = number;
    }

    /// The number.
    public long number() {
        return number;
    }
}
