/// The structured log, what goes wrong unforeseen, and how both reach a person.
package io.beamdesk.log;
