package io.beamdesk.export;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SHA-256 of files by their names, as `sha256sum --check` reads them.
final class Manifest {
    static final String NAME = "manifest-sha256.txt";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    private final Map<String, String> sums = new TreeMap<>();

    /// Reads one; lines that are something else are left out.
    static Manifest of(String text) {
        Manifest manifest = new Manifest();
        text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> manifest.add(line.group(2), line.group(1)));
        return manifest;
    }

    void add(String name, String sha256) {
        sums.put(name, sha256);
    }

    /// Names of the files with a checksum.
    List<String> names(String sha256) {
        return sums.entrySet().stream()
                .filter(each -> each.getValue().equals(sha256))
                .map(Map.Entry::getKey)
                .toList();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        return text.toString();
    }
}
