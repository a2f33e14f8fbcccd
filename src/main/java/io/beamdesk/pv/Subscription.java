package io.beamdesk.pv;

/// A stream of events with one owner, who closes it. After `close` returns no further event starts.
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
