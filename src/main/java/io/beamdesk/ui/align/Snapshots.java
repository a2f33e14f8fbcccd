package io.beamdesk.ui.align;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Png;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps pictures as PNG files: a frame with its own numbers, or what the screen shows of it. What is known
/// about the picture is in the file.
///
/// @param folder where they go, made when it is needed
record Snapshots(Path folder) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss_SSS").withZone(ZoneOffset.UTC);

    /// Keeps a frame: greys of 8 and 16 bits with their numbers, all else in colours.
    ///
    /// @return the file
    Path keep(String camera, FrameEvent.Shot shot, Look look, Map<String, String> about)
            throws IOException {
        Pixels pixels = shot.pixels();
        Map<String, String> texts = texts(camera, shot, about);
        texts.put("Pixels", pixels.depth() + " " + pixels.layout());
        return write(
                name(camera, shot, ""),
                out -> {
                    if (Png.isExact(pixels)) {
                        Png.write(pixels, texts, out);
                    } else {
                        int[] argb = new int[pixels.count()];
                        var _ = new Colouring().paint(pixels, look, argb);
                        Png.write(pixels.columns(), pixels.rows(), argb, texts, out);
                    }
                });
    }

    /// Keeps what the screen shows.
    ///
    /// @param argb of the screen, row by row
    /// @return the file
    Path keepView(
            String camera,
            FrameEvent.Shot shot,
            int columns,
            int rows,
            int[] argb,
            Map<String, String> about)
            throws IOException {
        Map<String, String> texts = texts(camera, shot, about);
        return write(
                name(camera, shot, "_view"), out -> Png.write(columns, rows, argb, texts, out));
    }

    private static Map<String, String> texts(
            String camera, FrameEvent.Shot shot, Map<String, String> about) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Title", camera);
        shot.taken().ifPresent(taken -> texts.put("Creation Time", taken.toString()));
        texts.put("Software", "Beamdesk");
        texts.put("Frame", Long.toString(shot.uniqueId()));
        texts.putAll(about);
        return texts;
    }

    private static String name(String camera, FrameEvent.Shot shot, String ending) {
        return camera.strip().replaceAll("[^\\p{L}\\p{N}]+", "-")
                + "_"
                + shot.taken().map(TIME::format).orElse("frame_" + shot.uniqueId())
                + ending;
    }

    private interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /// Never half of a file, never in place of another.
    private Path write(String name, Writing writing) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".png");
        for (int again = 2; Files.exists(file); again++) {
            file = folder.resolve(name + "_" + again + ".png");
        }
        Path fresh = Files.createTempFile(folder, "picture", ".new");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                writing.write(out);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return file;
    }
}
