/// Process variables inside this process: for tests and for values the application serves itself.
package io.beamdesk.pv.local;
