package io.beamdesk.catalogue;

/// A place in a list of what was found: behind a product, whatever has come before it or has gone since.
///
/// @param row number of that product's row
/// @param bytes of that product
/// @param sample name of its sample
public record Place(long row, long bytes, String sample) {}
