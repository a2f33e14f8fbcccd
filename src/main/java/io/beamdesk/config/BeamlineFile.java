package io.beamdesk.config;

import io.beamdesk.codec.Sha256;
import io.beamdesk.pv.PvName;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one beamline file says: names and wiring, nothing opened yet.
///
/// @param path where it was read from, empty for a built-in one
/// @param text the file, word for word
/// @param name short name of the beamline: `SIM-1`
/// @param title what it is, in words
/// @param groups names of the groups in the order shown
/// @param devices in the order of the file
/// @param roles device or column that plays a role
/// @param baseline names of the devices that are recorded before and after each run
/// @param scanRecords sscan records that recipes are made of and written to, without a field
/// @param suspenders when runs shall wait
/// @param keepFree bytes of the data folder's disk below which a run waits; 0 for none
/// @param dataPolicy how long products are kept
public record BeamlineFile(
        Optional<Path> path,
        String text,
        String name,
        String title,
        List<String> groups,
        List<DeviceEntry> devices,
        Map<Role, String> roles,
        List<String> baseline,
        List<PvName> scanRecords,
        List<SuspenderLimit> suspenders,
        long keepFree,
        DataPolicy dataPolicy) {

    /// Copies the lists.
    public BeamlineFile {
        groups = List.copyOf(groups);
        devices = List.copyOf(devices);
        roles = Map.copyOf(roles);
        baseline = List.copyOf(baseline);
        scanRecords = List.copyOf(scanRecords);
        suspenders = List.copyOf(suspenders);
    }

    /// Digest of the file in hexadecimal, to say in a product which devices it is about.
    public String sha256() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a file in UTF-8.
    ///
    /// @throws IOException if it cannot be read
    /// @throws BeamlineFileException if it is wrong, with everything that is
    public static BeamlineFile read(Path path) throws IOException {
        return read(
                new String(Files.readAllBytes(path), StandardCharsets.UTF_8), Optional.of(path));
    }

    /// Reads what a reader delivers.
    ///
    /// @throws IOException if it cannot be read
    /// @throws BeamlineFileException if it is wrong, with everything that is
    public static BeamlineFile read(Reader reader) throws IOException {
        return read(reader.readAllAsString(), Optional.empty());
    }

    private static BeamlineFile read(String text, Optional<Path> path) {
        List<Problem> problems = new ArrayList<>();
        try {
            Json root = Json.read(new StringReader(text), problems);
            BeamlineFile file = new BeamlineReading(problems).file(root, path, text);
            if (problems.isEmpty()) {
                return file;
            }
        } catch (BeamlineFileException e) {
            problems.addAll(e.problems());
        }
        problems.sort(Comparator.comparingInt(Problem::line));
        throw new BeamlineFileException(
                path.map(p -> p.getFileName().toString()).orElse("beamline file"), problems);
    }
}
