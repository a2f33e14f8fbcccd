package io.beamdesk.pv;

import java.time.Instant;

/// A value with its alarm and the server's time of it.
///
/// @param value what was measured
/// @param alarm whether it can be trusted
/// @param timestamp the IOC's time stamp, not the time of arrival
public record Sample(Value value, Alarm alarm, Instant timestamp) implements PvEvent {}
