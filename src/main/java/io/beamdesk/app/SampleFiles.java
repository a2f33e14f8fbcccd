package io.beamdesk.app;

import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.TrayTypes;
import java.time.InstantSource;

/// Where the desktop and the command line find a person's samples.
public final class SampleFiles {
    private SampleFiles() {}

    /// The types of tray that come with Beamdesk and a person's own.
    ///
    /// @throws io.beamdesk.sample.SampleException if one of their files is wrong
    public static TrayTypes types() {
        return TrayTypes.shipped().with(Folders.trayTypes());
    }

    /// The samples, opened.
    ///
    /// @throws io.beamdesk.sample.SampleException if they cannot be
    public static SampleStore store() {
        return SampleStore.open(Folders.samples(), types(), InstantSource.system());
    }
}
