package io.beamdesk.ui.samples;

import io.beamdesk.pv.Subscription;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.TrayCount;
import io.beamdesk.sample.TrayType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A desk with real samples whose beamline does as it is told.
final class ScriptedTrays implements SampleDesk {
    final SampleStore store;
    final List<String> said = new ArrayList<>();
    Optional<InBeam> beam = Optional.empty();
    MotorPosition stage = new MotorPosition(0, 0, 0);
    List<Waiting> waiting = List.of();
    Optional<MotorPosition> at = Optional.empty();
    Optional<String> refusal = Optional.empty();
    private Consumer<SampleStore.Changed> changed = _ -> {};

    ScriptedTrays(SampleStore store) {
        this.store = store;
        store.watch(now -> changed.accept(now));
    }

    void tell() {
        changed.accept(SampleStore.Changed.in(Set.of()));
    }

    final List<String> shownInQueue = new ArrayList<>();

    @Override
    public void showProduct(java.net.URI product) {
        throw new IllegalStateException("nobody asks for products");
    }

    @Override
    public void showInQueue(String sample) {
        shownInQueue.add(sample);
    }

    @Override
    public List<TrayType> types() {
        return store.types().all();
    }

    @Override
    public List<TrayCount> trays() {
        return store.trays();
    }

    @Override
    public List<SampleCard> samples(String tray) {
        return store.samples(tray);
    }

    @Override
    public Optional<SampleCard> sample(String id) {
        return store.sample(id);
    }

    @Override
    public Found search(SampleSearch search, String tray) {
        Set<String> here = new HashSet<>();
        store.search(search.tray(tray).limit(Integer.MAX_VALUE))
                .forEach(card -> here.add(card.sample().position()));
        return new Found(store.search(search), store.count(search), here);
    }

    @Override
    public List<String> groups() {
        return store.groups();
    }

    @Override
    public Story story(String sample) {
        return new Story(
                store.history(sample),
                store.products(sample),
                store.pictures().of(sample),
                waiting,
                at,
                store.centrings().of(sample));
    }

    @Override
    public double share() {
        return beam.map(InBeam::share).orElse(0.0);
    }

    @Override
    public boolean sees() {
        return true;
    }

    @Override
    public CompletableFuture<Void> takePicture(String sample) {
        said.add("picture of " + sample);
        return answer();
    }

    @Override
    public void apply(Edit edit) {
        store.apply(edit, "anna");
    }

    @Override
    public Subscription watch(Consumer<SampleStore.Changed> watcher) {
        changed = watcher;
        return () -> changed = _ -> {};
    }

    @Override
    public void lookForOthers() {
        store.look();
    }

    @Override
    public Optional<InBeam> inBeam() {
        return beam;
    }

    @Override
    public List<Choice> recipes() {
        return List.of(new Choice("xas", "Ni K edge"));
    }

    @Override
    public Submission prepare(Choice recipe, String tray, List<String> positions) {
        said.add("prepare " + tray + " " + positions);
        List<SampleCard> cards =
                positions.stream().flatMap(p -> store.sample(tray, p).stream()).toList();
        return new Submission(
                recipe, cards, List.of(), Optional.of(Duration.ZERO), List.of(), Map.of());
    }

    @Override
    public CompletableFuture<Void> submit(Submission submission, Centring centring) {
        said.add("submit " + submission.measured().size() + " " + centring);
        return answer();
    }

    @Override
    public CompletableFuture<Void> bring(String tray, String position) {
        said.add("bring " + tray + " " + position);
        return answer();
    }

    private CompletableFuture<Void> answer() {
        return refusal.<CompletableFuture<Void>>map(
                        why -> CompletableFuture.failedFuture(new SampleException(why)))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public Map<String, String> spots(TrayType.Kind kind) {
        return Map.of("stage", "on the stage");
    }

    @Override
    public Optional<String> spot(String tray) {
        return store.loaded().entrySet().stream()
                .filter(e -> e.getValue().equals(tray))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void load(String tray, Optional<String> spot) {
        spot.ifPresentOrElse(where -> store.load(tray, where), () -> store.unload(tray));
    }

    @Override
    public MotorPosition stage() {
        return stage;
    }

    @Override
    public Path folder() {
        return Path.of("");
    }
}
