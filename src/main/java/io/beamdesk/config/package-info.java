/// The beamline file: the devices an operator knows, and the PVs behind them.
package io.beamdesk.config;
