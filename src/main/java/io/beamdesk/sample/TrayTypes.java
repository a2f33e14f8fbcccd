package io.beamdesk.sample;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The types of tray there are: those of `assets/plates.json`, and a person's own from further files.
///
/// @param byName in the order in which they are offered
public record TrayTypes(Map<String, TrayType> byName) {
    /// What is meant where nobody says: 96 wells with two drops.
    public static final String DEFAULT = "96-2";

    private static final String RESOURCE = "/io/beamdesk/assets/plates.json";
    private static final TrayTypes SHIPPED = readShipped();

    /// Keeps the order.
    public TrayTypes {
        byName = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /// Those that come with Beamdesk.
    public static TrayTypes shipped() {
        return SHIPPED;
    }

    /// All types in the order in which they are offered.
    public List<TrayType> all() {
        return List.copyOf(byName.values());
    }

    /// The type of a name, if there is one.
    public Optional<TrayType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The type of a name.
    ///
    /// @throws SampleException if there is none; says which there are
    public TrayType get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new SampleException(
                                "There is no type of tray \"%s\"; known are %s"
                                        .formatted(name, String.join(", ", byName.keySet()))));
    }

    /// These and those of a file, or of every `.json` in a folder in the order of their names. A type
    /// of a name that there is already takes its place. A folder that is not there adds nothing.
    ///
    /// @throws SampleException with everything that is wrong, each with file and path:
    ///     `own.json: types[0].pitch[1]`
    public TrayTypes with(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            return Files.notExists(fileOrFolder) && !isJson(fileOrFolder)
                    ? this
                    : withFile(fileOrFolder);
        }
        TrayTypes types = this;
        try (Stream<Path> files = Files.list(fileOrFolder)) {
            for (Path file : files.filter(TrayTypes::isJson).sorted().toList()) {
                types = types.withFile(file);
            }
            return types;
        } catch (IOException problem) {
            throw unreadable(fileOrFolder, problem);
        }
    }

    private static boolean isJson(Path path) {
        return path.toString().endsWith(".json");
    }

    private TrayTypes withFile(Path file) {
        try {
            return with(Files.readString(file), file.getFileName().toString());
        } catch (CharacterCodingException _) {
            throw new SampleException(file + " is not a text in UTF-8; save it as one");
        } catch (NoSuchFileException _) {
            throw new SampleException("There is no file " + file + "; check its name");
        } catch (IOException problem) {
            throw unreadable(file, problem);
        }
    }

    private static SampleException unreadable(Path path, IOException problem) {
        return new SampleException(
                "The types of tray in " + path + " could not be read: " + problem, problem);
    }

    /// These and those of a text.
    ///
    /// @param file what to call the text in faults
    /// @throws SampleException with everything that is wrong
    public TrayTypes with(String text, String file) {
        Map<String, TrayType> all = new LinkedHashMap<>(byName);
        new TrayTypeReading(file, byName)
                .types(json(text, file))
                .forEach(t -> all.put(t.name(), t));
        return new TrayTypes(all);
    }

    private static JsonObject json(String text, String file) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (!element.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
                throw new SampleException(
                        file + " is not one JSON object in braces; begin with {\"types\": [");
            }
            return element.getAsJsonObject();
        } catch (JsonParseException
                | IOException
                | NumberFormatException
                | StackOverflowError problem) {
            String why =
                    String.valueOf(problem.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("it is nested too deeply")
                            .replaceFirst("^.*Exception: ", "");
            throw new SampleException(
                    file + " is not JSON: " + why + "; correct it there", problem);
        }
    }

    private static TrayTypes readShipped() {
        try (InputStream bytes =
                Objects.requireNonNull(TrayTypes.class.getResourceAsStream(RESOURCE))) {
            return new TrayTypes(Map.of())
                    .with(new String(bytes.readAllBytes(), StandardCharsets.UTF_8), "plates.json");
        } catch (IOException broken) {
            throw new IllegalStateException(
                    RESOURCE + " is part of the application and cannot be read", broken);
        }
    }
}
