package io.beamdesk.device.epics;

import io.beamdesk.pv.PvName;
import java.nio.file.Path;

/// What the beamline file says about the files that the IOC of a camera writes itself.
///
/// @param plugin prefix of the file plugin, `SIM:HDF1:`
/// @param iocFolder the folder as the IOC finds it
/// @param folder the same folder as it is found from here
/// @param dataset path of the frames in a file
/// @param lazyOpen whether a file is opened with its first frame; else the plugin must know the shape
///     of a frame before
public record FileSettings(
        PvName plugin, String iocFolder, Path folder, String dataset, boolean lazyOpen) {
    /// Where the plugin keeps frames without a layout of its own.
    public static final String DATASET = "/entry/data/data";
}
