package io.beamdesk.config;

import io.beamdesk.device.Recovery;

/// One device of a beamline file.
///
/// @param line where it stands, from 1
/// @param name as recipes and documents call it
/// @param label as people call it
/// @param group the group it is shown in
/// @param recovery what a run does when it fails
/// @param spec what it is
public record DeviceEntry(
        int line, String name, String label, String group, Recovery recovery, DeviceSpec spec) {}
