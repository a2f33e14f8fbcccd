package io.beamdesk.ui.align;

import io.beamdesk.app.Alignment;
import io.beamdesk.app.Alignment.Place;
import io.beamdesk.app.Alignments;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// Three axes, the last one of another group.
final class ScriptedPositions implements Positions {
    final Map<String, Double> now = new LinkedHashMap<>(Map.of("x", 1.0, "y", 2.0, "pitch", 3.0));
    final List<Alignment> kept = new ArrayList<>();
    final List<List<Place>> sent = new ArrayList<>();
    Optional<String> obstacle = Optional.empty();
    CompletableFuture<Outcome> motion = new CompletableFuture<>();

    @Override
    public List<Axis> axes() {
        return List.of(
                new Axis("x", "Sample X", "Stage", "mm", 3),
                new Axis("y", "Sample Y", "Stage", "mm", 3),
                new Axis("pitch", "Pitch", "Optics", "µrad", 2));
    }

    @Override
    public OptionalDouble position(String axis) {
        Double at = now.get(axis);
        return at == null ? OptionalDouble.empty() : OptionalDouble.of(at);
    }

    @Override
    public Optional<String> obstacle(Place place) {
        return place.device().equals("y") ? obstacle : Optional.empty();
    }

    @Override
    public String usualGroup() {
        return "Stage";
    }

    @Override
    public Alignments.Content kept() {
        return new Alignments.Content(List.copyOf(kept), List.of());
    }

    @Override
    public void keep(String name, List<Place> places) {
        kept.removeIf(a -> a.name().equals(name));
        kept.addFirst(new Alignment(name, Instant.EPOCH, "", places));
    }

    @Override
    public void forget(Alignment alignment) {
        kept.remove(alignment);
    }

    @Override
    public CompletableFuture<Outcome> go(String title, List<Place> places) {
        sent.add(places);
        return motion;
    }

    @Override
    public void stop() {
        end(ExitStatus.SUCCESS, true);
    }

    void end(ExitStatus status, boolean stopped) {
        motion.complete(
                new Outcome(
                        status,
                        "x was stopped",
                        List.of(),
                        stopped,
                        List.of(),
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH));
    }
}
