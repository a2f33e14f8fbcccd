/// The Data pane: the catalogue, and what is in a product.
package io.beamdesk.ui.data;
