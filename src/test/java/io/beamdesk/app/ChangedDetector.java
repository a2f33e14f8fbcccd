package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The simulated beamline with another entry for its detector in the beamline file, and small frames.
final class ChangedDetector {
    private ChangedDetector() {}

    /// The beamline file.
    ///
    /// @param change what is changed in the entry
    static String file(Consumer<JsonObject> change) throws Exception {
        JsonObject file =
                JsonParser.parseString(Files.readString(Path.of("assets/beamlines/simulated.json")))
                        .getAsJsonObject();
        file.getAsJsonArray("devices").asList().stream()
                .map(device -> device.getAsJsonObject())
                .filter(device -> device.get("name").getAsString().equals("detector"))
                .forEach(change);
        return file.toString();
    }

    /// @param change what is changed in the entry
    static Desk desk(Path products, Consumer<JsonObject> change) throws Exception {
        SimulatedBeamline sim = SimulatedBeamline.start(new SimSettings(0, "SIM:", 5));
        Desk desk =
                Desk.open(
                        sim,
                        CaSettings.LOOPBACK.withServerPort(sim.port()),
                        BeamlineFile.read(new StringReader(file(change))),
                        ProductFolder.create(products),
                        Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(30))).isEmpty();
        put(desk, "SIM:cam1:SizeX", 64);
        put(desk, "SIM:cam1:SizeY", 32);
        return desk;
    }

    static void put(Desk desk, String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(30, TimeUnit.SECONDS);
        }
    }
}
