/// Pictures that were kept, shown again as a camera shows them.
package io.beamdesk.replay;
