package io.beamdesk.device.epics;

import io.beamdesk.codec.Codec;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Pixels;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.util.Optional;
import java.util.function.Consumer;

/// The frames of areaDetector's PVAccess plugin, such as `pva://SIM:Pva1:Image`: one variable carries
/// pixels, sizes, colours, number and time together.
public final class NdArrayFrames implements FrameSource {
    private final String name;
    private final PvName pv;
    private final Pvs pvs;

    /// @param name the camera's
    /// @param pv the plugin's NTNDArray
    public NdArrayFrames(String name, PvName pv, Pvs pvs) {
        this.name = name;
        this.pv = pv;
        this.pvs = pvs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Subscription watch(Consumer<FrameEvent> consumer) {
        Channel channel = pvs.open(pv);
        channel.subscribe(event -> {
            switch (event) {
                case Sample sample -> consumer.accept(frame(sample));
                case PvEvent.Disconnected _ ->
                        consumer.accept(
                                new FrameEvent.Silence(
                                        name
                                                + ": "
                                                + pv
                                                + " is not connected; check its IOC and network, it"
                                                + " comes back by itself"));
                case PvEvent.Connected _, PvEvent.AccessChanged _, PvEvent.PropertiesChanged _ -> {}
            }
        });
        return channel::close;
    }

    private FrameEvent frame(Sample sample) {
        if (!(sample.value() instanceof Value.NdArray array)) {
            return silence("is no NTNDArray; name the one of the PVAccess plugin");
        }
        int mode = number(array, "ColorMode", 0);
        FrameShape shape =
                FrameShape.of(
                        array.dimensions(),
                        FrameShape.mode(mode),
                        number(array, "BayerPattern", 0));
        if (array.dimensions().isEmpty() || shape.isEmpty()) {
            return silence("has no frame yet; start the camera");
        }
        Optional<Depth> depth = depth(array);
        if (depth.isEmpty()) {
            return silence("has 64-bit integers or no numbers; choose another DataType");
        }
        return array.codec().isEmpty()
                ? plain(array, shape, depth.get())
                : unpacked(array, shape, depth.get());
    }

    private static Optional<Depth> depth(Value.NdArray array) {
        return switch (array.type()) {
            case INT8 -> Optional.of(array.unsigned() ? Depth.UINT8 : Depth.INT8);
            case INT16 -> Optional.of(array.unsigned() ? Depth.UINT16 : Depth.INT16);
            case INT32 -> Optional.of(array.unsigned() ? Depth.UINT32 : Depth.INT32);
            case FLOAT32 -> Optional.of(Depth.FLOAT32);
            case FLOAT64 -> Optional.of(Depth.FLOAT64);
            case INT64, TEXT, ENUM, FRAME -> Optional.empty();
        };
    }

    private FrameEvent plain(Value.NdArray array, FrameShape shape, Depth depth) {
        if (array.elements().count() < shape.numbers()) {
            return silence(
                    "holds "
                            + array.elements().count()
                            + " numbers where "
                            + shape.numbers()
                            + " belong; check its dimensions");
        }
        return switch (array.elements()) {
            case Value.Bytes(byte[] v) -> shot(array, shape, depth, v);
            case Value.Shorts(short[] v) -> shot(array, shape, depth, v);
            case Value.Ints(int[] v) -> shot(array, shape, depth, v);
            case Value.Floats(float[] v) -> shot(array, shape, depth, v);
            case Value.Doubles(double[] v) -> shot(array, shape, depth, v);
            case Value.Longs _,
                    Value.Floating _,
                    Value.Whole _,
                    Value.Choice _,
                    Value.Text _,
                    Value.Texts _,
                    Value.NdArray _ ->
                    silence("has no numbers that make a picture; choose another DataType");
        };
    }

    /// On the thread of the protocol, as nobody else has to do with the frame before.
    private FrameEvent unpacked(Value.NdArray array, FrameShape shape, Depth depth) {
        Optional<Codec> codec = Codec.named(array.codec());
        if (codec.isEmpty() || !(array.elements() instanceof Value.Bytes(byte[] packed))) {
            return silence(
                    "sends frames packed by "
                            + array.codec()
                            + ", which are not unpacked here; set the Compressor of the codec plugin"
                            + " before it to LZ4, BSLZ4, Blosc, JPEG or None");
        }
        try {
            byte[] bytes =
                    codec.get().unpack(packed, shape.numbers() * depth.bytes(), depth.bytes());
            return shot(array, shape, depth, depth.numbers(bytes));
        } catch (IllegalArgumentException e) {
            return silence(
                    "sends a frame packed by "
                            + array.codec()
                            + " that cannot be unpacked: "
                            + e.getMessage()
                            + "; if that goes on, set the Compressor of the codec plugin before it to"
                            + " None");
        }
    }

    private static FrameEvent shot(
            Value.NdArray array, FrameShape shape, Depth depth, Object pixels) {
        return new FrameEvent.Shot(
                array.uniqueId(),
                array.taken(),
                new Pixels(shape.columns(), shape.rows(), depth, shape.layout(), pixels));
    }

    private static int number(Value.NdArray array, String attribute, int absent) {
        Value value = array.attributes().get(attribute);
        return value == null ? absent : (int) value.number().orElse(absent);
    }

    private FrameEvent silence(String reason) {
        return new FrameEvent.Silence(name + ": " + pv + " " + reason);
    }
}
