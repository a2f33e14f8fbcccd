package io.beamdesk.document;

/// Takes the documents of a run, in order, on one thread of its own.
public interface DocumentSink {
    /// What happens when this sink is slower than the run.
    enum Delivery {
        /// The run waits: nothing is lost.
        LOSSLESS,
        /// Old events and frames give way to new ones: the run never waits.
        LATEST
    }

    /// What happens when this sink is slower than the run.
    Delivery delivery();

    /// Takes one document. An exception from a lossless sink fails the run.
    void accept(Document document);
}
