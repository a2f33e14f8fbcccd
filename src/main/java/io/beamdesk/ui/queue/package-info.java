/// The Queue pane: what waits and runs when, and what has been measured.
package io.beamdesk.ui.queue;
