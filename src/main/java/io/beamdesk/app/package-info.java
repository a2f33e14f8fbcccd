/// The composition root: what a desktop and a command are made of, without a window.
package io.beamdesk.app;
