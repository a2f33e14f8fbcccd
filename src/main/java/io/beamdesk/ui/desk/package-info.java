/// The desktop put together: the desk's devices and engine behind the frame and its panes.
package io.beamdesk.ui.desk;
