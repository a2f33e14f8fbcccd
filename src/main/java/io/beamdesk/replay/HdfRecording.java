package io.beamdesk.replay;

import io.beamdesk.image.Pixels;
import io.beamdesk.product.Contents;
import io.beamdesk.product.DefaultPlot;
import io.beamdesk.product.Item;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.Slab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The frames of an HDF5 file of any origin: its dataset of numbers with three dimensions, of which the
/// first counts the frames. A product says when each was taken.
final class HdfRecording implements Recording {
    private static final int DIMENSIONS = 3;

    /// A file with more groups than that is searched no further.
    private static final int MOST_GROUPS = 1000;

    /// Times of more frames are not kept in memory.
    private static final int MOST_TIMES = 1_000_000;

    private final Contents contents;
    private final Item frames;
    private final double[] times;
    private final boolean timed;

    private HdfRecording(Contents contents, Item frames, double[] times) {
        this.contents = contents;
        this.frames = frames;
        this.times = times;
        timed = isRising(times);
    }

    static Recording open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new RecordingException("There is no file %s to replay.".formatted(path));
        }
        try {
            Contents contents = Contents.open(path);
            try {
                Item frames =
                        stacks(contents)
                                .findFirst()
                                .orElseThrow(() -> new RecordingException(without(contents)));
                return new HdfRecording(contents, frames, times(contents, frames));
            } catch (RuntimeException unreadable) {
                contents.close();
                throw unreadable;
            }
        } catch (ProductException unreadable) {
            throw new RecordingException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static String without(Contents contents) {
        return contents.cutOff()
                .orElse(
                        "%s has no stack of frames to replay, which is a dataset of numbers with three dimensions; choose another file."
                                .formatted(contents.path()));
    }

    /// Datasets that are stacks of frames, what the file plots by default before the others, then those of
    /// the fewest steps from the root; those beside the measurement last.
    private static Stream<Item> stacks(Contents contents) {
        List<Item> found = new ArrayList<>();
        DefaultPlot.of(contents)
                .flatMap(plot -> contents.item(plot.signal()))
                .ifPresent(found::add);
        Deque<String> groups = new ArrayDeque<>(List.of("/"));
        for (int i = 0; i < MOST_GROUPS && !groups.isEmpty(); i++) {
            for (Item item : items(contents, groups.remove())) {
                if (item.kind() == Item.Kind.GROUP) {
                    groups.add(item.path());
                }
                found.add(item);
            }
        }
        return found.stream()
                .filter(item -> item.kind() == Item.Kind.NUMBERS && item.hasElements())
                .filter(item -> item.shape().size() == DIMENSIONS)
                .sorted(Comparator.comparing(item -> item.path().contains("/stream_")));
    }

    private static List<Item> items(Contents contents, String group) {
        try {
            return contents.items(group);
        } catch (ProductException _) {
            return List.of();
        }
    }

    /// When each frame was taken, in seconds since 1970; empty if the file does not say. A product has the
    /// times beside the frames of the detector, which others lead to.
    private static double[] times(Contents contents, Item frames) {
        int count = frames.shape().getFirst();
        String group = frames.path().substring(0, frames.path().lastIndexOf('/'));
        List<String> detectors = new ArrayList<>();
        try {
            String target = contents.attributes(frames.path()).getOrDefault("target", "");
            if (!target.isEmpty()) {
                detectors.add(target);
            }
        } catch (ProductException _) {
            // What cannot be read leads nowhere.
        }
        detectors.add(frames.path());
        detectors.add(group);
        return detectors.stream()
                .filter(detector -> count <= MOST_TIMES && !detector.isEmpty())
                .flatMap(detector -> contents.item(detector + "_time").stream())
                .filter(item -> item.kind() == Item.Kind.NUMBERS)
                .filter(item -> item.shape().size() == 1 && item.shape().getFirst() >= count)
                .map(item -> line(contents, item, count))
                .filter(line -> line.length == count)
                .findFirst()
                .orElseGet(() -> new double[0]);
    }

    private static double[] line(Contents contents, Item item, int count) {
        try {
            return contents.line(item.path(), 0, List.of(0), count);
        } catch (ProductException _) {
            return new double[0];
        }
    }

    private static boolean isRising(double[] times) {
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i]) || (i > 0 && times[i] < times[i - 1])) {
                return false;
            }
        }
        return times.length > 0;
    }

    @Override
    public String name() {
        return String.valueOf(contents.path().getFileName());
    }

    @Override
    public String place() {
        return contents.path() + " " + frames.path();
    }

    @Override
    public int count() {
        return frames.shape().getFirst();
    }

    @Override
    public boolean timed() {
        return timed;
    }

    @Override
    public double seconds(int index) {
        if (!timed) {
            throw new IllegalStateException(place() + " does not say when its frames were taken");
        }
        return times[index] - times[0];
    }

    @Override
    public Picture read(int index) {
        try {
            Slab slab = contents.slab(frames.path(), 2, 1, List.of(index, 0, 0));
            return new Picture(
                    Pixels.grey(slab.numpy(), slab.columns(), slab.rows(), slab.numbers()),
                    taken(index));
        } catch (ProductException unreadable) {
            throw new RecordingException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private Optional<Instant> taken(int index) {
        return index < times.length && Double.isFinite(times[index])
                ? Optional.of(Instant.EPOCH.plusNanos(Math.round(times[index] * 1e6) * 1000))
                : Optional.empty();
    }

    @Override
    public void close() {
        contents.close();
    }
}
