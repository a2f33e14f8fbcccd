/// Devices over EPICS records: motor, scaler, areaDetector, shutter, and plain variables.
package io.beamdesk.device.epics;
