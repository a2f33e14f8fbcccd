package io.beamdesk.product;

import io.jhdf.AbstractNode;
import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.HdfFile;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.links.ExternalLink;
import io.jhdf.links.SoftLink;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The links of a group, each followed by itself: the library gives up a whole group for one node that
/// it does not know, such as a virtual dataset.
final class HdfLinks {
    // Cache type of an entry of a symbol table that holds a soft link.
    private static final int SOFT = 2;
    private static final int MOST_LINKS = 16;

    private final HdfFile file;
    private final Group group;
    private final HdfBackingStorage storage;
    private final Map<String, Target> links = new TreeMap<>();

    /// Where a link leads.
    sealed interface Target {
        /// To a node.
        record Found(Node node) implements Target {}

        /// To frames that are in files of the detector's own.
        record Linked(LinkedFrames frames) implements Target {}

        /// To something that cannot be read, and why.
        record Lost(String reason) implements Target {}
    }

    private HdfLinks(HdfFile file, Group group) {
        this.file = file;
        this.group = group;
        storage = file.getHdfBackingStorage();
    }

    /// The links of a group by name, in alphabetical order.
    static Map<String, Target> of(HdfFile file, Group group) {
        HdfLinks links = new HdfLinks(file, group);
        try {
            group.getChildren()
                    .forEach((name, node) -> links.links.put(name, new Target.Found(node)));
        } catch (RuntimeException | VirtualMachineError _) {
            links.links.clear();
            links.followEach();
        }
        return links.links;
    }

    /// The node that a link of a group leads to, through other links if need be; empty if there is
    /// none.
    ///
    /// @param above path of the group
    static Optional<Node> follow(HdfFile file, String above, Link link) {
        return follow(file, above, link, MOST_LINKS);
    }

    private static Optional<Node> follow(HdfFile file, String above, Link link, int left) {
        if (link instanceof ExternalLink) {
            return link.isBrokenLink() ? Optional.empty() : Optional.of(link.getTarget());
        }
        String target = link.getTargetPath();
        Node node = file;
        String path = "";
        for (String name : (target.startsWith("/") ? target : above + "/" + target).split("/", 0)) {
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (!(node instanceof Group group)
                    || !(of(file, group).get(name) instanceof Target.Found(Node next))) {
                return Optional.empty();
            }
            if (next instanceof Link other) {
                Optional<Node> there =
                        left == 0 ? Optional.empty() : follow(file, path, other, left - 1);
                if (there.isEmpty()) {
                    return there;
                }
                next = there.get();
            }
            node = next;
            path += "/" + name;
        }
        return Optional.of(node);
    }

    private void followEach() {
        ObjectHeader header =
                group instanceof AbstractNode node
                        ? node.getHeader()
                        : ObjectHeader.readObjectHeader(storage, group.getAddress());
        if (header.hasMessageOfType(SymbolTableMessage.class)) {
            symbols(header.getMessageOfType(SymbolTableMessage.class));
        } else {
            messages(header).forEach(this::follow);
        }
    }

    private List<LinkMessage> messages(ObjectHeader header) {
        if (!header.hasMessageOfType(LinkInfoMessage.class)) {
            return header.getMessagesOfType(LinkMessage.class);
        }
        LinkInfoMessage where = header.getMessageOfType(LinkInfoMessage.class);
        if (where.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS) {
            return header.getMessagesOfType(LinkMessage.class);
        }
        FractalHeap heap = new FractalHeap(storage, where.getFractalHeapAddress());
        BTreeV2<LinkNameForIndexedGroupRecord> index =
                new BTreeV2<>(storage, where.getBTreeNameIndexAddress());
        List<LinkMessage> messages = new ArrayList<>();
        for (LinkNameForIndexedGroupRecord each : index.getRecords()) {
            messages.add(LinkMessage.fromBuffer(heap.getId(each.getId()), storage.getSuperblock()));
        }
        return messages;
    }

    private void follow(LinkMessage link) {
        if (link.getLinkType() == LinkMessage.LinkType.HARD
                && linked(link.getHardLinkAddress()) instanceof LinkedFrames frames) {
            links.put(link.getLinkName(), new Target.Linked(frames));
            return;
        }
        follow(
                link.getLinkName(),
                () ->
                        switch (link.getLinkType()) {
                            case HARD -> node(link.getHardLinkAddress(), link.getLinkName());
                            case SOFT ->
                                    new SoftLink(link.getSoftLink(), link.getLinkName(), group);
                            case EXTERNAL ->
                                    new ExternalLink(
                                            link.getExternalFile(),
                                            link.getExternalPath(),
                                            link.getLinkName(),
                                            group);
                        });
    }

    /// With its group, where the library can be told: it looks for the file of a dataset there.
    private Node node(long address, String name) {
        ObjectHeader header = ObjectHeader.readObjectHeader(storage, address);
        return header.hasMessageOfType(DataSpaceMessage.class)
                ? DatasetLoader.createDataset(storage, header, name, group)
                : file.getNodeByAddress(address);
    }

    /// Frames in files of the detector's own that a product keeps there; null if it is something else.
    private @Nullable LinkedFrames linked(long address) {
        try {
            file.getNodeByAddress(address);
            return null;
        } catch (RuntimeException | VirtualMachineError _) {
            try {
                return LinkedFrames.at(file.getFileAsPath(), address);
            } catch (RuntimeException _) {
                // Of another program, or damaged.
                return null;
            }
        }
    }

    private void symbols(SymbolTableMessage table) {
        ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
        for (long address :
                BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
            for (SymbolTableEntry entry :
                    new GroupSymbolTableNode(storage, address).getSymbolTableEntries()) {
                String name = text(names, entry.getLinkNameOffset());
                follow(
                        name,
                        () ->
                                entry.getCacheType() == SOFT
                                        ? new SoftLink(
                                                text(names, entry.getLinkValueOffset()),
                                                name,
                                                group)
                                        : node(entry.getObjectHeaderAddress(), name));
            }
        }
    }

    private static String text(ByteBuffer names, int offset) {
        return Utils.readUntilNull(names.duplicate().position(offset));
    }

    private void follow(String name, Supplier<Node> node) {
        try {
            links.put(name, new Target.Found(node.get()));
        } catch (RuntimeException | VirtualMachineError e) {
            links.put(name, new Target.Lost(reason(e)));
        }
    }

    /// What the library says of kinds of datasets that it does not know, in words of HDF5.
    private static String reason(Throwable e) {
        String reason = ProductOutline.reason(e);
        if (reason.contains("Virtual storage")) {
            return "it is a virtual dataset, put together from other files; open those";
        }
        if (reason.contains("External Data Files")) {
            return "its values are in files of their own, outside HDF5";
        }
        return "it is damaged, or of a type that is not known here (" + reason + ")";
    }
}
