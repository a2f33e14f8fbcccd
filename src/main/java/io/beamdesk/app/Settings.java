package io.beamdesk.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the operator has set in the desktop, kept between two starts.
///
/// @param experiment who measures what
/// @param beamline path of the beamline file, [#SIMULATED], or empty if nobody has chosen
/// @param dataFolder where products go; empty for the default
/// @param dark whether the dark theme is on
/// @param lowBandwidth whether few bytes may cross the network to the screen
/// @param forwardLogTo address of a project on a Sentry server (DSN) that errors go to; empty for none
/// @param crosshairs where the crosshair of the alignment camera is, by beamline, or by beamline and
///     level of the camera's zoom: `BL-1@2x`
/// @param calibrations what was measured of the alignment camera, by the same
public record Settings(
        Experiment experiment,
        String beamline,
        String dataFolder,
        boolean dark,
        boolean lowBandwidth,
        String forwardLogTo,
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

    /// What stands for a beamline file where the simulated beamline was chosen.
    public static final String SIMULATED = "simulated";

    /// Nothing set.
    public static final Settings DEFAULT =
            new Settings(Experiment.NONE, "", "", false, false, "", Map.of(), Map.of());

    /// With another experiment.
    public Settings withExperiment(Experiment now) {
        return new Settings(
                now,
                beamline,
                dataFolder,
                dark,
                lowBandwidth,
                forwardLogTo,
                crosshairs,
                calibrations);
    }

    /// With another beamline file, or [#SIMULATED].
    public Settings withBeamline(String now) {
        return new Settings(
                experiment,
                now,
                dataFolder,
                dark,
                lowBandwidth,
                forwardLogTo,
                crosshairs,
                calibrations);
    }

    /// With another data folder.
    public Settings withDataFolder(String now) {
        return new Settings(
                experiment,
                beamline,
                now,
                dark,
                lowBandwidth,
                forwardLogTo,
                crosshairs,
                calibrations);
    }

    /// With another theme.
    public Settings withDark(boolean now) {
        return new Settings(
                experiment,
                beamline,
                dataFolder,
                now,
                lowBandwidth,
                forwardLogTo,
                crosshairs,
                calibrations);
    }

    /// With low bandwidth or without.
    public Settings withLowBandwidth(boolean now) {
        return new Settings(
                experiment,
                beamline,
                dataFolder,
                dark,
                now,
                forwardLogTo,
                crosshairs,
                calibrations);
    }

    /// With the crosshair of a beamline elsewhere.
    public Settings withCrosshair(String of, Crosshair now) {
        Map<String, Crosshair> all = new LinkedHashMap<>(crosshairs);
        all.put(of, now);
        return new Settings(
                experiment,
                beamline,
                dataFolder,
                dark,
                lowBandwidth,
                forwardLogTo,
                Map.copyOf(all),
                calibrations);
    }

    /// With what was measured of a beamline's camera.
    public Settings withCalibration(String of, CameraCalibration now) {
        Map<String, CameraCalibration> all = new LinkedHashMap<>(calibrations);
        all.put(of, now);
        return new Settings(
                experiment,
                beamline,
                dataFolder,
                dark,
                lowBandwidth,
                forwardLogTo,
                crosshairs,
                Map.copyOf(all));
    }

    /// The beamline file; empty for the simulated beamline.
    public Optional<Path> beamlineFile() {
        return beamline.isBlank() || beamline.equals(SIMULATED)
                ? Optional.empty()
                : Optional.of(Path.of(beamline));
    }

    /// Where products go.
    public Path data() {
        return dataFolder.isBlank() ? Folders.data() : Path.of(dataFolder);
    }

    /// As a file may have it: everything optional.
    record Stored(
            @Nullable Experiment experiment,
            @Nullable String beamline,
            @Nullable String dataFolder,
            boolean dark,
            boolean lowBandwidth,
            @Nullable String forwardLogTo,
            @Nullable Map<String, Crosshair> crosshairs,
            @Nullable Map<String, CameraCalibration> calibrations) {}

    static Settings of(Stored stored) {
        Experiment e = Objects.requireNonNullElse(stored.experiment, Experiment.NONE);
        return new Settings(
                new Experiment(text(e.title()), text(e.proposal()), text(e.users())),
                text(stored.beamline),
                text(stored.dataFolder),
                stored.dark,
                stored.lowBandwidth,
                text(stored.forwardLogTo),
                Map.copyOf(Objects.requireNonNullElse(stored.crosshairs, Map.of())),
                Map.copyOf(Objects.requireNonNullElse(stored.calibrations, Map.of())));
    }

    Stored stored() {
        return new Stored(
                experiment,
                beamline,
                dataFolder,
                dark,
                lowBandwidth,
                forwardLogTo,
                crosshairs,
                calibrations);
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }

    /// Where the operator's own recipes lie.
    public static Path recipes() {
        return Folders.config().resolve("recipes");
    }

    /// Where the places of windows are remembered.
    public static Path windows() {
        return Folders.state().resolve("windows.json");
    }

    static Path file() {
        return Folders.config().resolve("settings.json");
    }

    /// What holds now.
    public static Settings load() {
        return SettingsLayers.read().settings();
    }

    /// Changes the person's file, one change after the other.
    ///
    /// @throws IOException if it cannot be written
    public static synchronized void change(UnaryOperator<Settings> change) throws IOException {
        SettingsLayers now = SettingsLayers.read();
        now.keep(change.apply(now.settings()));
    }
}
