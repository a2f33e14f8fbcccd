package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GlobusTransferTest {
    @Test
    void jsonNamesBothCollectionsAndEveryFile() {
        UUID source = new UUID(1, 2);
        UUID destination = new UUID(3, 4);
        Parcel parcel =
                new Parcel(
                        List.of(
                                new Parcel.Item(Path.of("a"), "a.h5", 1),
                                new Parcel.Item(Path.of("b"), "day 2/b \"ü\".h5", 2)));
        JsonObject document =
                JsonParser.parseString(
                                new GlobusTransfer(source, "/data/", destination, "/~/in", "Ni")
                                        .json(parcel))
                        .getAsJsonObject();
        assertThat(document.get("DATA_TYPE").getAsString()).isEqualTo("transfer");
        assertThat(document.get("source_endpoint").getAsString()).isEqualTo(source.toString());
        assertThat(document.get("destination_endpoint").getAsString())
                .isEqualTo(destination.toString());
        assertThat(document.get("verify_checksum").getAsBoolean()).isTrue();
        JsonObject second = document.getAsJsonArray("DATA").get(1).getAsJsonObject();
        assertThat(second.get("DATA_TYPE").getAsString()).isEqualTo("transfer_item");
        assertThat(second.get("source_path").getAsString()).isEqualTo("/data/day 2/b \"ü\".h5");
        assertThat(second.get("destination_path").getAsString())
                .isEqualTo("/~/in/day 2/b \"ü\".h5");
    }
}
