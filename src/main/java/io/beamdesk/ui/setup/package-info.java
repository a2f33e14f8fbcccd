/// The Setup pane: experiment, data folder, beamline file, and whether every device answers.
package io.beamdesk.ui.setup;
