package io.beamdesk.engine;

import io.beamdesk.document.DocumentSink;
import java.net.URI;
import java.util.Map;

/// Where products are kept.
public interface RunStorage {
    /// Makes a place for one run; the engine sends every document to its sink and closes it.
    ///
    /// @param metadata of the run, as its start document will have it
    /// @throws RuntimeException with one sentence if there is no place
    Place open(Map<String, Object> metadata);

    /// The place of one run.
    interface Place extends AutoCloseable {
        /// The product.
        URI uri();

        /// Number of the run in its folder, `scan_id` of the start document.
        int number();

        /// Takes the documents, losslessly.
        DocumentSink sink();

        /// How to find the frames of a column in the product, for the stream resource: `dataset`, ...
        Map<String, Object> parameters(String dataKey);

        /// Completes the product, also if no stop document came.
        @Override
        void close();
    }
}
