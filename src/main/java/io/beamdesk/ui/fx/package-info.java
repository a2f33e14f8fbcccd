/// Shared controls, the theme, and the one way a process variable reaches a control.
package io.beamdesk.ui.fx;
