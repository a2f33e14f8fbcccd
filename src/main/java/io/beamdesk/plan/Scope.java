package io.beamdesk.plan;

/// Something begun that is ended on every way out; for try-with-resources.
public interface Scope extends AutoCloseable {
    @Override
    void close();
}
