package io.beamdesk.product;

/// A plane of a dataset: numbers row by row.
///
/// @param numpy type of a number in NumPy's notation: `<u2`
/// @param rows number of rows
/// @param columns numbers in a row
/// @param numbers `byte[]`, `short[]`, `int[]`, `float[]` or `double[]`
public record Slab(String numpy, int rows, int columns, Object numbers) {}
