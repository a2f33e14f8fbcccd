package io.beamdesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.FakeScheduler;
import io.beamdesk.device.epics.Motor;
import io.beamdesk.device.epics.Shutter;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.local.LocalProvider;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeamlineTest {
    private final FakeScheduler time = new FakeScheduler();
    private final Pvs pvs = new Pvs(new LocalProvider());
    private Beamline beamline;

    /// The simulated beamline's file on local PVs.
    @BeforeEach
    void open() throws IOException {
        String text = Files.readString(Path.of("assets", "beamlines", "simulated.json"));
        beamline =
                Beamline.open(
                        BeamlineFile.read(new StringReader(text.replace("\"SIM:", "\"loc://SIM:"))),
                        pvs,
                        time);
    }

    @AfterEach
    void close() {
        beamline.close();
        pvs.close();
    }

    @Test
    void devicesAreFoundByNameAndCapability() {
        assertThat(beamline.device("sample_x")).isInstanceOf(Motor.class);
        assertThat(beamline.movable("energy").label()).isEqualTo("Mono energy");
        assertThat(beamline.movable("illumination").name()).isEqualTo("illumination");
        assertThat(beamline.triggerable("scaler").name()).isEqualTo("scaler");
        assertThat(beamline.shutter("fast_shutter").name()).isEqualTo("fast_shutter");
        assertThat(beamline.choice("i0_gain").name()).isEqualTo("i0_gain");
    }

    @Test
    void unknownNamesAreAnsweredWithTheNearest() {
        assertThatThrownBy(() -> beamline.device("sampel_x"))
                .isInstanceOf(DeviceException.class)
                .hasMessage("SIM-1 has no device \"sampel_x\"; did you mean \"sample_x\"?");
        assertThatThrownBy(() -> beamline.shutter("sample_x"))
                .isInstanceOf(DeviceException.class)
                .hasMessage("sample_x is not a shutter; choose one of front_end, fast_shutter");
        assertThatThrownBy(() -> beamline.movable("hutch"))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("hutch is not an axis or a setting; choose one of energy");
    }

    @Test
    void rolesLeadToDevicesAndColumns() {
        assertThat(beamline.role(Role.ALIGNMENT_CAMERA, AreaDetector.class))
                .map(Device::name)
                .contains("alignment_camera");
        assertThat(beamline.role(Role.FRONT_END, Motor.class)).isEmpty();
        assertThat(beamline.role(Role.FRONT_END, Shutter.class)).isPresent();
        assertThat(beamline.column(Role.IT)).contains("it");
        assertThat(beamline.column(Role.ENERGY)).isEmpty();
    }

    @Test
    void groupsHoldEveryDeviceOnce() {
        assertThat(beamline.groups())
                .extracting(Beamline.Group::name)
                .startsWith("Source", "Optics");
        assertThat(beamline.groups().stream().flatMap(g -> g.devices().stream()))
                .containsExactlyInAnyOrderElementsOf(beamline.devices());
    }

    @Test
    void baselineAndSecurablesAreThoseOfTheFile() {
        assertThat(beamline.baseline()).hasSize(beamline.file().baseline().size());
        assertThat(beamline.securables())
                .extracting(Device::name)
                .contains("sample_x", "scaler", "detector", "fast_shutter")
                .doesNotContain("hutch", "illumination");
    }

    @Test
    void openRefusesASchemeThatNobodyProvides() throws IOException {
        BeamlineFile file = BeamlineFile.read(Path.of("assets", "beamlines", "simulated.json"));
        assertThatThrownBy(() -> Beamline.open(file, pvs, time))
                .isInstanceOf(PvException.BadName.class);
    }
}
