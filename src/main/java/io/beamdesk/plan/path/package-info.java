/// Where the points of a scan lie. Pure geometry: no device, clock or file.
package io.beamdesk.plan.path;
