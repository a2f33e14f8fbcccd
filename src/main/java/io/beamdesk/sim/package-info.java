/// The simulated beamline: physics and records behind a Channel Access server of its own.
///
/// The rest of the application reaches it through Channel Access only, as it would a real one.
package io.beamdesk.sim;
