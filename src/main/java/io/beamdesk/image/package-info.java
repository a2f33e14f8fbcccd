/// Frames as pictures: colour, levels, statistics and profiles, on plain arrays and with no toolkit.
package io.beamdesk.image;
