/// A PVAccess server on 127.0.0.1, as far as the simulated beamline needs one: search, get, put,
/// monitor and type of structures. That of core-pva listens on every network interface, which nothing
/// here may.
package io.beamdesk.sim.pvas;
