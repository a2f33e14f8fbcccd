/// The picture of a camera: from a frame to the screen, with zoom and layers on top.
package io.beamdesk.ui.camera;
