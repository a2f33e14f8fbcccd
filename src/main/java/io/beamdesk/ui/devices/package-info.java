/// The Devices pane: every device with its state, readback, setpoint, limits, jog and stop.
package io.beamdesk.ui.devices;
