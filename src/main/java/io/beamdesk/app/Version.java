package io.beamdesk.app;

/// Which Beamdesk this is.
public final class Version {
    private Version() {}

    /// As the module says it; `development` when run from classes.
    public static String text() {
        var descriptor = Version.class.getModule().getDescriptor();
        return descriptor == null ? "development" : descriptor.rawVersion().orElse("development");
    }
}
