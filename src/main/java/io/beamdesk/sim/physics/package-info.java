/// The physics of the simulated beamline as pure functions: no clock, no threads, no records.
package io.beamdesk.sim.physics;
