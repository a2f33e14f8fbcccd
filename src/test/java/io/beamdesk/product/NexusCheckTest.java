package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.RunStart;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check finds what is wrong.
class NexusCheckTest {
    @TempDir private Path folder;

    private Path measured(Map<String, Object> metadata) {
        Map<String, Object> whole = new LinkedHashMap<>(ScanDocuments.start().metadata());
        whole.putAll(metadata);
        try (ProductWriter writer = ProductWriter.create(folder, "scan")) {
            writer.accept(new RunStart(ScanDocuments.RUN, ScanDocuments.BEGIN, whole));
            writer.accept(ScanDocuments.scalars());
            for (int i = 0; i < 3; i++) {
                writer.accept(ScanDocuments.event(i));
            }
            return writer.path();
        }
    }

    @Test
    void faultsNameWhatAnXasProductLacks() {
        assertThat(NexusCheck.faults(measured(Map.of()), "NXxas"))
                .contains(
                        "/entry/end_time is missing",
                        "/entry/definition is missing",
                        "/entry/instrument/source/name is missing",
                        "/entry/instrument/monochromator/energy is missing",
                        "/entry/instrument/absorbed_beam/data is missing",
                        "/entry/control/preset is missing",
                        "/entry/data/mode is missing",
                        "/entry/data/energy is not the same dataset as"
                                + " /entry/instrument/monochromator/energy");
    }

    @Test
    void faultsNameWrongUnitsAndTypes() {
        Map<String, Object> fields =
                Map.of(
                        "energy", "sample_x",
                        "incoming_beam", "shutter",
                        "absorbed_beam", "it",
                        "preset", "turns",
                        "mode", "Guesswork");
        assertThat(
                        NexusCheck.faults(
                                measured(
                                        Map.of("definition", "NXxas", "definition_fields", fields)),
                                "NXxas"))
                .anyMatch(fault -> fault.startsWith("/entry/data/energy is in 'mm'"))
                .anyMatch(fault -> fault.startsWith("/entry/control/data is no NUMBER"))
                .anyMatch(fault -> fault.startsWith("/entry/control/preset is no FLOAT"))
                .anyMatch(fault -> fault.startsWith("/entry/data/mode is 'Guesswork'"));
    }

    @Test
    void faultsNameFramesThatAreNoTomography() {
        assertThat(NexusCheck.faults(measured(Map.of()), "NXtomo"))
                .contains(
                        "/entry/instrument/detector/data is missing",
                        "/entry/sample/rotation_angle is missing");
    }
}
