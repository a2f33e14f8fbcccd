package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Region;
import io.beamdesk.sim.record.BusyRecord;
import io.beamdesk.sim.record.Field;
import io.beamdesk.sim.record.ValueRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The HDF5 plugin of areaDetector (`NDFileHDF5`) in stream mode: writes the frames into a file while it
/// captures. Files are written by the one thread that computes, in the order of the frames.
///
/// `SimFailAfter` makes it fail as on a full disk: the file takes that many frames and no more; 0 is
/// never.
final class Hdf5Plugin implements FrameSink {
    private static final int STREAM = 2;

    private final Site site;
    private final ValueRecord path;
    private final ValueRecord pathExists;
    private final ValueRecord name;
    private final ValueRecord template;
    private final ValueRecord fullName;
    private final Field mode;
    private final Field wanted;
    private final Field lazyOpen;
    private final Field enabled;
    private final Field failAfter;
    private final BusyRecord capture;
    private final ValueRecord capturing;
    private final ValueRecord captured;
    private final ValueRecord uniqueId;
    private final ValueRecord writeStatus;
    private final ValueRecord writeMessage;

    /// Frames that were taken for the file, those included that are not written yet.
    private int taken;

    private boolean ending;
    private @Nullable Region last;
    private int lastPixelBytes;

    // Used by the thread that computes.
    private @Nullable Hdf5File file;

    Hdf5Plugin(Site site, String prefix, String port) {
        this.site = site;
        Parameters parameters = new Parameters(site, prefix);
        path = parameters.longTextSetting("FilePath", "", this::checkedPath);
        pathExists = parameters.choice("FilePathExists_RBV", List.of("No", "Yes"), 0);
        name = parameters.longTextSetting("FileName", "", text -> text);
        template = parameters.longTextSetting("FileTemplate", "%s%s_%3.3d.h5", text -> text);
        fullName = parameters.longText("FullFileName_RBV", "");
        mode = parameters.choiceSetting("FileWriteMode", List.of("Single", "Capture", "Stream"), 0);
        wanted = parameters.wholeSetting("NumCapture", 1, v -> Math.max(0, v)).value();
        lazyOpen = parameters.choiceSetting("LazyOpen", List.of("No", "Yes"), 0);
        parameters.wholeSetting("FileNumber", 1, v -> v);
        parameters.choiceSetting("AutoIncrement", List.of("No", "Yes"), 1);
        parameters.choiceSetting("SWMRMode", List.of("Off", "On"), 0);
        enabled = parameters.choiceSetting("EnableCallbacks", List.of("Disable", "Enable"), 0);
        failAfter = parameters.wholeSetting("SimFailAfter", 0, v -> Math.max(0, v)).value();
        capturing = parameters.choice("Capture_RBV", List.of("Done", "Capturing"), 0);
        captured = parameters.whole("NumCaptured_RBV", 0);
        uniqueId = parameters.whole("UniqueId_RBV", 0);
        parameters.wholeSetting("DroppedArrays", 0, v -> v);
        writeStatus = parameters.choice("WriteStatus", List.of("Write OK", "Write error"), 0);
        writeMessage = parameters.longText("WriteMessage", "");
        parameters.text("NDArrayPort_RBV", port);
        parameters.text("PortName_RBV", port + ".HDF");
        parameters.text("PluginType_RBV", "NDFileHDF5");
        capture =
                parameters.add(
                        new BusyRecord(
                                site.world(),
                                site.name(prefix + "Capture"),
                                "Capture",
                                List.of("Done", "Capture")));
        capture.onWrite(this::begin, this::end);
    }

    /// With a slash at its end, as the plugin has it.
    private String checkedPath(String asked) {
        String folder = asked.isEmpty() || asked.endsWith("/") ? asked : asked + "/";
        boolean there = false;
        try {
            there = !folder.isEmpty() && Files.isDirectory(Path.of(folder));
        } catch (InvalidPathException _) {
            // There is none of that name.
        }
        pathExists.set(there ? 1 : 0);
        return folder;
    }

    private void begin() {
        taken = 0;
        ending = false;
        captured.set(0);
        if (mode.integer() != STREAM || pathExists.value().integer() == 0) {
            refuse("Capture not possible: choose file write mode Stream and a path that exists");
        } else if (lazyOpen.integer() == 0 && last == null) {
            refuse("Must collect an array to get dimensions first");
        } else {
            capturing.set(1);
            if (lazyOpen.integer() == 0 && last != null) {
                open(last, lastPixelBytes);
            }
        }
    }

    private void refuse(String why) {
        failed(why);
        capture.done();
    }

    private void failed(String why) {
        writeStatus.set(1);
        writeMessage.set(Elements.characters(why));
    }

    private void open(Region region, int pixelBytes) {
        String full =
                String.format(
                        Locale.ROOT,
                        template.value().value().characters(),
                        path.value().value().characters(),
                        name.value().value().characters(),
                        1);
        fullName.set(Elements.characters(full));
        writeStatus.set(0);
        writeMessage.set(Elements.characters(""));
        site.world()
                .compute(() -> {
                    try {
                        file =
                                new Hdf5File(
                                        Path.of(full), region.height(), region.width(), pixelBytes);
                    } catch (IOException | InvalidPathException e) {
                        site.world().hold(() -> failed("Error opening file " + full + ": " + e));
                    }
                });
    }

    @Override
    public void take(Elements frame, Region region, int id, Instant time) {
        ByteBuffer pixels = pixels(frame);
        int pixelBytes = pixels.capacity() / Math.max(1, region.pixels());
        last = region;
        lastPixelBytes = pixelBytes;
        if (enabled.integer() == 0 || capturing.value().integer() == 0 || ending) {
            return;
        }
        if (taken == 0 && lazyOpen.integer() != 0) {
            open(region, pixelBytes);
        }
        taken++;
        boolean full = failAfter.integer() > 0 && taken > failAfter.integer();
        site.world().compute(() -> write(pixels, id, time, full));
        if (wanted.integer() > 0 && taken >= wanted.integer()) {
            end();
        }
    }

    private void write(ByteBuffer pixels, int id, Instant time, boolean full) {
        String problem = full ? "No space left on device" : "";
        try {
            Hdf5File open = file;
            if (open == null) {
                problem = "the file is not open";
            } else if (!full) {
                open.add(pixels);
            }
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        String why = problem;
        site.world()
                .hold(() -> {
                    if (why.isEmpty()) {
                        uniqueId.set(id, time);
                        captured.set(captured.value().number() + 1);
                    } else {
                        failed("Error writing to file: " + why);
                    }
                });
    }

    private void end() {
        ending = true;
        site.world().compute(this::close);
    }

    private void close() {
        String problem = "";
        try {
            Hdf5File open = file;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        file = null;
        String why = problem;
        site.world()
                .hold(() -> {
                    if (!why.isEmpty()) {
                        failed("Error closing file: " + why);
                    }
                    capturing.set(0);
                    capture.done();
                });
    }

    private static ByteBuffer pixels(Elements frame) {
        return switch (frame) {
            case Elements.Bytes(byte[] v) -> ByteBuffer.wrap(v);
            case Elements.UnsignedShorts(short[] v) -> {
                ByteBuffer bytes = ByteBuffer.allocate(2 * v.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asShortBuffer().put(v);
                yield bytes;
            }
            case Elements.Doubles _,
                    Elements.Floats _,
                    Elements.Ints _,
                    Elements.Shorts _,
                    Elements.Texts _ ->
                    throw new IllegalArgumentException("a frame has unsigned pixels");
        };
    }
}
