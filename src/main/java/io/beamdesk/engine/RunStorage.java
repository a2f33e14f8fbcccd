package io.beamdesk.engine;

import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.RunStart;
import java.net.URI;
import java.util.Map;

/// Where products are kept.
public interface RunStorage {
    /// Makes a place for one run; the engine sends every document to its sink and closes it.
    ///
    /// @throws RuntimeException with one sentence if there is no place
    Place open(RunStart start);

    /// The place of one run.
    interface Place extends AutoCloseable {
        /// The product.
        URI uri();

        /// Takes the documents, losslessly.
        DocumentSink sink();

        /// How to find the frames of a column in the product, for the stream resource: `dataset`, ...
        Map<String, Object> parameters(String dataKey);

        /// Completes the product, also if no stop document came.
        @Override
        void close();
    }
}
