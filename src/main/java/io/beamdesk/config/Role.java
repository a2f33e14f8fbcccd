package io.beamdesk.config;

import java.util.Locale;

/// Parts that a beamline has whatever its devices are called, so that screens and plans find them.
public enum Role {
    /// The photon energy in eV: a motor or a setting.
    ENERGY("a motor or a setting"),
    /// The fast shutter that closes between exposures.
    FAST_SHUTTER("a shutter"),
    /// The front-end shutter.
    FRONT_END("a shutter"),
    /// The current in the storage ring.
    RING_CURRENT("a signal"),
    /// The state of the hutch.
    HUTCH("a signal"),
    /// The scaler that counts.
    SCALER("a scaler"),
    /// The column of the flux before the sample.
    I0("a channel of a scaler"),
    /// The column of the flux behind the sample.
    IT("a channel of a scaler"),
    /// The column of the flux behind a reference.
    I2("a channel of a scaler"),
    /// The gain of the amplifier in front of i0.
    I0_GAIN("a choice"),
    /// The gain of the amplifier in front of it.
    IT_GAIN("a choice"),
    /// The gain of the amplifier in front of i2.
    I2_GAIN("a choice"),
    /// The detector that records images.
    DETECTOR("a detector"),
    /// The camera that looks at the sample.
    ALIGNMENT_CAMERA("a detector"),
    /// The light for the alignment camera.
    ILLUMINATION("a setting"),
    /// What weakens the beam before the sample.
    FILTER("a choice, a motor or a setting"),
    /// The axis of the sample stage across the beam, in millimetres.
    SAMPLE_X("a motor or a setting"),
    /// The axis of the sample stage up and down.
    SAMPLE_Y("a motor or a setting"),
    /// The axis of the sample stage along the beam.
    SAMPLE_Z("a motor or a setting"),
    /// What mounts the samples.
    SAMPLE_CHANGER("a sample changer");

    private final String expected;

    Role(String expected) {
        this.expected = expected;
    }

    /// As the beamline file writes it: `fast_shutter`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What can play it, in words.
    public String expected() {
        return expected;
    }

    /// The role of the amplifier in front of a counter's column.
    Role amplifier() {
        return switch (this) {
            case I0 -> I0_GAIN;
            case IT -> IT_GAIN;
            case I2 -> I2_GAIN;
            case ENERGY,
                    FAST_SHUTTER,
                    FRONT_END,
                    RING_CURRENT,
                    HUTCH,
                    SCALER,
                    I0_GAIN,
                    IT_GAIN,
                    I2_GAIN,
                    DETECTOR,
                    ALIGNMENT_CAMERA,
                    ILLUMINATION,
                    FILTER,
                    SAMPLE_X,
                    SAMPLE_Y,
                    SAMPLE_Z,
                    SAMPLE_CHANGER ->
                    throw new IllegalArgumentException(key() + " has no amplifier");
        };
    }

    /// Whether it names a column of a scaler rather than a device.
    public boolean isColumn() {
        return this == I0 || this == IT || this == I2;
    }

    /// Whether a device of this kind can play it; never for a column.
    public boolean fits(DeviceSpec spec) {
        return switch (this) {
            case ENERGY, SAMPLE_X, SAMPLE_Y, SAMPLE_Z ->
                    spec instanceof DeviceSpec.Motor || spec instanceof DeviceSpec.Setting;
            case FAST_SHUTTER, FRONT_END -> spec instanceof DeviceSpec.Shutter;
            case RING_CURRENT, HUTCH -> spec instanceof DeviceSpec.Signal;
            case SCALER -> spec instanceof DeviceSpec.Scaler;
            case I0_GAIN, IT_GAIN, I2_GAIN -> spec instanceof DeviceSpec.Choice;
            case DETECTOR, ALIGNMENT_CAMERA -> spec instanceof DeviceSpec.Detector;
            case ILLUMINATION -> spec instanceof DeviceSpec.Setting;
            case FILTER ->
                    spec instanceof DeviceSpec.Choice
                            || spec instanceof DeviceSpec.Motor
                            || spec instanceof DeviceSpec.Setting;
            case SAMPLE_CHANGER -> spec instanceof DeviceSpec.Changer;
            case I0, IT, I2 -> false;
        };
    }
}
