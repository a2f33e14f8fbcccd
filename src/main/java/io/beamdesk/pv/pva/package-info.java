/// PVAccess: the provider of `pva://`, the only user of core-pva beside the simulation.
package io.beamdesk.pv.pva;
