package io.beamdesk.sample;

import java.nio.file.Path;
import java.time.Instant;

/// A picture of a sample.
///
/// @param file where it is, a PNG
/// @param time when it was taken
/// @param title what took it: `Screening snapshot`, `Microscope`
public record SamplePicture(Path file, Instant time, String title) {}
