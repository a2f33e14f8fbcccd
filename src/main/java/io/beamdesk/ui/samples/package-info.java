/// The Samples pane: trays, the plate or puck with its places, and the card of a sample.
package io.beamdesk.ui.samples;
