package io.beamdesk.sim.cas;

import io.beamdesk.sim.cas.Elements.Bytes;
import io.beamdesk.sim.cas.Elements.Doubles;
import io.beamdesk.sim.cas.Elements.Floats;
import io.beamdesk.sim.cas.Elements.Ints;
import io.beamdesk.sim.cas.Elements.Shorts;
import io.beamdesk.sim.cas.Elements.Texts;
import io.beamdesk.sim.cas.Elements.UnsignedShorts;
import io.beamdesk.sim.cas.Properties.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The DBR structures of Channel Access (db_access.h of EPICS base): a header with alarm,
/// timestamp or properties as the request type asks, then the elements.
final class Dbr {
    static final int STSACK_STRING = 37;
    static final int CLASS_NAME = 38;
    static final long EPICS_EPOCH_SECONDS = 631_152_000L;

    private static final int TEXT_SIZE = 40;
    private static final int MOST_LABELS = 16;
    private static final int LABEL_SIZE = 26;

    /// The family of a request type.
    private enum Form {
        PLAIN,
        STATUS,
        TIME,
        GRAPHIC,
        CONTROL
    }

    private Dbr() {}

    static boolean isRequest(int type) {
        return (type >= 0 && type < 35) || type == STSACK_STRING || type == CLASS_NAME;
    }

    static int size(int type, int count) {
        if (type == CLASS_NAME) {
            return TEXT_SIZE;
        }
        if (type == STSACK_STRING) {
            return 8 + TEXT_SIZE;
        }
        NativeType element = NativeType.of(type % 7);
        return headerSize(form(type), element) + count * element.size;
    }

    private static Form form(int type) {
        return Form.values()[type / 7];
    }

    private static int headerSize(Form form, NativeType element) {
        return switch (form) {
            case PLAIN -> 0;
            case STATUS -> element.statusHeader;
            case TIME -> element.timeHeader;
            case GRAPHIC, CONTROL -> {
                int limits = form == Form.GRAPHIC ? 6 : 8;
                yield switch (element) {
                    case STRING -> element.statusHeader;
                    case ENUM -> 6 + MOST_LABELS * LABEL_SIZE;
                    case FLOAT, DOUBLE -> 16 + limits * element.size;
                    case SHORT, LONG -> 12 + limits * element.size;
                    case CHAR -> 13 + limits;
                };
            }
        };
    }

    /// Whether the elements can be sent as that type: a text may be no number.
    static boolean convertible(int type, Snapshot snapshot, int count) {
        if (!(snapshot.value() instanceof Texts texts) || type >= 35 || type % 7 == 0) {
            return true;
        }
        try {
            for (int i = 0; i < Math.min(count, texts.count()); i++) {
                texts.number(i);
            }
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /// Writes the structure and pads it with zeros to the payload's size.
    static void write(
            WireOut out, int type, int count, int payload, Snapshot snapshot, String recordType)
            throws IOException {
        int written = size(type, count);
        if (type == CLASS_NAME) {
            text(out, recordType);
        } else if (type == STSACK_STRING) {
            alarm(out.room(8), snapshot).putInt(0);
            text(out, snapshot.value().text(0, snapshot.properties()));
        } else {
            NativeType element = NativeType.of(type % 7);
            head(out, form(type), element, snapshot);
            int present = Math.min(count, snapshot.value().count());
            elements(out, element, present, snapshot);
            written = size(type, present);
        }
        out.zeros(payload - written);
    }

    private static ByteBuffer alarm(ByteBuffer to, Snapshot snapshot) {
        return to.putShort((short) snapshot.alarm().status())
                .putShort((short) snapshot.alarm().severity());
    }

    private static void head(WireOut out, Form form, NativeType element, Snapshot snapshot)
            throws IOException {
        if (form == Form.PLAIN) {
            return;
        }
        int size = headerSize(form, element);
        ByteBuffer to = out.room(size);
        int end = to.position() + size;
        alarm(to, snapshot);
        switch (form) {
            case PLAIN, STATUS -> {}
            case TIME -> {
                Instant time = snapshot.time();
                to.putInt((int) (time.getEpochSecond() - EPICS_EPOCH_SECONDS));
                to.putInt(time.getNano());
            }
            case GRAPHIC, CONTROL -> properties(to, form, element, snapshot.properties());
        }
        while (to.position() < end) {
            to.put((byte) 0);
        }
    }

    private static void properties(ByteBuffer to, Form form, NativeType element, Properties shown) {
        if (element == NativeType.STRING) {
            return;
        }
        if (element == NativeType.ENUM) {
            List<String> labels = shown.labels();
            int known = Math.min(labels.size(), MOST_LABELS);
            to.putShort((short) known);
            for (int i = 0; i < known; i++) {
                fixed(to, labels.get(i), LABEL_SIZE);
            }
            return;
        }
        if (element == NativeType.DOUBLE || element == NativeType.FLOAT) {
            to.putShort((short) shown.precision()).putShort((short) 0);
        }
        fixed(to, shown.units(), 8);
        Span display = shown.display();
        Span alarm = shown.alarm();
        Span warning = shown.warning();
        Span control = shown.control();
        double[] limits = {
            display.high(),
            display.low(),
            alarm.high(),
            warning.high(),
            warning.low(),
            alarm.low(),
            control.high(),
            control.low()
        };
        int sent = form == Form.GRAPHIC ? 6 : 8;
        for (int i = 0; i < sent; i++) {
            switch (element) {
                case DOUBLE -> to.putDouble(limits[i]);
                case FLOAT -> to.putFloat((float) limits[i]);
                case LONG -> to.putInt((int) limits[i]);
                case SHORT -> to.putShort((short) limits[i]);
                case CHAR -> to.put((byte) (int) limits[i]);
                case STRING, ENUM -> throw new IllegalStateException("no limits: " + element);
            }
        }
    }

    private static void text(WireOut out, String text) throws IOException {
        fixed(out.room(TEXT_SIZE), text, TEXT_SIZE);
    }

    /// A text cut to leave a terminating zero, and zeros up to the size.
    private static void fixed(ByteBuffer to, String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, size - 1);
        to.put(bytes, 0, length);
        for (int i = length; i < size; i++) {
            to.put((byte) 0);
        }
    }

    private static void elements(WireOut out, NativeType as, int count, Snapshot snapshot)
            throws IOException {
        Elements value = snapshot.value();
        for (int start = 0; start < count; ) {
            int now = Math.min(count - start, out.elements(as.size));
            ByteBuffer to = out.room(now * as.size);
            if (!copied(to, as, value, start, now)) {
                converted(to, as, value, start, now, snapshot.properties());
            }
            start += now;
        }
    }

    /// Bulk copies where the elements already have the wire's width.
    private static boolean copied(
            ByteBuffer to, NativeType as, Elements value, int start, int count) {
        int bytes = count * as.size;
        switch (value) {
            case UnsignedShorts(short[] v) when as == NativeType.SHORT ->
                    to.asShortBuffer().put(v, start, count);
            case Shorts(short[] v) when as == NativeType.SHORT || as == NativeType.ENUM ->
                    to.asShortBuffer().put(v, start, count);
            case Bytes(byte[] v) when as == NativeType.CHAR -> {
                to.put(v, start, count);
                return true;
            }
            case Ints(int[] v) when as == NativeType.LONG -> to.asIntBuffer().put(v, start, count);
            case Floats(float[] v) when as == NativeType.FLOAT ->
                    to.asFloatBuffer().put(v, start, count);
            case Doubles(double[] v) when as == NativeType.DOUBLE ->
                    to.asDoubleBuffer().put(v, start, count);
            case UnsignedShorts(short[] v) when as == NativeType.LONG -> {
                for (int i = start; i < start + count; i++) {
                    to.putInt(v[i] & 0xFFFF);
                }
                return true;
            }
            case Bytes _, Shorts _, UnsignedShorts _, Ints _, Floats _, Doubles _, Texts _ -> {
                return false;
            }
        }
        to.position(to.position() + bytes);
        return true;
    }

    private static void converted(
            ByteBuffer to,
            NativeType as,
            Elements value,
            int start,
            int count,
            Properties properties) {
        for (int i = start; i < start + count; i++) {
            switch (as) {
                case STRING -> fixed(to, value.text(i, properties), TEXT_SIZE);
                case SHORT, ENUM -> to.putShort((short) value.integer(i));
                case FLOAT -> to.putFloat((float) value.number(i));
                case CHAR -> to.put((byte) value.integer(i));
                case LONG -> to.putInt(value.integer(i));
                case DOUBLE -> to.putDouble(value.number(i));
            }
        }
    }

    /// Reads what a client writes; `from` starts at the first element.
    static Elements read(ByteBuffer from, NativeType type, int count) {
        return switch (type) {
            case STRING -> texts(from, count);
            case SHORT, ENUM -> {
                short[] values = new short[count];
                from.asShortBuffer().get(values);
                yield new Shorts(values);
            }
            case FLOAT -> {
                float[] values = new float[count];
                from.asFloatBuffer().get(values);
                yield new Floats(values);
            }
            case CHAR -> {
                byte[] values = new byte[count];
                from.get(values);
                yield new Bytes(values);
            }
            case LONG -> {
                int[] values = new int[count];
                from.asIntBuffer().get(values);
                yield new Ints(values);
            }
            case DOUBLE -> {
                double[] values = new double[count];
                from.asDoubleBuffer().get(values);
                yield new Doubles(values);
            }
        };
    }

    private static Elements texts(ByteBuffer from, int count) {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // A single text may come without its padding.
            byte[] bytes = new byte[Math.min(TEXT_SIZE, from.remaining())];
            from.get(bytes);
            texts.add(new Bytes(Arrays.copyOf(bytes, bytes.length + 1)).characters());
        }
        return new Texts(texts);
    }
}
