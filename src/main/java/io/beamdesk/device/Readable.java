package io.beamdesk.device;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import java.util.List;
import java.util.Map;

/// A device that has something to record.
public interface Readable extends Device {
    /// The columns that [#read] returns, in the order they are shown.
    ///
    /// @throws DeviceException if the device has not told yet what they are
    Map<String, DataKey> describe();

    /// The values now, one for each key of [#describe].
    ///
    /// @throws DeviceException if one of them cannot be trusted (disconnected or never measured)
    Map<String, Reading> read() throws InterruptedException;

    /// Settings that hold for a whole run, by name; asked for once, when its first row was read.
    default Map<String, Reading> configuration() {
        return Map.of();
    }

    /// The columns worth plotting.
    default List<String> hints() {
        return List.of(name());
    }
}
