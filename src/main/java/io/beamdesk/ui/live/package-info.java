/// The Live pane: the run in progress as curves, its peak, and the way to it.
package io.beamdesk.ui.live;
