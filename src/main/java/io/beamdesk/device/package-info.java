/// Devices: what an operator knows by name, as capabilities over signals.
package io.beamdesk.device;
