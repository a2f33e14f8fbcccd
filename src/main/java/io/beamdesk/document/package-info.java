/// Run documents after the Bluesky event model, and the bus that takes them to their sinks.
package io.beamdesk.document;
