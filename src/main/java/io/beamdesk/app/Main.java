package io.beamdesk.app;

/// Entry point.
public final class Main {
    private Main() {}

    static void main(String[] args) {
        System.out.println(io.jhdf.HdfFile.class.getModule());
    }
}
