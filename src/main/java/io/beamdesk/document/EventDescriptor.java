package io.beamdesk.document;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The columns of one stream of events.
///
/// @param uid identity
/// @param runStart uid of the run
/// @param time when the stream was declared
/// @param name `primary` for the measurement, `baseline` for what was read before and after
/// @param dataKeys the columns by name, in the order they are shown
/// @param configuration settings that hold for the whole stream, by device, then key
/// @param hints columns worth plotting, by device
public record EventDescriptor(
        String uid,
        String runStart,
        Instant time,
        String name,
        Map<String, DataKey> dataKeys,
        Map<String, Map<String, Reading>> configuration,
        Map<String, List<String>> hints)
        implements Document {
    /// Copies the maps and keeps their order.
    public EventDescriptor {
        dataKeys = Collections.unmodifiableMap(new LinkedHashMap<>(dataKeys));
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
        hints = Collections.unmodifiableMap(new LinkedHashMap<>(hints));
    }
}
