package io.beamdesk.device.epics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Pixels;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import io.beamdesk.pv.pva.PvaProvider;
import io.beamdesk.pv.pva.PvaSettings;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Frames of the simulated cameras over both protocols, and of arrays made by hand.
@Timeout(60)
class FrameSourcesTest {
    private static SimulatedBeamline served;
    private static Pvs pvs;

    @BeforeAll
    static void serve() throws Exception {
        served = SimulatedBeamline.start(new SimSettings(0, "SIM:", 1));
        pvs =
                new Pvs(
                        new CaProvider(CaSettings.LOOPBACK.withServerPort(served.port())),
                        new PvaProvider(PvaSettings.onlyServer(served.pvaPort())));
    }

    @AfterAll
    static void close() {
        pvs.close();
        served.close();
    }

    private static void put(String name, Value value) {
        try (Channel channel = pvs.open(PvName.of(name))) {
            channel.put(value).join();
        }
    }

    private static FrameEvent.Shot shot(BlockingQueue<FrameEvent> events)
            throws InterruptedException {
        while (true) {
            FrameEvent event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("waiting for a frame").isNotNull();
            if (event instanceof FrameEvent.Shot shot) {
                return shot;
            }
        }
    }

    private static FrameEvent.Shot after(BlockingQueue<FrameEvent> events, long id)
            throws InterruptedException {
        while (true) {
            FrameEvent.Shot shot = shot(events);
            if (shot.uniqueId() > id) {
                return shot;
            }
        }
    }

    @Test
    void bothProtocolsCarryTheSameFrame() throws InterruptedException {
        FrameSource waveform = new WaveformFrames("detector", PvName.of("SIM:image1:"), pvs);
        FrameSource array = new NdArrayFrames("detector", PvName.of("pva://SIM:Pva1:Image"), pvs);
        BlockingQueue<FrameEvent> byCa = new LinkedBlockingQueue<>();
        BlockingQueue<FrameEvent> byPva = new LinkedBlockingQueue<>();
        put("SIM:cam1:Acquire", new Value.Whole(1));
        try (Subscription _ = waveform.watch(byCa::add);
                Subscription _ = array.watch(byPva::add)) {
            long before = Math.max(shot(byCa).uniqueId(), shot(byPva).uniqueId());
            put("SIM:cam1:Acquire", new Value.Whole(1));
            FrameEvent.Shot ca = after(byCa, before);
            FrameEvent.Shot pva = after(byPva, before);
            assertThat(ca.uniqueId()).isEqualTo(pva.uniqueId());
            assertThat(ca.timestamp()).isEqualTo(pva.timestamp());
            assertThat(ca.pixels().depth()).isEqualTo(Depth.UINT16);
            assertThat(ca.pixels().columns()).isEqualTo(512);
            assertThat(pva.pixels().depth()).isEqualTo(Depth.UINT16);
            assertThat((short[]) ca.pixels().array()).isEqualTo((short[]) pva.pixels().array());
        }
    }

    @Test
    void eightBitFramesComeToo() throws InterruptedException {
        BlockingQueue<FrameEvent> events = new LinkedBlockingQueue<>();
        put("SIM:cam2:Acquire", new Value.Whole(1));
        FrameSource waveform = new WaveformFrames("microscope", PvName.of("SIM:image2:"), pvs);
        try (Subscription _ = waveform.watch(events::add)) {
            assertThat(shot(events).pixels().depth()).isEqualTo(Depth.UINT8);
        }
    }

    private static Value.NdArray array(Value elements, String codec, int mode, Integer... sizes) {
        return new Value.NdArray(
                elements,
                elements instanceof Value.Shorts ? ElementType.INT16 : ElementType.INT8,
                true,
                List.of(sizes),
                codec,
                7,
                Instant.EPOCH,
                Map.of("ColorMode", new Value.Whole(mode)));
    }

    private static List<FrameEvent> local(Value value) {
        List<FrameEvent> events = new ArrayList<>();
        try (LocalProvider provider = new LocalProvider()) {
            LocalPv _ = provider.create("image", value);
            new NdArrayFrames("cam", PvName.of("loc://image"), new Pvs(provider))
                    .watch(events::add);
        }
        return events;
    }

    @Test
    void coloursLieWhereTheirModeSays() {
        Value.NdArray rgb1 = array(new Value.Bytes(new byte[3 * 5 * 2]), "", 2, 3, 5, 2);
        Pixels pixels = ((FrameEvent.Shot) local(rgb1).getFirst()).pixels();
        assertThat(pixels.layout()).isEqualTo(Layout.RGB1);
        assertThat(pixels.columns()).isEqualTo(5);
        assertThat(pixels.rows()).isEqualTo(2);
        Value.NdArray rgb3 = array(new Value.Bytes(new byte[3 * 5 * 2]), "", 4, 5, 2, 3);
        assertThat(((FrameEvent.Shot) local(rgb3).getFirst()).pixels().layout())
                .isEqualTo(Layout.RGB3);
        Value.NdArray bayer = array(new Value.Shorts(new short[20]), "", 1, 5, 4);
        assertThat(((FrameEvent.Shot) local(bayer).getFirst()).pixels().layout())
                .isEqualTo(Layout.BAYER_RGGB);
    }

    @Test
    void packedFrameIsUnpackedToItsOwnNumbers() {
        short[] numbers = new short[640];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (short) (60_000 + i / 7);
        }
        ByteBuffer plain = ByteBuffer.allocate(1280).order(ByteOrder.LITTLE_ENDIAN);
        plain.asShortBuffer().put(numbers);
        byte[] packed = LZ4Factory.safeInstance().fastCompressor().compress(plain.array());
        Value.NdArray array =
                new Value.NdArray(
                        new Value.Bytes(packed),
                        ElementType.INT16,
                        true,
                        List.of(32, 20),
                        "lz4",
                        7,
                        Instant.EPOCH,
                        Map.of());
        Pixels pixels = ((FrameEvent.Shot) local(array).getFirst()).pixels();
        assertThat(pixels.depth()).isEqualTo(Depth.UINT16);
        assertThat(pixels.array()).isEqualTo(numbers);
    }

    @Test
    void whatIsNoFrameSaysWhy() {
        assertThat(local(array(new Value.Bytes(new byte[9]), "zfp", 0, 5, 2)).getFirst())
                .isEqualTo(
                        new FrameEvent.Silence(
                                "cam: loc://image sends frames packed by zfp, which are not unpacked here; set the Compressor of the codec plugin before it to LZ4, BSLZ4, Blosc, JPEG or None"));
        assertThat(local(array(new Value.Bytes(new byte[9]), "blosc", 0, 5, 2)).getFirst())
                .isEqualTo(
                        new FrameEvent.Silence(
                                "cam: loc://image sends a frame packed by blosc that cannot be unpacked: it has no head; if that goes on, set the Compressor of the codec plugin before it to None"));
        assertThat(local(array(new Value.Bytes(new byte[9]), "", 0, 5, 2)).getFirst())
                .isEqualTo(
                        new FrameEvent.Silence(
                                "cam: loc://image holds 9 numbers where 10 belong; check its dimensions"));
        assertThat(local(array(new Value.Bytes(new byte[0]), "", 0)).getFirst())
                .isEqualTo(
                        new FrameEvent.Silence(
                                "cam: loc://image has no frame yet; start the camera"));
        assertThat(local(new Value.Floating(1)).getFirst())
                .isEqualTo(
                        new FrameEvent.Silence(
                                "cam: loc://image is no NTNDArray; name the one of the PVAccess plugin"));
    }

    /// What the image plugin says of a frame, and the frame that becomes of it.
    private static Pixels waveform(
            Value data, String type, String mode, int pattern, int a, int b, int c) {
        List<FrameEvent> events = new ArrayList<>();
        try (LocalProvider provider = new LocalProvider()) {
            provider.create("I:ArraySize0_RBV", new Value.Whole(a));
            provider.create("I:ArraySize1_RBV", new Value.Whole(b));
            provider.create("I:ArraySize2_RBV", new Value.Whole(c));
            provider.create("I:ColorMode_RBV", new Value.Choice(0, List.of(mode)));
            provider.create("I:BayerPattern_RBV", new Value.Whole(pattern));
            provider.create("I:DataType_RBV", new Value.Choice(0, List.of(type)));
            provider.create("I:ArrayData", data);
            provider.create("I:UniqueId_RBV", new Value.Whole(1));
            new WaveformFrames("cam", PvName.of("loc://I:"), new Pvs(provider)).watch(events::add);
        }
        return events.stream()
                .filter(FrameEvent.Shot.class::isInstance)
                .map(event -> ((FrameEvent.Shot) event).pixels())
                .toList()
                .getLast();
    }

    @Test
    void coloursOfAWaveformLieWhereItsModeSays() {
        Value bytes = new Value.Bytes(new byte[3 * 5 * 4]);
        assertThat(waveform(bytes, "UInt8", "RGB1", 0, 3, 5, 4))
                .extracting(Pixels::layout, Pixels::columns, Pixels::rows)
                .containsExactly(Layout.RGB1, 5, 4);
        assertThat(waveform(bytes, "UInt8", "RGB2", 0, 5, 3, 4))
                .extracting(Pixels::layout, Pixels::columns, Pixels::rows)
                .containsExactly(Layout.RGB2, 5, 4);
        assertThat(waveform(bytes, "UInt8", "RGB3", 0, 5, 4, 3))
                .extracting(Pixels::layout, Pixels::columns, Pixels::rows)
                .containsExactly(Layout.RGB3, 5, 4);
        Value shorts = new Value.Shorts(new short[20]);
        assertThat(waveform(shorts, "UInt16", "Bayer", 3, 5, 4, 0))
                .extracting(Pixels::layout, Pixels::depth)
                .containsExactly(Layout.BAYER_BGGR, Depth.UINT16);
        assertThat(waveform(shorts, "UInt16", "Mono", 3, 5, 4, 0).layout()).isEqualTo(Layout.MONO);
    }

    /// Searches are answered in any order; the only frame of an exposure may be there before its size.
    @Test
    void frameThatComesBeforeItsSizeIsShownWithIt() {
        List<FrameEvent> events = new ArrayList<>();
        try (LocalProvider provider = new LocalProvider()) {
            provider.create("I:ColorMode_RBV", new Value.Choice(0, List.of("Mono")));
            provider.create("I:BayerPattern_RBV", new Value.Whole(0));
            provider.create("I:DataType_RBV", new Value.Choice(0, List.of("UInt8")));
            provider.create("I:ArrayData", new Value.Bytes(new byte[20]));
            provider.create("I:UniqueId_RBV", new Value.Whole(3));
            new WaveformFrames("cam", PvName.of("loc://I:"), new Pvs(provider)).watch(events::add);
            provider.create("I:ArraySize0_RBV", new Value.Whole(5));
            provider.create("I:ArraySize2_RBV", new Value.Whole(0));
            assertThat(events)
                    .isNotEmpty()
                    .last()
                    .isEqualTo(
                            new FrameEvent.Silence(
                                    "cam: loc://I:ArraySize1_RBV has not answered, and without it no"
                                            + " frame can be shown; check its IOC and network, it comes"
                                            + " by itself"));
            provider.create("I:ArraySize1_RBV", new Value.Whole(4));
        }
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        FrameEvent.Shot.class,
                        shot -> {
                            assertThat(shot.uniqueId()).isEqualTo(3);
                            assertThat(shot.pixels().rows()).isEqualTo(4);
                        });
    }

    @Test
    void patternOfAnArrayIsAnAttribute() {
        Value.NdArray bayer =
                new Value.NdArray(
                        new Value.Bytes(new byte[20]),
                        ElementType.INT8,
                        true,
                        List.of(5, 4),
                        "",
                        1,
                        Instant.EPOCH,
                        Map.of(
                                "ColorMode",
                                new Value.Whole(1),
                                "BayerPattern",
                                new Value.Whole(2)));
        assertThat(((FrameEvent.Shot) local(bayer).getFirst()).pixels().layout())
                .isEqualTo(Layout.BAYER_GRBG);
        Value.NdArray rgb2 = array(new Value.Bytes(new byte[3 * 5 * 2]), "", 3, 5, 3, 2);
        assertThat(((FrameEvent.Shot) local(rgb2).getFirst()).pixels())
                .extracting(Pixels::layout, Pixels::columns, Pixels::rows)
                .containsExactly(Layout.RGB2, 5, 2);
    }
}
