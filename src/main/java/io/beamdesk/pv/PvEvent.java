package io.beamdesk.pv;

import java.time.Instant;

/// What a subscription delivers. After `Connected` come its access and properties, then samples;
/// after `Disconnected` nothing until the next `Connected`.
public sealed interface PvEvent
        permits PvEvent.Connected,
                PvEvent.Disconnected,
                PvEvent.AccessChanged,
                PvEvent.PropertiesChanged,
                Sample {

    /// The server answers.
    ///
    /// @param server host and port that serve the variable
    /// @param type type of the elements as the server has it
    /// @param count number of elements the server can send
    /// @param access what this client may do
    record Connected(String server, ElementType type, int count, Access access)
            implements PvEvent {}

    /// Nobody answers for this name: not yet, or no longer.
    ///
    /// @param since when the answer stopped, or when the search began
    record Disconnected(Instant since) implements PvEvent {}

    /// The server granted or took away a right.
    ///
    /// @param access what this client may do from now on
    record AccessChanged(Access access) implements PvEvent {}

    /// Units, limits, precision or labels, at first and whenever one of them is edited on the server.
    ///
    /// @param properties all of them as they are now
    record PropertiesChanged(Properties properties) implements PvEvent {}
}
