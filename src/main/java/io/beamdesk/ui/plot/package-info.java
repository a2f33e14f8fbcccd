/// A plot on a canvas: curves that grow while they are measured, zoom, a cursor that snaps to
/// points. Geometry, ticks and decimation need no toolkit; only `Plot` draws.
package io.beamdesk.ui.plot;
