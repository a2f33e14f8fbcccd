package io.beamdesk.sample;

import java.time.Instant;

/// A step in the life of a sample.
///
/// @param from state before
/// @param to state after
/// @param time when
/// @param by who or what did it
/// @param why what a person should know of it, such as the reason of a failure; may be empty
public record Transition(SampleState from, SampleState to, Instant time, String by, String why) {}
