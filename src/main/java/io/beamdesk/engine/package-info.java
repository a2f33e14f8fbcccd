/// The engine: interprets plans live or dry, and reaches the safe state on every way out.
package io.beamdesk.engine;
