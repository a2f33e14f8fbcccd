package io.beamdesk.document;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One row of a stream: everything read at one point.
///
/// @param uid identity
/// @param descriptor uid of the stream's descriptor
/// @param time when the row was complete
/// @param seqNum place in the stream, from 1
/// @param data readings by column; columns kept in a stream of frames are absent
public record Event(
        String uid, String descriptor, Instant time, int seqNum, Map<String, Reading> data)
        implements Document {
    /// Copies the map and keeps its order.
    public Event {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
