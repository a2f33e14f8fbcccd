package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Region;
import io.beamdesk.sim.record.AnalogRecord;
import io.beamdesk.sim.record.EpicsRecord;
import io.beamdesk.sim.record.Field;
import io.beamdesk.sim.record.ImageRecord;
import io.beamdesk.sim.record.ValueRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The standard-arrays plugin of areaDetector: the frame as a waveform, and what belongs to it.
/// The frame and its identifier are posted at once, both with the frame's own time stamp as with TSE -2;
/// the counters lag, as in a plugin's own thread.
final class ImagePlugin {
    private static final Duration LAG = Duration.ofMillis(5);
    private static final int DIMENSIONS = 2;

    private final Site site;
    private final ImageRecord data;
    private final Field enabled;
    private final ValueRecord counter;
    private final ValueRecord dropped;
    private final ValueRecord uniqueId;
    private final AnalogRecord timestamp;
    private final AnalogRecord arrayRate;
    private final Field shortestPeriod;
    private final ValueRecord width;
    private final ValueRecord height;
    private Instant last = EpicsRecord.NEVER;

    ImagePlugin(Site site, String prefix, String port, Sensor sensor) {
        this.site = site;
        Parameters parameters = new Parameters(site, prefix);
        boolean wide = sensor.depth() == Sensor.Depth.UINT16;
        int pixels = sensor.size() * sensor.size();
        data =
                parameters.add(
                        new ImageRecord(
                                site.world(), site.name(prefix + "ArrayData"), wide, pixels));
        enabled = parameters.choiceSetting("EnableCallbacks", List.of("Disable", "Enable"), 1);
        counter = parameters.wholeSetting("ArrayCounter", 0, v -> v);
        dropped = parameters.wholeSetting("DroppedArrays", 0, v -> v);
        uniqueId = parameters.whole("UniqueId_RBV", 0);
        timestamp = parameters.number("TimeStamp_RBV", "s", 6, 0);
        arrayRate = parameters.number("ArrayRate_RBV", "Hz", 2, 0);
        shortestPeriod = parameters.numberSetting("MinCallbackTime", "s", 0, v -> Math.max(0, v));
        parameters.whole("NDimensions_RBV", DIMENSIONS);
        width = parameters.whole("ArraySize0_RBV", 0);
        height = parameters.whole("ArraySize1_RBV", 0);
        parameters.whole("ArraySize2_RBV", 0);
        parameters.choice("DataType_RBV", Camera.DATA_TYPES, sensor.depth().choice);
        parameters.choice("ColorMode_RBV", Camera.COLOR_MODES, 0);
        parameters.choice("BayerPattern_RBV", List.of("RGGB", "GBRG", "GRBG", "BGGR"), 0);
        parameters.text("NDArrayPort_RBV", port);
        parameters.text("PortName_RBV", port + ".IMAGE");
        parameters.text("PluginType_RBV", "NDPluginStdArrays");
    }

    void take(Elements frame, Region region, int id, Instant time) {
        if (enabled.integer() == 0) {
            return;
        }
        double sinceLast = Duration.between(last, time).toNanos() / 1e9;
        if (sinceLast < shortestPeriod.number()) {
            dropped.set(dropped.value().number() + 1);
            return;
        }
        last = time;
        width.set(region.width());
        height.set(region.height());
        timestamp.set(Duration.between(EpicsRecord.NEVER, time).toNanos() / 1e9);
        data.set(frame, time);
        uniqueId.set(id, time);
        site.world()
                .after(
                        LAG,
                        () -> {
                            counter.set(counter.value().number() + 1);
                            arrayRate.set(sinceLast > 0 && sinceLast < 10 ? 1 / sinceLast : 0);
                        });
    }
}
