package io.beamdesk.config;

/// One thing that is wrong with a beamline file.
///
/// @param line where, from 1
/// @param device name of the device it concerns, empty for the file as a whole
/// @param text what is wrong, what was expected, and what to do
public record Problem(int line, String device, String text) {
    @Override
    public String toString() {
        return "line " + line + (device.isEmpty() ? "" : ", " + device) + ": " + text;
    }
}
