package io.beamdesk.product;

/// Frames of a detector as a dataset: those of the product itself, or those of the detector's own files.
sealed interface HdfStack permits HdfFrames, HdfLinkedFrames {
    /// Frames that were added.
    long frames();

    /// The dataset.
    HdfDataset dataset();
}
