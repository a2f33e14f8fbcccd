/// A Channel Access server on the loopback interface: sockets, circuits and wire types, no records.
///
/// The protocol is that of the EPICS "Channel Access Protocol Specification", minor version 13.
package io.beamdesk.sim.cas;
