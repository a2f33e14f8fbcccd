package io.beamdesk.app;

import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.RunStart;
import io.beamdesk.engine.RunStorage;
import java.net.URI;
import java.util.Map;

/// The place of a run whose begin and end are of interest to somebody else.
///
/// @param place the place itself
/// @param noted called when it knows which run it is of, and when it has been closed
record NotedPlace(RunStorage.Place place, Runnable noted) implements RunStorage.Place {
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
        return new NotedSink(place.sink(), noted);
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
            noted.run();
        }
    }

    private record NotedSink(DocumentSink sink, Runnable noted) implements DocumentSink {
        @Override
        public Delivery delivery() {
            return sink.delivery();
        }

        @Override
        public void accept(Document document) {
            sink.accept(document);
            if (document instanceof RunStart) {
                noted.run();
            }
        }
    }
}
