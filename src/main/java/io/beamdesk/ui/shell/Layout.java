package io.beamdesk.ui.shell;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Rectangle2D;

/// Where the windows are on one set-up of screens, and what they show.
///
/// @param main the main window
/// @param maximized whether it fills its screen
/// @param pane title of the pane in view
/// @param own windows of panes, by title
public record Layout(
        Rectangle2D main, boolean maximized, String pane, Map<String, Rectangle2D> own) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /// So much of a window's upper edge must be on a screen that a person can grasp it.
    private static final double GRIP = 100;

    private static final double SMALLEST_WIDTH = 640;
    private static final double SMALLEST_HEIGHT = 400;

    /// Copies the map.
    public Layout {
        own = Map.copyOf(own);
    }

    /// A name for a set-up of screens, the same whenever they are connected in the same way.
    static String setup(List<Rectangle2D> screens) {
        return screens.stream()
                .map(s ->
                        String.format(
                                Locale.ROOT,
                                "%.0fx%.0f%+.0f%+.0f",
                                s.getWidth(),
                                s.getHeight(),
                                s.getMinX(),
                                s.getMinY()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /// The window as it fits onto the screens that there are: no larger than its screen, and where somebody
    /// can reach it.
    ///
    /// @param screens at least one, the first one for windows that are nowhere
    static Rectangle2D within(Rectangle2D window, List<Rectangle2D> screens) {
        Rectangle2D screen =
                screens.stream()
                        .filter(s -> grip(window, s) >= Math.min(GRIP, window.getWidth()))
                        .findFirst()
                        .orElse(screens.getFirst());
        double width = Math.min(Math.max(window.getWidth(), SMALLEST_WIDTH), screen.getWidth());
        double height = Math.min(Math.max(window.getHeight(), SMALLEST_HEIGHT), screen.getHeight());
        double x = Math.clamp(window.getMinX(), screen.getMinX(), screen.getMaxX() - width);
        double y = Math.clamp(window.getMinY(), screen.getMinY(), screen.getMaxY() - height);
        return new Rectangle2D(x, y, width, height);
    }

    /// How much of the upper edge is on a screen.
    private static double grip(Rectangle2D window, Rectangle2D screen) {
        boolean edge =
                window.getMinY() >= screen.getMinY() - 1
                        && window.getMinY() < screen.getMaxY() - 20;
        return edge
                ? Math.min(window.getMaxX(), screen.getMaxX())
                        - Math.max(window.getMinX(), screen.getMinX())
                : 0;
    }

    /// What is remembered for these screens; empty if nothing is, or the file is damaged, which costs nothing
    /// but the places of windows.
    public static Optional<Layout> read(Path file, List<Rectangle2D> screens) {
        try {
            return Optional.ofNullable(all(file).get(setup(screens)))
                    .map(JsonElement::getAsJsonObject)
                    .map(object -> layout(object, screens));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static JsonObject all(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new JsonObject();
        }
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException damaged) {
            return new JsonObject();
        }
    }

    private static Layout layout(JsonObject object, List<Rectangle2D> screens) {
        Map<String, Rectangle2D> own = new LinkedHashMap<>();
        object.getAsJsonObject("own")
                .entrySet()
                .forEach(e -> own.put(e.getKey(), within(bounds(e.getValue()), screens)));
        return new Layout(
                within(bounds(object.get("main")), screens),
                object.get("maximized").getAsBoolean(),
                object.get("pane").getAsString(),
                own);
    }

    private static Rectangle2D bounds(JsonElement array) {
        JsonArray numbers = array.getAsJsonArray();
        return new Rectangle2D(
                numbers.get(0).getAsDouble(),
                numbers.get(1).getAsDouble(),
                Math.max(1, numbers.get(2).getAsDouble()),
                Math.max(1, numbers.get(3).getAsDouble()));
    }

    /// Remembers it for these screens, beside what is remembered for others.
    ///
    /// @throws IOException if it cannot be written
    public void keep(Path file, List<Rectangle2D> screens) throws IOException {
        JsonObject object = new JsonObject();
        object.add("main", numbers(main));
        object.addProperty("maximized", maximized);
        object.addProperty("pane", pane);
        JsonObject windows = new JsonObject();
        own.forEach((title, bounds) -> windows.add(title, numbers(bounds)));
        object.add("own", windows);
        JsonObject all = all(file);
        all.add(setup(screens), object);
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, GSON.toJson(all) + "\n");
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static JsonArray numbers(Rectangle2D bounds) {
        JsonArray numbers = new JsonArray();
        numbers.add(bounds.getMinX());
        numbers.add(bounds.getMinY());
        numbers.add(bounds.getWidth());
        numbers.add(bounds.getHeight());
        return numbers;
    }
}
