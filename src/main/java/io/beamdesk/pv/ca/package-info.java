/// Channel Access, EPICS' classic protocol, over CAJ. Nothing of jca shows outside.
package io.beamdesk.pv.ca;
