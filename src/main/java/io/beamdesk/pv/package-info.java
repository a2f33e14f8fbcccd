/// Process variables: names, values, alarms, and channels to them, whatever the protocol.
package io.beamdesk.pv;
