package io.beamdesk.ui.align;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What the picture's keys and tools act on.
///
/// @param keys move what is seen
/// @param desk keeps pictures
/// @param background for what takes time
/// @param clock of the desk
public record PictureControls(
        JogKeys keys, PictureDesk desk, Executor background, InstantSource clock) {}
