/// The command line.
package io.beamdesk.cli;
