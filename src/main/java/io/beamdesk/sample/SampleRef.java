package io.beamdesk.sample;

/// Which sample is meant and where it was when it was chosen: what a queue's item, a product and the
/// history keep, so that each leads to the others. Texts may be empty but for the identity.
///
/// @param id identity of the sample
/// @param tray id of the tray that it is in
/// @param position where in the tray: `A9-1`
public record SampleRef(String id, String tray, String position) {}
