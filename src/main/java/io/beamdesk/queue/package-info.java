/// The queue of recipes and samples that outlives the program, what runs it, and its history.
package io.beamdesk.queue;
