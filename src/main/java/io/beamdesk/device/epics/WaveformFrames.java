package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Pixels;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The frames of areaDetector's image plugin over Channel Access, such as `SIM:image1:`, from its
/// waveform ArrayData and the variables that say what is in it.
///
/// Unsigned 16-bit pixels are asked for as DBR_SHORT: the bits survive, at half the bytes. A frame is
/// given out when its number has come, which the plugin posts after the pixels.
public final class WaveformFrames implements FrameSource {
    // Pixels are asked for once their type is known, and should find the rest told by then.
    private static final List<String> ABOUT =
            List.of(
                    "ArraySize0_RBV",
                    "ArraySize1_RBV",
                    "ArraySize2_RBV",
                    "ColorMode_RBV",
                    "BayerPattern_RBV",
                    "DataType_RBV");

    private final String name;
    private final PvName image;
    private final Pvs pvs;

    /// @param name the camera's
    /// @param image the plugin's prefix
    public WaveformFrames(String name, PvName image, Pvs pvs) {
        this.name = name;
        this.image = image;
        this.pvs = pvs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Subscription watch(Consumer<FrameEvent> consumer) {
        Watch watch = new Watch(consumer);
        watch.begin();
        return watch;
    }

    private PvName pv(String suffix) {
        return new PvName(image.scheme(), image.name() + suffix);
    }

    /// One consumer with its channels. All events come on the provider's thread.
    private final class Watch implements Subscription {
        private final Consumer<FrameEvent> consumer;
        private final List<Channel> channels = new ArrayList<>();
        private final Map<String, Value> about = new HashMap<>();
        private @Nullable Channel data;
        private @Nullable Subscription frames;
        private @Nullable PixelType type;
        private @Nullable Sample pending;
        private @Nullable Sample withheld;
        private Instant numberedAt = Instant.MIN;
        private boolean first = true;
        private long lastId;

        Watch(Consumer<FrameEvent> consumer) {
            this.consumer = consumer;
        }

        synchronized void begin() {
            data = open("ArrayData");
            for (String suffix : ABOUT) {
                open(suffix).subscribe(event -> told(suffix, event));
            }
            open("UniqueId_RBV").subscribe(this::numbered);
        }

        private Channel open(String suffix) {
            Channel channel = pvs.open(pv(suffix));
            channels.add(channel);
            return channel;
        }

        private synchronized void told(String suffix, PvEvent event) {
            if (!(event instanceof Sample sample)) {
                return;
            }
            about.put(suffix, sample.value());
            if (suffix.equals("DataType_RBV")) {
                watchAs(sample.value());
            }
            Sample late = withheld;
            if (late != null) {
                show(late);
            }
        }

        private void watchAs(Value dataType) {
            try {
                PixelType now = PixelType.of(name, pv("DataType_RBV").toString(), dataType);
                if (now != type && data != null) {
                    type = now;
                    pending = null;
                    withheld = null;
                    if (frames != null) {
                        frames.close();
                    }
                    frames = data.subscribe(Request.as(now.request), this::pixels);
                }
            } catch (DeviceException e) {
                consumer.accept(new FrameEvent.Silence(String.valueOf(e.getMessage())));
            }
        }

        private synchronized void pixels(PvEvent event) {
            switch (event) {
                case Sample sample -> {
                    if (pending != null) {
                        // It got no number: nobody serves numbers, or this one was left out.
                        give(lastId + 1);
                    }
                    pending = sample;
                    if (first || !numberedAt.isBefore(sample.timestamp())) {
                        // Its number came before it, as for the frame that was there at the start.
                        give(lastId);
                    }
                    first = false;
                }
                case PvEvent.Disconnected _ ->
                        consumer.accept(
                                new FrameEvent.Silence(
                                        name
                                                + ": "
                                                + pv("ArrayData")
                                                + " is not connected; check its IOC and network, it"
                                                + " comes back by itself"));
                case PvEvent.Connected _, PvEvent.AccessChanged _, PvEvent.PropertiesChanged _ -> {}
            }
        }

        private synchronized void numbered(PvEvent event) {
            if (event instanceof Sample sample) {
                numberedAt = sample.timestamp();
                give((long) sample.value().number().orElse(0));
            }
        }

        private void give(long id) {
            Sample sample = pending;
            pending = null;
            lastId = id;
            if (sample != null) {
                show(sample);
            }
        }

        /// A frame that comes before all that is told of it waits for that: no other may follow.
        private void show(Sample sample) {
            PixelType as = type;
            if (as == null) {
                return;
            }
            Optional<String> missing =
                    ABOUT.stream().filter(s -> !about.containsKey(s)).findFirst();
            withheld = missing.isPresent() ? sample : null;
            consumer.accept(
                    missing.<FrameEvent>map(this::unanswered)
                            .orElseGet(() -> frame(sample, as, lastId)));
        }

        private FrameEvent.Silence unanswered(String suffix) {
            return new FrameEvent.Silence(
                    name
                            + ": "
                            + pv(suffix)
                            + " has not answered, and without it no frame can be shown; check its IOC"
                            + " and network, it comes by itself");
        }

        private FrameEvent frame(Sample sample, PixelType as, long id) {
            List<Integer> sizes =
                    List.of(
                            number("ArraySize0_RBV"),
                            number("ArraySize1_RBV"),
                            number("ArraySize2_RBV"));
            String mode =
                    about.get("ColorMode_RBV") instanceof Value.Choice choice
                            ? choice.label()
                            : "Mono";
            FrameShape shape = FrameShape.of(sizes, mode, number("BayerPattern_RBV"));
            int count = (int) Math.min(shape.numbers(), Integer.MAX_VALUE);
            if (shape.isEmpty() || sample.value().count() == 0) {
                return new FrameEvent.Silence(
                        name + ": " + pv("ArrayData") + " has no frame yet; start the camera");
            }
            Depth depth = Depth.ofNumpy(as.numpy).orElseThrow();
            return PixelType.pixels(sample.value(), count)
                    .<FrameEvent>map(array ->
                            new FrameEvent.Shot(
                                    id,
                                    sample.timestamp(),
                                    new Pixels(
                                            shape.columns(),
                                            shape.rows(),
                                            depth,
                                            shape.layout(),
                                            array)))
                    .orElseGet(() ->
                            new FrameEvent.Silence(
                                    name
                                            + ": "
                                            + pv("ArrayData")
                                            + " holds "
                                            + sample.value().count()
                                            + " numbers where "
                                            + count
                                            + " belong; check the plugin's array size (NELM) and the"
                                            + " client's array limit"));
        }

        private int number(String suffix) {
            Value value = about.get(suffix);
            return value == null ? 0 : (int) value.number().orElse(0);
        }

        @Override
        public synchronized void close() {
            channels.forEach(Channel::close);
        }
    }
}
