package io.beamdesk.config;

/// One device of a beamline file.
///
/// @param line where it stands, from 1
/// @param name as recipes and documents call it
/// @param label as people call it
/// @param group the group it is shown in
/// @param spec what it is
public record DeviceEntry(int line, String name, String label, String group, DeviceSpec spec) {}
