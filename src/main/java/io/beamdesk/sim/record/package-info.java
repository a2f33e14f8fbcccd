/// Records as an IOC has them: fields that share an alarm, a timestamp and one world with one
/// clock.
package io.beamdesk.sim.record;
