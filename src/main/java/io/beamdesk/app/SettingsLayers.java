package io.beamdesk.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.beamdesk.config.Nearest;
import io.beamdesk.log.Logging;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The settings as they are laid over each other: what is built in, the site's files, the person's file.
/// Each value comes from the last one that has it; experiment, crosshairs and calibrations are laid over
/// each other value by value.
public final class SettingsLayers {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Settings");
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    static final String BUILT_IN = "built-in";

    /// Its value is a secret.
    private static final String FORWARD = "forwardLogTo";

    private final Path person;
    private final JsonObject personal;
    private final JsonObject values;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /// A value and where it comes from.
    ///
    /// @param name with its object before a dot: `experiment.title`
    /// @param value as JSON
    /// @param source `built-in`, or the path of a file
    public record Value(String name, JsonElement value, String source) {}

    private SettingsLayers(List<Path> site, Path person) {
        this.person = person;
        values = tree(Settings.DEFAULT);
        values.entrySet().forEach(e -> note(e.getKey(), e.getValue(), BUILT_IN));
        for (Path file : site) {
            content(file).ifPresent(content -> lay(content, file));
        }
        Optional<JsonObject> own = content(person);
        own.ifPresent(content -> lay(content, person));
        personal = own.orElseGet(JsonObject::new);
    }

    /// Reads the files of this machine and person; says in the log what is wrong with them.
    public static SettingsLayers read() {
        return read(Folders.siteSettings(), Settings.file());
    }

    /// Reads these files, the weakest of the site first.
    static SettingsLayers read(List<Path> site, Path person) {
        SettingsLayers read = new SettingsLayers(site, person);
        read.problems.forEach(LOG::warn);
        return read;
    }

    /// What holds.
    public Settings settings() {
        return Settings.of(GSON.fromJson(values, Settings.Stored.class));
    }

    /// What was wrong with the files, one sentence each.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /// Each value with its source.
    public List<Value> explained() {
        List<Value> all = new ArrayList<>();
        values.entrySet()
                .forEach(e -> {
                    if (e.getValue() instanceof JsonObject object) {
                        object.entrySet()
                                .forEach(inner ->
                                        all.add(
                                                value(
                                                        e.getKey() + "." + inner.getKey(),
                                                        inner.getValue())));
                    } else {
                        all.add(value(e.getKey(), e.getValue()));
                    }
                });
        return all;
    }

    private Value value(String name, JsonElement value) {
        return new Value(name, value, sources.getOrDefault(name, BUILT_IN));
    }

    private Optional<JsonObject> content(Path file) {
        String why;
        try {
            if (JsonParser.parseString(Files.readString(file)) instanceof JsonObject content) {
                return Optional.of(content);
            }
            why = "it is no JSON object";
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (AccessDeniedException _) {
            why = "you may not read it";
        } catch (CharacterCodingException _) {
            why = "it is no text in UTF-8";
        } catch (FileSystemException unreadable) {
            why =
                    Optional.ofNullable(unreadable.getReason())
                            .orElse("it cannot be read, " + unreadable.getClass().getSimpleName());
        } catch (IOException broken) {
            why = String.valueOf(broken.getMessage());
        } catch (JsonParseException broken) {
            why = sentence(broken);
        }
        problems.add(
                file.equals(person)
                        ? setAside(file, why)
                        : "The site's settings in %s could not be read (%s) and do not hold; tell who looks after this computer"
                                .formatted(file, why));
        return Optional.empty();
    }

    /// What is wrong and in which line, without the names of classes and paths around it.
    private static String sentence(JsonParseException broken) {
        String said = String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
        return said.replaceFirst("^[\\w.]+Exception: ", "").replaceFirst(" path .*", "");
    }

    /// A broken file of the person's is renamed, never deleted or written over.
    private static String setAside(Path file, String why) {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        for (int i = 2; Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".broken-" + i);
        }
        try {
            Files.move(file, aside);
            return "Your settings in %s could not be read (%s); they are kept as %s, and the site's and built-in ones hold"
                    .formatted(file, why, aside.getFileName());
        } catch (IOException worse) {
            return "Your settings in %s could not be read (%s), nor set aside (%s); the site's and built-in ones hold"
                    .formatted(file, why, worse.getMessage());
        }
    }

    private void lay(JsonObject content, Path file) {
        Set<String> known = values.keySet();
        content.entrySet()
                .forEach(e -> {
                    String name = e.getKey();
                    if (!known.contains(name)) {
                        problems.add(
                                "\"%s\" in %s is not a setting%s"
                                        .formatted(
                                                name,
                                                file,
                                                Nearest.to(name, known)
                                                        .map(near ->
                                                                "; did you mean \"" + near + "\"?")
                                                        .orElse(
                                                                "; \"beamdesk settings\" prints all")));
                    } else if (!fits(name, e.getValue())) {
                        problems.add(
                                "%s in %s cannot be %s and keeps the value from %s; correct the file"
                                        .formatted(
                                                name,
                                                file,
                                                name.equals(FORWARD) ? "that" : e.getValue(),
                                                sources.getOrDefault(name, BUILT_IN)));
                    } else if (values.get(name) instanceof JsonObject below
                            && e.getValue() instanceof JsonObject above) {
                        above.entrySet()
                                .forEach(inner -> below.add(inner.getKey(), inner.getValue()));
                        note(name, above, file.toString());
                    } else {
                        values.add(name, e.getValue());
                        note(name, e.getValue(), file.toString());
                    }
                });
    }

    private void note(String name, JsonElement value, String source) {
        sources.put(name, source);
        if (value instanceof JsonObject object) {
            object.keySet().forEach(inner -> sources.put(name + "." + inner, source));
        }
    }

    private boolean fits(String name, JsonElement value) {
        JsonObject alone = new JsonObject();
        alone.add(name, value);
        JsonElement built = values.get(name);
        if (name.equals(FORWARD)
                && value instanceof JsonPrimitive address
                && !address.getAsString().isBlank()
                && !Logging.isProject(address.getAsString())) {
            return false;
        }
        try {
            var _ = GSON.fromJson(alone, Settings.Stored.class);
            // Gson takes a number for a text.
            return built.isJsonObject() == value.isJsonObject()
                    && (!(built instanceof JsonPrimitive has)
                            || (value instanceof JsonPrimitive given
                                    && given.isBoolean() == has.isBoolean()
                                    && given.isString() == has.isString()));
        } catch (JsonParseException _) {
            return false;
        }
    }

    /// Writes into the person's file what is different now; the rest of the file stays as it is, and what
    /// comes from the site goes on coming from there. Never half of a file.
    ///
    /// @throws IOException if it cannot be written
    void keep(Settings now) throws IOException {
        JsonObject before = tree(settings());
        JsonObject after = tree(now);
        after.entrySet().forEach(e -> keep(personal, e.getKey(), before, e.getValue()));
        Files.createDirectories(person.getParent());
        Path fresh = person.resolveSibling(person.getFileName() + ".new");
        Files.writeString(fresh, GSON.toJson(personal) + "\n");
        Files.move(
                fresh, person, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void keep(JsonObject into, String name, JsonObject before, JsonElement now) {
        if (now.equals(before.get(name))) {
            return;
        }
        if (now instanceof JsonObject object && before.get(name) instanceof JsonObject old) {
            if (!(into.get(name) instanceof JsonObject)) {
                into.add(name, new JsonObject());
            }
            JsonObject inner = into.getAsJsonObject(name);
            object.entrySet().forEach(e -> keep(inner, e.getKey(), old, e.getValue()));
        } else {
            into.add(name, now);
        }
    }

    private static JsonObject tree(Settings settings) {
        return GSON.toJsonTree(settings.stored()).getAsJsonObject();
    }
}
