/// The frame around every pane: header, navigation, run strip, log line, STOP.
package io.beamdesk.ui.shell;
