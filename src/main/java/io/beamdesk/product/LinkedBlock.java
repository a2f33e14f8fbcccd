package io.beamdesk.product;

/// Frames that follow each other in a file of the detector's own, and in the product.
///
/// @param file relative to the product's folder, with slashes, or absolute
/// @param dataset path of the dataset in it
/// @param from index of the first of them in that dataset
/// @param row index of the first of them in the product
/// @param count number of them
record LinkedBlock(String file, String dataset, long from, long row, long count) {
    /// Frames of the product up to the end of these.
    long end() {
        return row + count;
    }

    /// Whether a frame of a file continues these.
    boolean leadsTo(String otherFile, String otherDataset, long index) {
        return file.equals(otherFile) && dataset.equals(otherDataset) && index == from + count;
    }

    LinkedBlock longer() {
        return new LinkedBlock(file, dataset, from, row, count + 1);
    }
}
