package io.beamdesk.device.epics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;

/// What devices came to, for assertions.
final class Ends {
    private Ends() {}

    /// The failure of something that has ended by now.
    static DeviceException failure(Status status) {
        assertThat(status.future()).isCompletedExceptionally();
        return (DeviceException) status.future().exceptionNow();
    }

    static Object value(Readable device, String column) throws InterruptedException {
        return requireNonNull(device.read().get(column), column).value();
    }

    static DataKey key(Readable device, String column) {
        return requireNonNull(device.describe().get(column), column);
    }
}
