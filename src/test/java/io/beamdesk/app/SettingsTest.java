package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir private Path home;
    private String before = "";

    @BeforeEach
    void moveHome() {
        before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void moveBack() {
        System.setProperty("user.home", before);
    }

    @Test
    void crosshairIsKeptForEachBeamline() throws IOException {
        Settings.change(s -> s.withCrosshair("A", new Settings.Crosshair(10.5, 20)));
        Settings.change(s -> s.withCrosshair("B", new Settings.Crosshair(1, 2)));
        Settings.change(s -> s.withDark(true));
        assertThat(Settings.load().crosshairs())
                .isEqualTo(
                        Map.of(
                                "A", new Settings.Crosshair(10.5, 20),
                                "B", new Settings.Crosshair(1, 2)));
    }

    @Test
    void settingsWithoutCrosshairsAreReadAsBefore() throws IOException {
        Files.createDirectories(Settings.file().getParent());
        Files.writeString(Settings.file(), "{\"dataFolder\": \"/data\", \"dark\": true}");
        assertThat(Settings.load())
                .isEqualTo(Settings.DEFAULT.withDataFolder("/data").withDark(true));
    }

    @Test
    void calibrationAndBandwidthAreKeptThroughOtherChanges() throws IOException {
        Settings.CameraCalibration measured = new Settings.CameraCalibration(0.0049, null);
        Settings.change(s -> s.withCalibration("A", measured).withLowBandwidth(true));
        Settings.change(s -> s.withCrosshair("A", new Settings.Crosshair(1, 2)));
        Settings.change(s -> s.withDark(true));
        assertThat(Settings.load().calibrations()).isEqualTo(Map.of("A", measured));
        assertThat(Settings.load().lowBandwidth()).isTrue();
    }
}
