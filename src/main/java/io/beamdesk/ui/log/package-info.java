/// The log: who did what when, and what went wrong.
package io.beamdesk.ui.log;
