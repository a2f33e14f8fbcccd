package io.beamdesk.product;

import io.beamdesk.codec.Sha256;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One checksum out of those of all datasets of a file; frames in files of the detector's are none of them.
final class ProductChecksum {
    private static final int MOST_DEPTH = 40;

    private final Map<String, Long> checksums = new TreeMap<>();

    private ProductChecksum() {}

    static String of(HdfFile file) {
        ProductChecksum all = new ProductChecksum();
        all.collect(file, file, "", 0);
        if (all.checksums.isEmpty()) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        all.checksums.forEach((path, crc) -> lines.append("%s %08x\n".formatted(path, crc)));
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void collect(HdfFile file, Group group, String path, int depth) {
        if (depth > MOST_DEPTH) {
            return;
        }
        for (Map.Entry<String, HdfLinks.Target> child : HdfLinks.of(file, group).entrySet()) {
            String below = path + "/" + child.getKey();
            switch (child.getValue()) {
                case HdfLinks.Target.Linked _, HdfLinks.Target.Lost _ -> {}
                case HdfLinks.Target.Found(Node node) -> collect(file, node, below, depth);
            }
        }
    }

    private void collect(HdfFile file, Node node, String below, int depth) {
        switch (node) {
            case Link _ -> {}
            case Dataset dataset -> {
                @Nullable Attribute crc = dataset.getAttribute(HdfNode.CHECKSUM);
                if (crc != null && crc.getData() instanceof Number value) {
                    checksums.put(below, value.longValue() & 0xFFFFFFFFL);
                }
            }
            case Group next -> collect(file, next, below, depth + 1);
            default -> {}
        }
    }
}
