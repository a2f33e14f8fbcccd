package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of what was typed into recipes and not saved.
final class DraftsFile {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Recipes");

    /// What was typed and not saved.
    ///
    /// @param of key of the recipe that it was typed into, empty for a new one
    /// @param item of the queue that it was typed into
    /// @param recipe as it stood in the form
    record Draft(Optional<String> of, Optional<RecipeShelf.Item> item, JsonObject recipe) {
        private static Draft of(JsonObject json) {
            return new Draft(
                    Optional.of(JsonPath.text(json, "of")).filter(key -> !key.isEmpty()),
                    Optional.of(JsonPath.text(json, "item.id"))
                            .filter(id -> !id.isEmpty())
                            .map(id -> new RecipeShelf.Item(id, JsonPath.text(json, "item.label"))),
                    JsonPath.object(json, "recipe"));
        }

        private JsonObject toJson() {
            JsonObject json = new JsonObject();
            of.ifPresent(key -> json.addProperty("of", key));
            item.ifPresent(i -> {
                JsonObject words = new JsonObject();
                words.addProperty("id", i.id());
                words.addProperty("label", i.label());
                json.add("item", words);
            });
            json.add("recipe", recipe);
            return json;
        }
    }

    private final Path file;
    private List<Draft> kept = List.of();

    DraftsFile(Path file) {
        this.file = file;
    }

    /// What was typed and not saved when it was kept last; nothing if that cannot be read.
    synchronized List<Draft> read() {
        List<Draft> drafts = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                for (JsonElement draft :
                        JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
                    drafts.add(Draft.of(draft.getAsJsonObject()));
                }
            }
        } catch (IOException | JsonParseException | IllegalStateException unreadable) {
            LOG.warn(
                    "What was typed into recipes and not saved is lost: {} cannot be read: {}",
                    file,
                    unreadable.getMessage());
        }
        return drafts;
    }

    /// Keeps what is typed and not saved, as it is by the time that it is written.
    ///
    /// @throws IOException if it cannot be written
    synchronized void keep(Supplier<List<Draft>> drafts) throws IOException {
        List<Draft> now = drafts.get();
        if (now.equals(kept)) {
            return;
        }
        if (now.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            JsonArray json = new JsonArray();
            now.forEach(draft -> json.add(draft.toJson()));
            RecipeShelf.write(file, json + "\n");
        }
        kept = now;
    }
}
