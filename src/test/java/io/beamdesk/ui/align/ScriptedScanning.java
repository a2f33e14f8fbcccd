package io.beamdesk.ui.align;

import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// Scans that end when a test says so.
final class ScriptedScanning implements Scanning {
    final List<Recipe> started = new ArrayList<>();
    final Map<String, Double> positions = new HashMap<>(Map.of("pitch", 875.0));
    CompletableFuture<Outcome> run = new CompletableFuture<>();
    CompletableFuture<Void> motion = new CompletableFuture<>();
    boolean stopped;

    @Override
    public List<Axis> axes() {
        return List.of(new Axis("pitch", "Second crystal pitch", "µrad", 2));
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("i0", "i0", "scaler", true),
                new Column("ring_current", "Ring current", "ring_current", false));
    }

    @Override
    public OptionalDouble position(String axis) {
        Double at = positions.get(axis);
        return at == null ? OptionalDouble.empty() : OptionalDouble.of(at);
    }

    @Override
    public CompletableFuture<Outcome> start(Recipe recipe) {
        started.add(recipe);
        return run;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public CompletableFuture<Void> move(String axis, double target) {
        positions.put(axis, target);
        return motion;
    }
}
