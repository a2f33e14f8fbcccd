/// F1: the handbook's page for the pane in view, and the sheet of keys.
package io.beamdesk.ui.help;
