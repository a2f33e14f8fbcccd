package io.beamdesk.plan;

import java.util.Optional;

/// The counters that absorption is measured with.
///
/// @param device name of the device that has them
/// @param i0 column of the flux before the sample
/// @param it column of the flux behind the sample
/// @param i2 column of the flux behind a reference, if there is one
public record Counters(String device, String i0, String it, Optional<String> i2) {}
