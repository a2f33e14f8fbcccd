package io.beamdesk.product;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is in an HDF5 file of any origin, as much of it at a time as somebody looks at: opening takes
/// as long for a hundred gigabytes as for one. What cannot be read says why, and the rest can.
///
/// A file that is being written is seen as its last commit before opening left it. One thread at a time.
public final class Contents implements AutoCloseable {
    private static final String ROOT = "/";
    private static final int MOST_TEXTS = 1000;

    private final Path path;
    private final HdfFile file;
    private final Optional<String> cutOff;
    private final Map<String, Map<String, HdfLinks.Target>> links = new HashMap<>();

    private Contents(Path path, HdfFile file, Optional<String> cutOff) {
        this.path = path;
        this.file = file;
        this.cutOff = cutOff;
    }

    /// Opens a file.
    ///
    /// @throws ProductException if there is no such file or nothing of it can be read
    public static Contents open(Path path) {
        Optional<String> cutOff = ProductOutline.missingEnd(path);
        return Product.read(
                path,
                "cannot be read as HDF5",
                () -> new Contents(path, new HdfFile(path), cutOff));
    }

    /// The file.
    public Path path() {
        return path;
    }

    /// What a file says that is shorter than it should be, in one sentence.
    public Optional<String> cutOff() {
        return cutOff;
    }

    // ---- The tree

    /// The nodes of a group, in alphabetical order.
    ///
    /// @throws ProductException if there is no such group or it cannot be read
    public List<Item> items(String group) {
        return reading(
                group,
                () -> {
                    List<Item> items = new ArrayList<>();
                    String above = group.equals(ROOT) ? ROOT : group + ROOT;
                    links(group)
                            .forEach((name, target) -> items.add(describe(above + name, target)));
                    return items;
                });
    }

    /// A node; empty if there is none.
    public Optional<Item> item(String item) {
        if (item.equals(ROOT)) {
            return Optional.of(describe(ROOT, new HdfLinks.Target.Found(file)));
        }
        try {
            return Optional.ofNullable(links(above(item)).get(name(item)))
                    .map(target -> describe(item, target));
        } catch (ProductException _) {
            return Optional.empty();
        }
    }

    private Map<String, HdfLinks.Target> links(String group) {
        Map<String, HdfLinks.Target> known = links.get(group);
        if (known == null) {
            if (!(node(group) instanceof Group found)) {
                throw missing(group);
            }
            known = HdfLinks.of(file, found);
            links.put(group, known);
        }
        return known;
    }

    private Item describe(String path, HdfLinks.Target target) {
        try {
            return switch (target) {
                case HdfLinks.Target.Lost(String reason) ->
                        new Item(path, Item.Kind.UNREADABLE, "", "", List.of(), reason);
                case HdfLinks.Target.Linked(LinkedFrames frames) ->
                        new Item(
                                path,
                                Item.Kind.NUMBERS,
                                "",
                                frames.typeName(),
                                Arrays.stream(frames.shape()).boxed().toList(),
                                String.join("; ", frames.words()));
                case HdfLinks.Target.Found(Node node) -> describe(path, node);
            };
        } catch (RuntimeException | VirtualMachineError e) {
            return new Item(
                    path, Item.Kind.UNREADABLE, "", "", List.of(), ProductOutline.reason(e));
        }
    }

    private Item describe(String path, Node node) {
        return switch (node) {
            case Link link -> {
                Optional<Node> target = HdfLinks.follow(file, above(path), link);
                String to = "leads to " + link.getTargetPath() + ", which is not there";
                yield target.map(found -> describe(path, found))
                        .orElseGet(() -> new Item(path, Item.Kind.BROKEN, "", "", List.of(), to));
            }
            case Dataset dataset -> {
                HdfSlice slice = new HdfSlice(dataset);
                boolean isNothing = dataset.getDimensions().length == 0 && dataset.isEmpty();
                String one = dataset.isScalar() && !isNothing ? slice.only() : "";
                yield new Item(
                        path,
                        slice.isNumeric() ? Item.Kind.NUMBERS : Item.Kind.VALUES,
                        "",
                        slice.typeName(),
                        isNothing
                                ? List.of(0)
                                : Arrays.stream(dataset.getDimensions()).boxed().toList(),
                        one);
            }
            case Group group ->
                    new Item(
                            path, Item.Kind.GROUP, attribute(group, "NX_class"), "", List.of(), "");
            default ->
                    new Item(
                            path,
                            Item.Kind.UNREADABLE,
                            "",
                            "",
                            List.of(),
                            "a " + node.getType() + ", which has nothing to show");
        };
    }

    private static String attribute(Node node, String name) {
        try {
            @Nullable Attribute attribute = node.getAttribute(name);
            return attribute == null ? "" : HdfSlice.text(attribute.getData());
        } catch (RuntimeException _) {
            return "";
        }
    }

    /// Attributes of a node as texts, by name; those that cannot be read say why.
    ///
    /// @throws ProductException if there is no such node or nothing of its attributes can be read
    public Map<String, String> attributes(String item) {
        return reading(
                item,
                () -> {
                    Map<String, String> texts = new TreeMap<>();
                    Optional<LinkedFrames> linked = linked(item);
                    if (linked.isPresent()) {
                        linked.get()
                                .attributes()
                                .forEach((name, value) -> texts.put(name, String.valueOf(value)));
                        return texts;
                    }
                    for (Map.Entry<String, Attribute> each :
                            node(item).getAttributes().entrySet()) {
                        String text;
                        try {
                            text = HdfSlice.text(each.getValue().getData());
                        } catch (RuntimeException | VirtualMachineError e) {
                            text = "cannot be read: " + ProductOutline.reason(e);
                        }
                        texts.put(each.getKey(), text);
                    }
                    return texts;
                });
    }

    // ---- Values

    /// A plane of a dataset of numbers.
    ///
    /// @param across dimension that runs along a row
    /// @param down dimension that runs down a column
    /// @param at place in the other dimensions; those two are not looked at
    /// @throws ProductException if there is no such plane or it cannot be read
    public Slab slab(String item, int across, int down, List<Integer> at) {
        return reading(
                item,
                () ->
                        linked(item)
                                .map(frames -> frames.slab(across, down, at))
                                .orElseGet(
                                        () -> new HdfSlice(dataset(item)).slab(across, down, at)));
    }

    /// Numbers of a dataset along one of its dimensions.
    ///
    /// @param along the dimension
    /// @param at place in the other dimensions
    /// @param most numbers are read at most, from the first on
    /// @throws ProductException if there are no such numbers or they cannot be read
    public double[] line(String item, int along, List<Integer> at, int most) {
        return reading(item, () -> new HdfSlice(dataset(item)).line(along, at, most));
    }

    /// Elements of a dataset along its first dimension as texts, each with all that is below it.
    ///
    /// @param from the first
    /// @param count how many, a thousand at most
    /// @throws ProductException if they cannot be read
    public List<String> texts(String item, int from, int count) {
        return reading(
                item, () -> new HdfSlice(dataset(item)).texts(from, Math.min(count, MOST_TEXTS)));
    }

    /// The only value of a dataset, whole, as a text.
    ///
    /// @throws ProductException if there is no such dataset or it cannot be read
    public String text(String item) {
        return reading(item, () -> String.valueOf(dataset(item).getData()));
    }

    // ---- Finding

    private Optional<LinkedFrames> linked(String item) {
        return !item.equals(ROOT)
                        && links(above(item)).get(name(item))
                                instanceof HdfLinks.Target.Linked(LinkedFrames frames)
                ? Optional.of(frames)
                : Optional.empty();
    }

    private Node node(String item) {
        if (item.equals(ROOT)) {
            return file;
        }
        Node node =
                switch (links(above(item)).get(name(item))) {
                    case null -> throw missing(item);
                    case HdfLinks.Target.Lost(String reason) ->
                            throw new ProductException(
                                    "%s: %s cannot be read: %s".formatted(path, item, reason));
                    case HdfLinks.Target.Linked(LinkedFrames frames) ->
                            throw new ProductException(
                                    "%s: the frames of %s are in files of the detector's; look at them one by one."
                                            .formatted(path, item));
                    case HdfLinks.Target.Found(Node found) -> found;
                };
        return node instanceof Link link
                ? HdfLinks.follow(file, above(item), link).orElseThrow(() -> missing(item))
                : node;
    }

    private static String above(String item) {
        int slash = item.lastIndexOf('/');
        return slash == 0 ? ROOT : item.substring(0, slash);
    }

    private static String name(String item) {
        return item.substring(item.lastIndexOf('/') + 1);
    }

    private Dataset dataset(String item) {
        if (node(item) instanceof Dataset dataset) {
            return SearchedDataset.of(dataset);
        }
        throw missing(item);
    }

    private ProductException missing(String what) {
        return new ProductException("%s has no %s.".formatted(path, what));
    }

    private <T> T reading(String what, Supplier<T> reading) {
        try {
            return Product.read(path, "cannot be read at " + what, reading);
        } catch (ProductException unreadable) {
            throw cutOff.map(sentence -> new ProductException(sentence, unreadable))
                    .orElse(unreadable);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
