package io.beamdesk.sample;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;

/// A picture of a sample.
///
/// @param file where it is, a PNG
/// @param time when it was taken
/// @param title what took it: `Screening snapshot`, `Microscope`
/// @param pixelMm how much of the sample a pixel shows in mm, as the camera was calibrated then; empty if
///     it was not
public record SamplePicture(Path file, Instant time, String title, OptionalDouble pixelMm) {}
