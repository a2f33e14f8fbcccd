package io.beamdesk.product;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a NeXus file plots if nothing else is asked for: the signal of a group and what it is plotted
/// against (https://manual.nexusformat.org/datarules.html).
///
/// @param signal path of the dataset
/// @param axes paths of its axes, the slowest first; empty where a dimension has none
public record DefaultPlot(String signal, List<String> axes) {
    private static final int MOST_STEPS = 8;

    /// Copies the list.
    public DefaultPlot {
        axes = List.copyOf(axes);
    }

    /// The plot of a file; empty if it names none, as files of other programs may.
    public static Optional<DefaultPlot> of(Contents contents) {
        String group = "/";
        for (int i = 0; i < MOST_STEPS; i++) {
            Map<String, String> attributes = attributes(contents, group);
            if (attributes.containsKey("signal")) {
                return in(contents, group);
            }
            String next = attributes.getOrDefault("default", "");
            if (next.isEmpty()) {
                return Optional.empty();
            }
            group = below(group, next);
        }
        return Optional.empty();
    }

    /// The plot of a group; empty if it has none.
    public static Optional<DefaultPlot> in(Contents contents, String group) {
        Map<String, String> attributes = attributes(contents, group);
        String signal = attributes.getOrDefault("signal", "");
        if (signal.isEmpty()) {
            return Optional.empty();
        }
        List<String> axes =
                Arrays.stream(attributes.getOrDefault("axes", "").split(", ", -1))
                        .map(axis -> axis.isEmpty() || axis.equals(".") ? "" : below(group, axis))
                        .toList();
        String path = below(group, signal);
        return contents.item(path).map(_ -> new DefaultPlot(path, axes));
    }

    private static String below(String group, String name) {
        return group.equals("/") ? "/" + name : group + "/" + name;
    }

    private static Map<String, String> attributes(Contents contents, String group) {
        try {
            return contents.attributes(group);
        } catch (ProductException _) {
            return Map.of();
        }
    }
}
