/// Plans: what a run does, as plain code over verbs. No clock, thread or file is touched here.
package io.beamdesk.plan;
