package io.beamdesk.document;

import java.time.Instant;

/// A value as a document carries it, with the time it was valid.
///
/// @param value a [Double], [Long], [Boolean], [String], `double[]`, or a [Frame]
/// @param timestamp the IOC's time stamp
public record Reading(Object value, Instant timestamp) {}
