/// The Recipes pane: the library, the form of a step scan, and what it would do.
package io.beamdesk.ui.recipes;
