package io.beamdesk.pv;

/// Rights of this client on a variable.
///
/// @param readable may be read
/// @param writable may be written
public record Access(boolean readable, boolean writable) {}
