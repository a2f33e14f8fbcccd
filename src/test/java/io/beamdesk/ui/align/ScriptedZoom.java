package io.beamdesk.ui.align;

import io.beamdesk.pv.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A zoom that does what a test says.
final class ScriptedZoom implements Magnification {
    static final List<String> LEVELS = List.of("1x", "2x", "4x");

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    final List<String> chosen = new ArrayList<>();
    private Optional<String> level = Optional.of("1x");

    void say(Optional<String> now) {
        level = now;
        watchers.forEach(Runnable::run);
    }

    @Override
    public State state() {
        return new State(level, LEVELS, true);
    }

    @Override
    public Subscription watch(Runnable watcher) {
        watchers.add(watcher);
        watcher.run();
        return () -> watchers.remove(watcher);
    }

    @Override
    public CompletableFuture<Void> choose(String level) {
        chosen.add(level);
        return CompletableFuture.completedFuture(null);
    }
}
