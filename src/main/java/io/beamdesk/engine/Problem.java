package io.beamdesk.engine;

/// Something that stands in the way of a run.
///
/// @param device where, as in the beamline file; empty if no device is concerned
/// @param message the whole sentence: what, where, why, what to do
public record Problem(String device, String message) {}
