/// Trays and their types, places in them, samples, and lists of samples as CSV. Knows no PV and no window.
package io.beamdesk.sample;
