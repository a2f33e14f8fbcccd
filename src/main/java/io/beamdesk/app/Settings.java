package io.beamdesk.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the operator has set in the desktop, kept between two starts.
///
/// @param experiment who measures what
/// @param dataFolder where products go; empty for the default
/// @param dark whether the dark theme is on
/// @param lowBandwidth whether few bytes may cross the network to the screen
/// @param crosshairs where the crosshair of the alignment camera is, by beamline, or by beamline and
///     level of the camera's zoom: `BL-1@2x`
/// @param calibrations what was measured of the alignment camera, by the same
public record Settings(
        Experiment experiment,
        String dataFolder,
        boolean dark,
        boolean lowBandwidth,
        Map<String, Crosshair> crosshairs,
        Map<String, CameraCalibration> calibrations) {
    /// A place in a frame, in pixels from its upper left corner.
    ///
    /// @param column pixels to the right
    /// @param row pixels down
    public record Crosshair(double column, double row) {}

    /// What was measured of a camera; what was not is null.
    ///
    /// @param pixelSize size of a pixel at the sample in mm
    /// @param beam where the beam meets the frame
    public record CameraCalibration(@Nullable Double pixelSize, @Nullable Crosshair beam) {}

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /// Nothing set.
    public static final Settings DEFAULT =
            new Settings(Experiment.NONE, "", false, false, Map.of(), Map.of());

    /// With another experiment.
    public Settings withExperiment(Experiment now) {
        return new Settings(now, dataFolder, dark, lowBandwidth, crosshairs, calibrations);
    }

    /// With another data folder.
    public Settings withDataFolder(String now) {
        return new Settings(experiment, now, dark, lowBandwidth, crosshairs, calibrations);
    }

    /// With another theme.
    public Settings withDark(boolean now) {
        return new Settings(experiment, dataFolder, now, lowBandwidth, crosshairs, calibrations);
    }

    /// With low bandwidth or without.
    public Settings withLowBandwidth(boolean now) {
        return new Settings(experiment, dataFolder, dark, now, crosshairs, calibrations);
    }

    /// With the crosshair of a beamline elsewhere.
    public Settings withCrosshair(String beamline, Crosshair now) {
        Map<String, Crosshair> all = new LinkedHashMap<>(crosshairs);
        all.put(beamline, now);
        return new Settings(
                experiment, dataFolder, dark, lowBandwidth, Map.copyOf(all), calibrations);
    }

    /// With what was measured of a beamline's camera.
    public Settings withCalibration(String beamline, CameraCalibration now) {
        Map<String, CameraCalibration> all = new LinkedHashMap<>(calibrations);
        all.put(beamline, now);
        return new Settings(
                experiment, dataFolder, dark, lowBandwidth, crosshairs, Map.copyOf(all));
    }

    /// Where products go.
    public Path data() {
        return dataFolder.isBlank() ? Folders.data() : Path.of(dataFolder);
    }

    /// As the file may have it: everything optional.
    private record Stored(
            @Nullable Experiment experiment,
            @Nullable String dataFolder,
            boolean dark,
            boolean lowBandwidth,
            @Nullable Map<String, Crosshair> crosshairs,
            @Nullable Map<String, CameraCalibration> calibrations) {}

    /// Where the operator's own recipes lie.
    public static Path recipes() {
        return Folders.config().resolve("recipes");
    }

    static Path file() {
        return Folders.config().resolve("settings.json");
    }

    /// Reads the file; a broken one is set aside with a message, never lost.
    public static Settings load() {
        Path file = file();
        try {
            Stored stored =
                    Objects.requireNonNull(GSON.fromJson(Files.readString(file), Stored.class));
            Experiment e = Objects.requireNonNullElse(stored.experiment, Experiment.NONE);
            return new Settings(
                    new Experiment(text(e.title()), text(e.proposal()), text(e.users())),
                    text(stored.dataFolder),
                    stored.dark,
                    stored.lowBandwidth,
                    Map.copyOf(Objects.requireNonNullElse(stored.crosshairs, Map.of())),
                    Map.copyOf(Objects.requireNonNullElse(stored.calibrations, Map.of())));
        } catch (NoSuchFileException _) {
            return DEFAULT;
        } catch (IOException | JsonParseException | NullPointerException problem) {
            LOG.warn(
                    "The settings in {} could not be read ({}); they are set aside as settings.json.broken and the defaults hold",
                    file,
                    problem.getMessage());
            try {
                Files.move(
                        file,
                        file.resolveSibling("settings.json.broken"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException worse) {
                LOG.warn("Nor could {} be set aside: {}", file, worse.getMessage());
            }
            return DEFAULT;
        }
    }

    /// Changes the file, one change after the other.
    ///
    /// @throws IOException if it cannot be written
    public static synchronized void change(UnaryOperator<Settings> change) throws IOException {
        change.apply(load()).save();
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }

    /// Writes the file; never half of it.
    ///
    /// @throws IOException if it cannot be written
    public void save() throws IOException {
        Path file = file();
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("settings.json.new");
        Files.writeString(
                fresh,
                GSON.toJson(
                                new Stored(
                                        experiment,
                                        dataFolder,
                                        dark,
                                        lowBandwidth,
                                        crosshairs,
                                        calibrations))
                        + "\n");
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
