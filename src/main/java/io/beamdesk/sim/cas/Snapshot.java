package io.beamdesk.sim.cas;

import java.time.Instant;

/// One moment of a served process variable.
///
/// @param value the elements
/// @param alarm alarm of the record
/// @param time timestamp of the record
/// @param properties units, limits, labels
public record Snapshot(Elements value, Alarm alarm, Instant time, Properties properties) {}
