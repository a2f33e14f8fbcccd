/// Align: the sample as the alignment camera sees it, brought to the crosshair.
package io.beamdesk.ui.align;
