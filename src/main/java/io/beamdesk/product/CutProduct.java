package io.beamdesk.product;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentReading;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A product whose end is missing, as that of a copy that was interrupted: its superblock points to a tree
/// behind the end of the file. Every commit before has left a whole tree, whose root was written last; the
/// last root that the file still has is looked for from its end.
///
/// @param scan has read the tree
/// @param root of that tree
/// @param declared the documents that say which columns there are, as the product itself keeps them
record CutProduct(HdfScan scan, HdfScan.Group root, Journal.Content declared) {
    private static final int PIECE = 1 << 20;
    private static final String SIGNATURE = "OHDR";
    private static final String DOCUMENTS = "/entry/process/documents/";

    /// The last whole tree; empty if the file has none.
    static Optional<CutProduct> find(FileChannel channel) throws IOException {
        for (long end = channel.size(); end > 0; end = Math.max(0, end - PIECE)) {
            long start = Math.max(0, end - PIECE);
            // A signature may lie across two pieces.
            int size = (int) (Math.min(channel.size(), end + SIGNATURE.length() - 1) - start);
            ByteBuffer piece = ByteBuffer.allocate(size);
            while (piece.hasRemaining() && channel.read(piece, start + piece.position()) >= 0) {}
            String letters = new String(piece.array(), StandardCharsets.ISO_8859_1);
            for (int at = letters.lastIndexOf(SIGNATURE);
                    at >= 0;
                    at = at == 0 ? -1 : letters.lastIndexOf(SIGNATURE, at - 1)) {
                Optional<CutProduct> found = at(channel, start + at);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<CutProduct> at(FileChannel channel, long address) throws IOException {
        HdfScan scan = new HdfScan(channel);
        HdfScan.Group root = scan.tree(address);
        boolean whole =
                scan.problems().isEmpty()
                        && root.links().keySet().equals(Set.of("entry"))
                        && "NXroot".equals(root.attributes().get("NX_class"));
        return whole
                ? Optional.of(new CutProduct(scan, root, declared(scan, root)))
                : Optional.empty();
    }

    private static Journal.Content declared(HdfScan scan, HdfScan.Group root) throws IOException {
        RunStart start = null;
        List<EventDescriptor> descriptors = new ArrayList<>();
        List<Document> resources = new ArrayList<>();
        HdfScan.Group kept = documents(root);
        for (Map.Entry<String, HdfScan.Node> link : kept.links().entrySet()) {
            JsonObject fields = fields(scan, link.getValue());
            String name = link.getKey();
            if (name.equals("start")) {
                start = DocumentReading.start(fields);
            } else if (name.startsWith("descriptor_")) {
                descriptors.add(DocumentReading.descriptor(fields));
            } else if (name.startsWith("stream_resource_")) {
                resources.add(DocumentReading.resource(fields));
            }
        }
        if (start == null) {
            throw new HdfScan.Damage("it has no start document");
        }
        Map<String, Compression> packing = new HashMap<>();
        for (EventDescriptor descriptor : descriptors) {
            packing.putAll(packing(start, descriptor, root));
        }
        List<Document> documents = new ArrayList<>(List.of(start));
        documents.addAll(descriptors);
        documents.addAll(resources);
        return new Journal.Content(documents, List.of(), packing);
    }

    private static HdfScan.Group documents(HdfScan.Group root) {
        HdfScan.Node node = root;
        for (String name : DOCUMENTS.substring(1, DOCUMENTS.length() - 1).split("/", -1)) {
            node = node instanceof HdfScan.Group group ? group.links().get(name) : null;
        }
        if (node instanceof HdfScan.Group group) {
            return group;
        }
        throw new HdfScan.Damage("it has no documents");
    }

    private static JsonObject fields(HdfScan scan, HdfScan.Node node) throws IOException {
        if (node instanceof HdfScan.Dataset text && text.type() == HdfType.TEXT) {
            ByteBuffer bytes = ByteBuffer.wrap(text.compact()).order(ByteOrder.LITTLE_ENDIAN);
            String json = (String) scan.elements(HdfType.TEXT, bytes).getFirst();
            return JsonParser.parseString(json).getAsJsonObject();
        }
        throw new HdfScan.Damage("one of its documents is no text");
    }

    private static Map<String, Compression> packing(
            RunStart start, EventDescriptor descriptor, HdfScan.Group root) {
        Map<String, Compression> packing = new HashMap<>();
        NexusLayout.Places places = new NexusLayout(start).place(descriptor);
        for (Map.Entry<String, DataKey> key : descriptor.dataKeys().entrySet()) {
            NexusLayout.Column column = places.columns().get(key.getKey());
            if (NexusLayout.isFrames(key.getValue()) && column != null) {
                HdfScan.dataset(root, column.path())
                        .ifPresent(frames ->
                                packing.put(key.getValue().objectName(), frames.compression()));
            }
        }
        return packing;
    }
}
