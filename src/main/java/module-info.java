/// Beamdesk: the desktop that beamline operators sit at.
@org.jspecify.annotations.NullMarked
module io.beamdesk {
    requires com.google.gson;
    requires info.picocli;
    requires io.jhdf;
    // It needs it, and an automatic module cannot say so.
    requires org.apache.commons.lang3;
    requires core.pva;
    requires jca;
    requires org.lz4.java;
    // Pictures as PNG; the windows need it anyway.
    requires java.desktop;
    requires java.logging;
    requires java.sql;
    requires jdk.unsupported;
    requires org.xerial.sqlitejdbc;
    requires de.siegmar.fastcsv;
    requires org.apache.sshd.osgi;
    requires org.apache.sshd.sftp;
    requires org.slf4j;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires ecs.logging.core;
    requires logback.ecs.encoder;
    requires sentry;
    requires sentry.logback;
    requires static transitive org.jspecify;
    requires javafx.controls;
    requires atlantafx.base;
    requires org.kordamp.ikonli.core;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.materialdesign2;

    uses io.beamdesk.app.Desktop;

    provides io.beamdesk.app.Desktop with
            io.beamdesk.ui.desk.FxDesktop;

    exports io.beamdesk.log to
            org.slf4j;

    opens io.beamdesk.app to
            com.google.gson;
    opens io.beamdesk.cli to
            info.picocli,
            com.google.gson;
    opens io.beamdesk.document to
            com.google.gson;
    opens io.beamdesk.product to
            com.google.gson;
    opens io.beamdesk.retention to
            com.google.gson;
    opens io.beamdesk.recipe to
            com.google.gson;
}
