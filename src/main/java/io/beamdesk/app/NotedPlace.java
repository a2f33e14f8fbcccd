package io.beamdesk.app;

import io.beamdesk.document.DocumentSink;
import io.beamdesk.engine.RunStorage;
import java.net.URI;
import java.util.Map;

/// The place of a run whose end is of interest to somebody else.
///
/// @param place the place itself
/// @param ended called when it has been closed
record NotedPlace(RunStorage.Place place, Runnable ended) implements RunStorage.Place {
    @Override
    public URI uri() {
        return place.uri();
    }

    @Override
    public int number() {
        return place.number();
    }

    @Override
    public DocumentSink sink() {
        return place.sink();
    }

    @Override
    public Map<String, Object> parameters(String dataKey) {
        return place.parameters(dataKey);
    }

    @Override
    public void close() {
        try {
            place.close();
        } finally {
            ended.run();
        }
    }
}
