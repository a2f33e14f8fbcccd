package io.beamdesk.ui.data;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Pixels;
import io.beamdesk.plan.ImageKey;
import io.beamdesk.product.Contents;
import io.beamdesk.product.DefaultPlot;
import io.beamdesk.product.Item;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.Slab;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A file that somebody looks at, read on one thread: pictures, curves and texts out of its datasets.
final class OpenFile implements AutoCloseable {
    /// Points of a curve at most.
    static final int MOST_POINTS = 2_000_000;

    /// Frames that are averaged for a flat field at most, of each kind.
    private static final int MOST_FIELDS = 16;

    private static final int MOST_FRAMES = 10_000_000;

    private final Contents contents;
    private @Nullable FlatField field;
    private String fieldOf = "";

    /// A picture.
    ///
    /// @param shot its pixels
    /// @param about what its numbers are, if they are not those of the file
    record Picture(FrameEvent.Shot shot, String about) {}

    /// A curve.
    ///
    /// @param trace its points
    /// @param x what the horizontal axis measures
    /// @param y what the vertical axis measures
    record Drawn(Trace trace, PlotModel.Axis x, PlotModel.Axis y) {}

    OpenFile(Path path) {
        contents = Contents.open(path);
    }

    Contents contents() {
        return contents;
    }

    /// The dataset that is shown first: what the file plots by default, else the first that it has.
    Optional<Item> first() {
        return DefaultPlot.of(contents)
                .flatMap(plot -> contents.item(plot.signal()))
                .filter(Item::hasElements)
                .or(() -> firstBelow("/", 4));
    }

    private Optional<Item> firstBelow(String group, int depth) {
        try {
            List<Item> items = contents.items(group);
            Optional<Item> dataset =
                    items.stream()
                            .filter(i -> i.kind() == Item.Kind.NUMBERS)
                            .filter(i -> i.hasElements() && !i.shape().isEmpty())
                            .findFirst();
            for (Item item : items) {
                if (dataset.isEmpty() && item.kind() == Item.Kind.GROUP && depth > 0) {
                    dataset = firstBelow(item.path(), depth - 1);
                }
            }
            return dataset;
        } catch (ProductException _) {
            return Optional.empty();
        }
    }

    /// Rows that the run is to have, if its product says so.
    int planned() {
        try {
            JsonObject start =
                    JsonParser.parseString(contents.text("/entry/process/documents/start"))
                            .getAsJsonObject();
            return start.has("num_points") ? (int) start.get("num_points").getAsDouble() : 0;
        } catch (ProductException
                | JsonParseException
                | IllegalStateException
                | NumberFormatException _) {
            return 0;
        }
    }

    // ---- Pictures

    /// What the frames of a dataset are, from the columns beside it.
    FrameKeys keys(Item item) {
        if (item.shape().size() != 3) {
            return FrameKeys.NONE;
        }
        String group = item.path().substring(0, item.path().lastIndexOf('/'));
        double[] keys = beside(group + "/" + ImageKey.COLUMN, item.shape().getFirst());
        double[] angles = beside(group + "/rotation_angle", item.shape().getFirst());
        return new FrameKeys(
                Arrays.stream(keys).mapToObj(key -> (int) key).toList(),
                Arrays.stream(angles).boxed().toList());
    }

    private double[] beside(String path, int frames) {
        try {
            Optional<Item> column = contents.item(path);
            if (column.isEmpty()
                    || column.get().kind() != Item.Kind.NUMBERS
                    || column.get().shape().size() != 1
                    || frames > MOST_FRAMES) {
                return new double[0];
            }
            return contents.line(path, 0, List.of(0), frames);
        } catch (ProductException _) {
            return new double[0];
        }
    }

    /// Size of a pixel at the detector, in millimetres, if the file says so.
    OptionalDouble pixelSize(Item item) {
        try {
            String target = contents.attributes(item.path()).getOrDefault("target", item.path());
            String detector = target.substring(0, Math.max(0, target.lastIndexOf('/')));
            String path = detector + "/x_pixel_size";
            if (contents.item(path).isEmpty()
                    || !"mm".equals(contents.attributes(path).getOrDefault("units", ""))) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(contents.line(path, 0, List.of(), 1)[0]);
        } catch (ProductException _) {
            return OptionalDouble.empty();
        }
    }

    /// A plane of a dataset.
    ///
    /// @param corrected whether projections are divided by their flat field, where there is one
    Picture picture(Item item, Slicing slicing, FrameKeys keys, boolean corrected) {
        int through = slicing.through();
        int frame = through < 0 ? 0 : slicing.at().get(through);
        Pixels pixels = pixels(item, slicing);
        String about = "";
        boolean isFrame = slicing.across() == 2 && slicing.down() == 1;
        if (corrected && isFrame && keys.is(frame, ImageKey.PROJECTION)) {
            Optional<FlatField> known = field(item, slicing, keys);
            if (known.isPresent()) {
                pixels = known.get().correct(pixels);
                about = known.get().words();
            } else {
                about = "Raw counts: there are no flats yet";
            }
        }
        return new Picture(new FrameEvent.Shot(frame, Instant.EPOCH, pixels), about);
    }

    private Pixels pixels(Item item, Slicing slicing) {
        if (item.shape().size() == 1) {
            double[] line = contents.line(item.path(), 0, List.of(0), MOST_POINTS);
            return Pixels.grey("<f8", line.length, 1, line);
        }
        Slab slab = contents.slab(item.path(), slicing.across(), slicing.down(), slicing.at());
        return Pixels.grey(slab.numpy(), slab.columns(), slab.rows(), slab.numbers());
    }

    private Optional<FlatField> field(Item item, Slicing slicing, FrameKeys keys) {
        List<Integer> flats = spread(keys.frames(ImageKey.FLAT));
        List<Integer> darks = spread(keys.frames(ImageKey.DARK));
        String made = item.path() + flats + darks;
        if (!made.equals(fieldOf)) {
            fieldOf = made;
            field =
                    flats.isEmpty()
                            ? null
                            : FlatField.of(
                                    frames(item, slicing, flats), frames(item, slicing, darks));
        }
        return Optional.ofNullable(field);
    }

    private List<Pixels> frames(Item item, Slicing slicing, List<Integer> frames) {
        return frames.stream().map(i -> pixels(item, slicing.at(0, i))).toList();
    }

    /// Some of many, evenly.
    private static List<Integer> spread(List<Integer> all) {
        if (all.size() <= MOST_FIELDS) {
            return all;
        }
        return java.util.stream.IntStream.range(0, MOST_FIELDS)
                .mapToObj(i -> all.get(i * all.size() / MOST_FIELDS))
                .toList();
    }

    // ---- Curves

    /// What the file plots by default, as a curve; empty if that is none.
    Optional<Drawn> curve() {
        return DefaultPlot.of(contents)
                .flatMap(plot -> contents.item(plot.signal()))
                .filter(item -> item.kind() == Item.Kind.NUMBERS && item.shape().size() == 1)
                .map(item -> curve(item, Slicing.first(item)));
    }

    /// A dataset along a dimension, against the axis that its group names for it.
    Drawn curve(Item item, Slicing slicing) {
        int along = slicing.across();
        double[] y = contents.line(item.path(), along, slicing.at(), MOST_POINTS);
        String group = item.path().substring(0, item.path().lastIndexOf('/'));
        String axis =
                DefaultPlot.in(contents, group.isEmpty() ? "/" : group)
                        .map(DefaultPlot::axes)
                        .filter(axes -> along < axes.size())
                        .map(axes -> axes.get(along))
                        .orElse("");
        double[] x = axis.isEmpty() ? new double[0] : against(axis, y.length);
        Trace trace = new Trace();
        for (int i = 0; i < y.length; i++) {
            trace.add(x.length == y.length ? x[i] : i, y[i]);
        }
        return new Drawn(
                trace,
                x.length == y.length ? axis(axis) : new PlotModel.Axis("index", "", 0),
                axis(item.path()));
    }

    private double[] against(String axis, int length) {
        try {
            return contents.line(axis, 0, Collections.nCopies(1, 0), length);
        } catch (ProductException _) {
            return new double[0];
        }
    }

    private PlotModel.Axis axis(String path) {
        Map<String, String> attributes = contents.attributes(path);
        return new PlotModel.Axis(
                path.substring(path.lastIndexOf('/') + 1), attributes.getOrDefault("units", ""), 4);
    }

    @Override
    public void close() {
        contents.close();
    }
}
