package io.beamdesk.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The document that asks Globus to bring a parcel from one of its collections to another.
///
/// @param source collection that has the files
/// @param base folder in it that the names of the parcel start from
/// @param destination collection that gets them
/// @param folder folder in it
/// @param label what the transfer is called in Globus
/// @see <a href="https://docs.globus.org/api/transfer/task_submit/">Globus Transfer API, task submission</a>
public record GlobusTransfer(
        UUID source, String base, UUID destination, String folder, String label) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    // Compare checksums of what is there already, and send only what differs.
    private static final int SYNC_CHECKSUM = 3;

    /// The document as JSON. Who submits it adds the `submission_id` that the service gives out.
    public String json(Parcel parcel) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Parcel.Item item : parcel.items()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("DATA_TYPE", "transfer_item");
            entry.put("source_path", below(base, item.name()));
            entry.put("destination_path", below(folder, item.name()));
            items.add(entry);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("DATA_TYPE", "transfer");
        document.put("label", label);
        document.put("source_endpoint", source.toString());
        document.put("destination_endpoint", destination.toString());
        document.put("sync_level", SYNC_CHECKSUM);
        document.put("verify_checksum", true);
        document.put("preserve_timestamp", true);
        document.put("encrypt_data", true);
        document.put("DATA", items);
        return GSON.toJson(document);
    }

    private static String below(String top, String name) {
        return top.endsWith("/") ? top + name : top + "/" + name;
    }
}
