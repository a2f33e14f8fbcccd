package io.beamdesk.ui.align;

import io.beamdesk.engine.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Keeps pictures where a test says.
final class ScriptedPictures implements PictureDesk {
    Path folder = Path.of("nowhere");
    CompletableFuture<Outcome> recording = new CompletableFuture<>();
    boolean stopped;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Map<String, String> about() {
        return Map.of("sample_x", "1.0 mm");
    }

    @Override
    public CompletableFuture<Outcome> record() {
        return recording;
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
