package io.beamdesk.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;

/// Keeps one alignment again and again, each time with other numbers, until it is killed.
final class KilledAlignments {
    static final int PLACES = 200;

    private KilledAlignments() {}

    static void main(String[] args) throws IOException {
        Alignments alignments = new Alignments(Path.of(args[0]));
        for (int round = 0; ; round++) {
            alignments.save(alignment(round));
            byte[] bytes = (round + "\n").getBytes(StandardCharsets.UTF_8);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    static Alignment alignment(int round) {
        return new Alignment(
                "Sample / 7",
                Instant.ofEpochSecond(round),
                "",
                IntStream.range(0, PLACES)
                        .mapToObj(i -> new Alignment.Place("m" + i, round, "mm"))
                        .toList());
    }
}
