package io.beamdesk.ui.desk;

import io.beamdesk.app.CameraScale;
import io.beamdesk.app.Desk;
import io.beamdesk.app.DeskSamples;
import io.beamdesk.app.FramePng;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueState;
import io.beamdesk.queue.Running;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.TrayCount;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.recipes.RecipeShelf;
import io.beamdesk.ui.samples.SampleDesk;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The trays and samples of a desk, as the Samples pane asks for them.
final class DeskTrays implements SampleDesk {
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

    private final Desk desk;
    private final RecipeShelf shelf;
    private final Consumer<String> showInQueue;
    private final Consumer<URI> showProduct;

    /// @param shelf recipes to measure with
    /// @param showInQueue leads to the items of a sample in the queue
    /// @param showProduct leads to what is in a product
    DeskTrays(
            Desk desk, RecipeShelf shelf, Consumer<String> showInQueue, Consumer<URI> showProduct) {
        this.showProduct = showProduct;
        this.desk = desk;
        this.shelf = shelf;
        this.showInQueue = showInQueue;
    }

    private DeskSamples samples() {
        return desk.samples();
    }

    private SampleStore store() {
        return samples().store();
    }

    @Override
    public List<TrayType> types() {
        return store().types().all();
    }

    @Override
    public List<TrayCount> trays() {
        return store().trays().stream()
                .sorted(
                        Comparator.comparing(
                                (TrayCount t) -> t.tray().received().orElse(Instant.EPOCH),
                                Comparator.reverseOrder()))
                .toList();
    }

    @Override
    public List<SampleCard> samples(String tray) {
        return store().samples(tray);
    }

    @Override
    public Optional<SampleCard> sample(String id) {
        return store().sample(id);
    }

    @Override
    public void showProduct(URI product) {
        showProduct.accept(product);
    }

    @Override
    public void showInQueue(String sample) {
        showInQueue.accept(sample);
    }

    @Override
    public Found search(SampleSearch search, String tray) {
        Set<String> here = new HashSet<>();
        store().search(search.tray(tray).limit(Integer.MAX_VALUE))
                .forEach(card -> here.add(card.sample().position()));
        return new Found(store().search(search), store().count(search), here);
    }

    @Override
    public List<String> groups() {
        return store().groups();
    }

    @Override
    public Story story(String sample) {
        return new Story(
                store().history(sample),
                store().products(sample),
                store().pictures().of(sample),
                waiting(sample),
                store().sample(sample).flatMap(card -> samples().places().stageFor(ref(card))),
                store().centrings().of(sample));
    }

    private List<Waiting> waiting(String sample) {
        QueueState queue = desk.queue().state();
        List<Waiting> waiting = new ArrayList<>();
        queue.running()
                .map(Running::item)
                .filter(item -> isAbout(item, sample))
                .ifPresent(item -> waiting.add(new Waiting(item.title(), "running", "")));
        int turn = 0;
        for (QueueItem item : queue.items()) {
            turn++;
            if (isAbout(item, sample)) {
                waiting.add(new Waiting(item.title(), word(item, turn, queue), item.trouble()));
            }
        }
        return waiting;
    }

    private static boolean isAbout(QueueItem item, String sample) {
        return item.origin().filter(ref -> ref.id().equals(sample)).isPresent();
    }

    private static String word(QueueItem item, int turn, QueueState queue) {
        return switch (item.state()) {
            case QUEUED -> turn + " of " + queue.items().size();
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
            case NEEDS_APPROVAL -> "needs approval";
        };
    }

    @Override
    public void apply(Edit edit) {
        store().apply(edit, samples().user());
    }

    @Override
    public Subscription watch(Consumer<SampleStore.Changed> changed) {
        Runnable beam = () -> changed.accept(SampleStore.Changed.in(Set.of()));
        Subscription engine = desk.engine().watch(new OnChange(beam)::told);
        Subscription queue = desk.queue().watch(beam);
        // The store may be opened by the first question: it is asked away from the caller's thread.
        CompletableFuture<SampleStore.Watch> opened =
                CompletableFuture.supplyAsync(
                        () -> {
                            SampleStore.Watch watch = store().watch(changed);
                            var _ = samples().follow(desk.queue());
                            return watch;
                        },
                        VIRTUAL);
        return () -> {
            engine.close();
            queue.close();
            var _ = opened.thenAccept(SampleStore.Watch::close);
        };
    }

    @Override
    public void lookForOthers() {
        store().look();
    }

    /// Tells when the engine has come to another state, not with every point.
    private static final class OnChange {
        private final Runnable changed;
        private EngineState last = EngineState.IDLE;

        OnChange(Runnable changed) {
            this.changed = changed;
        }

        synchronized void told(EngineStatus status) {
            if (status.state() != last) {
                last = status.state();
                changed.run();
            }
        }
    }

    @Override
    public Optional<InBeam> inBeam() {
        // What is being measured is in the beam, whatever the stage scans.
        return desk.queue()
                .state()
                .running()
                .flatMap(r -> r.item().origin())
                .or(() -> samples().places().inBeam())
                .map(ref -> new InBeam(ref.tray(), ref.position(), share()));
    }

    @Override
    public double share() {
        EngineStatus status = desk.engine().status();
        return status.total() > 0 ? (double) status.points() / status.total() : 0;
    }

    @Override
    public boolean sees() {
        return DeskCamera.of(desk).isPresent();
    }

    @Override
    public CompletableFuture<Void> takePicture(String sample) {
        Optional<AreaDetector> camera = DeskCamera.of(desk);
        if (camera.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new SampleException(
                            desk.beamline().name()
                                    + " has no camera for it; name an alignment_camera under roles in its beamline file"));
        }
        AreaDetector eye = camera.get();
        return CompletableFuture.runAsync(() -> refuseUnlessInBeam(sample), VIRTUAL)
                .thenCompose(_ -> DeskCamera.frame(desk, eye))
                .thenAcceptAsync(
                        frame ->
                                store().pictures()
                                        .add(
                                                sample,
                                                FramePng.of(frame),
                                                frame.timestamp(),
                                                eye.label(),
                                                CameraScale.pixelSize(desk.beamline(), eye.name())),
                        VIRTUAL);
    }

    /// A picture of another sample would be believed.
    private void refuseUnlessInBeam(String sample) {
        SampleCard card =
                store().sample(sample)
                        .orElseThrow(() ->
                                new SampleException(
                                        "The sample is not there any more; choose another"));
        boolean here =
                inBeam().filter(b ->
                                b.tray().equals(card.sample().tray())
                                        && b.position().equals(card.sample().position()))
                        .isPresent();
        if (!here) {
            throw new SampleException(
                    "%s is not in the beam; go to it or mount it, then take its picture"
                            .formatted(card.sample().label()));
        }
    }

    @Override
    public List<Choice> recipes() {
        return shelf.read().entries().stream()
                .map(e -> new Choice(e.key(), e.recipe().name()))
                .toList();
    }

    private Recipe recipe(Choice choice) {
        return shelf.read().entries().stream()
                .filter(e -> e.key().equals(choice.key()))
                .findFirst()
                .orElseThrow(() ->
                        new SampleException(
                                choice.name() + " is not in the library any more; choose another"))
                .recipe();
    }

    @Override
    public Submission prepare(Choice choice, String tray, List<String> positions) {
        Recipe recipe = recipe(choice);
        List<SampleCard> measured = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (String position : positions) {
            Optional<SampleCard> card = store().sample(tray, position);
            if (card.isEmpty()) {
                skipped.add(position + ": nothing is known to be there; describe it first");
            } else {
                switch (card.get().state()) {
                    case EMPTY -> skipped.add(position + " is empty; describe it first");
                    case MEASURING ->
                            skipped.add(
                                    position
                                            + " is being measured now; submit it again when it is done");
                    case DEFINED, QUEUED, MOUNTED, MEASURED, FAILED, SCREENED ->
                            measured.add(card.get());
                }
            }
        }
        Duration total = Duration.ZERO;
        boolean known = !measured.isEmpty();
        Set<String> problems = new LinkedHashSet<>();
        for (SampleCard card : measured) {
            try {
                Forecast forecast = desk.check(recipe, Optional.of(ref(card)));
                total = total.plus(forecast.total());
                forecast.problems().stream().map(Problem::message).forEach(problems::add);
            } catch (RuntimeException refused) {
                known = false;
                problems.add(String.valueOf(refused.getMessage()));
            }
        }
        return new Submission(
                choice,
                measured,
                skipped,
                known ? Optional.of(total) : Optional.empty(),
                List.copyOf(problems),
                centred(measured));
    }

    private Map<String, Boolean> centred(List<SampleCard> measured) {
        Map<String, Boolean> centred = new LinkedHashMap<>();
        for (SampleCard card : measured) {
            String id = card.sample().id();
            store().centrings().of(id).ifPresent(kept -> centred.put(id, kept.holds()));
        }
        return centred;
    }

    private static SampleRef ref(SampleCard card) {
        return new SampleRef(card.sample().id(), card.sample().tray(), card.sample().position());
    }

    @Override
    public CompletableFuture<Void> submit(Submission submission, Centring centring) {
        Map<SampleRef, String> names = new LinkedHashMap<>();
        submission.measured().forEach(card -> names.put(ref(card), card.sample().label()));
        return CompletableFuture.supplyAsync(
                        () -> {
                            Set<String> centred = submission.centred().keySet();
                            switch (centring) {
                                case KEPT -> {}
                                case AGAIN -> store().centrings().again(centred);
                                case NONE -> store().centrings().forget(centred);
                            }
                            return recipe(submission.recipe());
                        },
                        VIRTUAL)
                .thenCompose(recipe -> desk.queue().enqueue(recipe, names));
    }

    @Override
    public CompletableFuture<Void> bring(String tray, String position) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        desk.busy()
                                .ifPresent(why -> {
                                    throw new EngineException(why);
                                });
                        var _ =
                                desk.bring(new SampleRef("", tray, position))
                                        .whenComplete((outcome, failed) -> {
                                            if (failed != null) {
                                                done.completeExceptionally(failed);
                                            } else if (outcome.reason().isEmpty()) {
                                                done.complete(null);
                                            } else {
                                                done.completeExceptionally(
                                                        new SampleException(outcome.reason()));
                                            }
                                        });
                    } catch (RuntimeException refused) {
                        done.completeExceptionally(refused);
                    }
                });
        return done;
    }

    @Override
    public Map<String, String> spots(TrayType.Kind kind) {
        return samples().places().spots(kind);
    }

    @Override
    public Optional<String> spot(String tray) {
        return store().loaded().entrySet().stream()
                .filter(e -> e.getValue().equals(tray))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void load(String tray, Optional<String> spot) {
        spot.ifPresentOrElse(where -> store().load(tray, where), () -> store().unload(tray));
    }

    @Override
    public MotorPosition stage() {
        return samples().places().stage();
    }

    @Override
    public Path folder() {
        return desk.dataFolder();
    }
}
