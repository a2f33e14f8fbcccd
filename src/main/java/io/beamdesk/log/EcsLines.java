package io.beamdesk.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.JsonUtils;
import co.elastic.logging.logback.EcsEncoder;
import java.nio.charset.StandardCharsets;

/// A JSON line for each event, its fields named by the Elastic Common Schema: `user.name` is the account at
/// the desk, `labels.run` and `labels.sample` what is being measured. No secret passes.
final class EcsLines extends EcsEncoder {
    private final Marks marks;

    EcsLines(Marks marks, String version) {
        this.marks = marks;
        setServiceName("beamdesk");
        setServiceVersion(version);
    }

    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
        Marks.Now now = marks.now();
        field("user.name", now.user(), line);
        field("labels.run", now.run(), line);
        field("labels.sample", now.sample(), line);
    }

    private static void field(String name, String value, StringBuilder line) {
        line.append('"').append(name).append("\":\"");
        JsonUtils.quoteAsString(value, line);
        line.append("\",");
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8);
        return Masking.masked(line).getBytes(StandardCharsets.UTF_8);
    }
}
