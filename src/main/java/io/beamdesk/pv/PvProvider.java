package io.beamdesk.pv;

/// Source of channels for one scheme.
public interface PvProvider extends AutoCloseable {
    /// Scheme of the names it serves: `ca`, `pva`, `loc`.
    String scheme();

    /// Opens a channel and begins to connect; never blocks, and never fails because nobody answers.
    ///
    /// @throws PvException.BadName if this protocol cannot have such a name
    Channel open(PvName name);

    /// Closes every channel and the network below them.
    @Override
    void close();
}
