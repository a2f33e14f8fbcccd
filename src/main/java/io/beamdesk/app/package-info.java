/// The composition root and the command line.
package io.beamdesk.app;
