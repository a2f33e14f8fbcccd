package io.beamdesk.sample;

import java.net.URI;
import java.time.Instant;

/// A product that was made of a sample.
///
/// @param product where it is
/// @param title what made it: `Ni XANES`
/// @param time when it was opened
public record SampleProduct(URI product, String title, Instant time) {}
