package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.Role;
import io.beamdesk.config.SuspenderLimit;
import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.Device;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.epics.ChoiceSetting;
import io.beamdesk.device.epics.Shutter;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.engine.DiskSuspender;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.engine.RunRequest;
import io.beamdesk.engine.RunStorage;
import io.beamdesk.engine.SafeState;
import io.beamdesk.engine.SignalSuspender;
import io.beamdesk.engine.Suspender;
import io.beamdesk.plan.Goniometer;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.pv.pva.PvaProvider;
import io.beamdesk.pv.pva.PvaSettings;
import io.beamdesk.queue.Measuring;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.scrape.SscanRecord;
import io.beamdesk.retention.DeedLog;
import io.beamdesk.retention.Retention;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything that works without a window, wired together: process variables, the beamline, the
/// engine, the bus, the data folder.
public final class Desk implements Measuring, AutoCloseable {
    private static final Duration SAFE_LIMIT = Duration.ofSeconds(10);

    private final @Nullable SimulatedBeamline sim;
    private final Pvs pvs;
    private final Scheduler scheduler;
    private final Beamline beamline;
    private final BeamlineDevices devices;
    private final DocumentBus bus;
    private final DeskCatalogue catalogue;
    private boolean catalogued;
    private final RunEngine engine;
    private @Nullable DeskQueue queue;
    private @Nullable DeskSamples samples;
    private boolean closed;
    private volatile ProductFolder folder;
    private volatile Experiment experiment;
    private volatile Consumer<URI> opened = _ -> {};

    private Desk(
            @Nullable SimulatedBeamline sim,
            Pvs pvs,
            BeamlineFile file,
            ProductFolder folder,
            Experiment experiment) {
        this.sim = sim;
        this.pvs = pvs;
        this.folder = folder;
        this.experiment = experiment;
        this.scheduler = Scheduler.system();
        this.beamline = Beamline.open(file, pvs, scheduler);
        this.devices = new BeamlineDevices(beamline);
        this.bus = new DocumentBus();
        this.catalogue = new DeskCatalogue(() -> this.folder.path(), Folders.catalogues());
        List<Securable> shutters =
                beamline.role(Role.FAST_SHUTTER, Shutter.class).map(Securable.class::cast).stream()
                        .toList();
        // The front end stays as it is: closing it at every stop would cool the optics down.
        Optional<Shutter> frontEnd = beamline.role(Role.FRONT_END, Shutter.class);
        List<Securable> everything =
                beamline.securables().stream()
                        .filter(s -> frontEnd.stream().noneMatch(f -> f == s))
                        .toList();
        RunStorage storage =
                metadata -> {
                    RunStorage.Place place = this.folder.open(metadata, beamline::compression);
                    opened.accept(place.uri());
                    return noted(place);
                };
        this.engine =
                new RunEngine(
                        scheduler,
                        bus,
                        storage,
                        new SafeState(shutters, everything, SAFE_LIMIT, scheduler),
                        beamline.baseline(),
                        suspenders(),
                        beamline::recovery);
    }

    private RunStorage.Place noted(RunStorage.Place place) {
        Path product = Path.of(place.uri());
        catalogue.tell(product);
        return new NotedPlace(place, () -> catalogue.tell(product));
    }

    private List<Suspender> suspenders() {
        List<Suspender> suspenders = new ArrayList<>();
        if (beamline.file().keepFree() > 0) {
            suspenders.add(
                    new DiskSuspender(() -> folder.path(), beamline.file().keepFree(), scheduler));
        }
        for (SuspenderLimit limit : beamline.suspenders()) {
            Device device = beamline.device(limit.device());
            Signal signal = device.signals().getFirst();
            suspenders.add(
                    switch (limit) {
                        case SuspenderLimit.Low(var _, double below, double above, var settle) ->
                                SignalSuspender.low(
                                        device.label(), signal, below, above, settle, scheduler);
                        case SuspenderLimit.Not(var _, String wanted, var settle) ->
                                SignalSuspender.unless(
                                        device.label(), signal, wanted, settle, scheduler);
                    });
        }
        return suspenders;
    }

    /// Opens the desk on a beamline file, or, without one, on a simulated beamline that it serves
    /// itself on a free port of 127.0.0.1.
    ///
    /// @throws io.beamdesk.config.BeamlineFileException if the file is wrong
    /// @throws IOException if the file cannot be read, or the simulated beamline not be served
    public static Desk open(Optional<Path> beamlineFile, Path dataFolder, Experiment experiment)
            throws IOException {
        ProductFolder folder = ProductFolder.create(dataFolder);
        if (beamlineFile.isPresent()) {
            BeamlineFile file = BeamlineFile.read(beamlineFile.get());
            return open(null, CaSettings.fromEnvironment(), file, folder, experiment);
        }
        SimulatedBeamline sim = SimulatedBeamline.start(SimSettings.defaults());
        try (Reader text = simulatedFile()) {
            CaSettings settings =
                    CaSettings.from(
                            Map.of(
                                    "EPICS_CA_ADDR_LIST",
                                    "127.0.0.1:" + sim.port(),
                                    "EPICS_CA_AUTO_ADDR_LIST",
                                    "NO"));
            return open(sim, settings, BeamlineFile.read(text), folder, experiment);
        } catch (IOException | RuntimeException problem) {
            sim.close();
            throw problem;
        }
    }

    /// Opens the desk on these devices and begins to connect.
    static Desk open(
            @Nullable SimulatedBeamline sim,
            CaSettings settings,
            BeamlineFile file,
            ProductFolder folder,
            Experiment experiment) {
        PvaSettings frames =
                sim == null ? PvaSettings.fromEnvironment() : PvaSettings.onlyServer(sim.pvaPort());
        Pvs pvs = new Pvs(new CaProvider(settings), new PvaProvider(frames));
        Desk desk = new Desk(sim, pvs, file, folder, experiment);
        desk.beamline.connect();
        return desk;
    }

    /// The beamline file of the simulated beamline.
    static Reader simulatedFile() {
        return new InputStreamReader(
                Objects.requireNonNull(
                        Desk.class.getResourceAsStream(
                                "/io/beamdesk/assets/beamlines/simulated.json")),
                StandardCharsets.UTF_8);
    }

    /// The process variables.
    public Pvs pvs() {
        return pvs;
    }

    /// The devices.
    public Beamline beamline() {
        return beamline;
    }

    /// The live sscan record of this name, without a field: `SIM:scan1`.
    public SscanRecord scanRecord(PvName record) {
        return new SscanRecord(pvs, record, ScanRecords.devices(beamline.file()));
    }

    /// Whether the beamline is simulated by this process.
    public boolean simulated() {
        return sim != null;
    }

    /// The engine.
    public RunEngine engine() {
        return engine;
    }

    /// The queue that runs on the engine, opened when it is first asked for.
    public synchronized DeskQueue queue() {
        if (queue == null) {
            queue = DeskQueue.open(Folders.queue(), engine, this, scheduler, Desk::user);
            queue.mountedFrom(() -> samples().places());
        }
        return queue;
    }

    /// Trays and samples, opened when they are first asked for.
    ///
    /// @throws io.beamdesk.sample.SampleException if they cannot be opened
    public synchronized DeskSamples samples() {
        if (samples == null) {
            samples = DeskSamples.open(beamline, devices, Desk::user);
        }
        return samples;
    }

    /// The catalogue of the data folder, kept up to date from the first time it is asked for.
    public synchronized DeskCatalogue catalogue() {
        if (!catalogued) {
            catalogued = true;
            catalogue.start();
        }
        return catalogue;
    }

    /// Why nothing can be run or moved by hand now, one sentence; empty if something can.
    public Optional<String> busy() {
        EngineStatus status = engine.status();
        return status.state() == EngineState.IDLE
                ? queue().obstacle()
                : Optional.of(status.title() + " is under way; wait for its end, or end it.");
    }

    /// Who sits at the desk.
    public static String user() {
        return System.getProperty("user.name", "");
    }

    /// The documents of every run.
    public DocumentBus bus() {
        return bus;
    }

    /// Clock and timer.
    public Scheduler scheduler() {
        return scheduler;
    }

    /// Names of the axes that a recipe can move.
    public List<String> axes() {
        return devices.names(Axis.class);
    }

    /// Names of the detectors that a recipe can use.
    public List<String> detectors() {
        return devices.names(Detector.class);
    }

    /// The axes that the sample is turned and centred with in front of this camera.
    ///
    /// @throws io.beamdesk.device.DeviceException if the beamline file does not say how it turns
    public Goniometer goniometer(String camera) {
        return devices.goniometer(camera);
    }

    /// The devices that a recipe can set to one of their choices.
    public List<ChoiceSetting> settings() {
        return beamline.devices().stream()
                .filter(ChoiceSetting.class::isInstance)
                .map(ChoiceSetting.class::cast)
                .toList();
    }

    /// Where products go.
    public Path dataFolder() {
        return folder.path();
    }

    /// How long the products of the data folder are kept, by the policy of the beamline file.
    public Retention retention() {
        Path path = dataFolder();
        return new Retention(
                path,
                beamline.file().dataPolicy(),
                new DeedLog(path),
                InstantSource.system(),
                ZoneId.systemDefault());
    }

    /// Sends later products to another folder.
    ///
    /// @throws io.beamdesk.product.ProductException if it cannot be made
    public void setDataFolder(Path path) {
        folder = ProductFolder.create(path);
    }

    /// Who measures what.
    public Experiment experiment() {
        return experiment;
    }

    /// Says who measures what, for later products.
    public void setExperiment(Experiment now) {
        experiment = now;
    }

    /// Waits until every PV of the devices answers, or the limit has passed.
    ///
    /// @return the PVs that do not answer
    public List<Signal> awaitConnections(Duration limit) throws InterruptedException {
        List<Signal> signals =
                beamline.devices().stream().map(Device::signals).flatMap(List::stream).toList();
        CompletableFuture<?> all =
                CompletableFuture.allOf(
                        signals.stream()
                                .map(s -> s.until(state -> state.live().isPresent()))
                                .toArray(CompletableFuture<?>[]::new));
        try {
            all.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException _) {
            // The list below says which.
        }
        return signals.stream().filter(s -> s.state().live().isEmpty()).toList();
    }

    /// What the recipe would do and everything that stands in its way.
    ///
    /// @throws io.beamdesk.device.DeviceException if it names a device that does not exist
    public Forecast check(Recipe recipe) {
        return check(recipe, Optional.empty());
    }

    @Override
    public Forecast check(Recipe recipe, Optional<SampleRef> origin) {
        return Preflight.add(
                engine.forecast(plan(recipe, origin, Optional.empty())),
                folder,
                beamline.file().keepFree());
    }

    private Plan plan(Recipe recipe, Optional<SampleRef> origin, Optional<SampleRef> next) {
        Plan plan = recipe.plan(devices);
        return origin.map(sample -> samples().places().before(plan, sample, next)).orElse(plan);
    }

    /// Runs the recipe.
    ///
    /// @return completes with its outcome
    /// @throws io.beamdesk.device.DeviceException if it names a device that does not exist
    /// @throws io.beamdesk.engine.EngineException if another run is under way
    public CompletableFuture<Outcome> run(Recipe recipe, Forecast forecast) {
        return start(recipe, Optional.empty(), Optional.empty(), forecast, metadata(recipe));
    }

    @Override
    public CompletableFuture<Outcome> run(
            Recipe recipe,
            Optional<SampleRef> origin,
            Optional<SampleRef> next,
            Forecast forecast,
            String item,
            Consumer<URI> whenOpened) {
        Map<String, Object> metadata = metadata(recipe);
        metadata.put("queue_item", item);
        origin.ifPresent(sample -> {
            metadata.put("sample_id", sample.id());
            metadata.put("sample_tray", sample.tray());
            metadata.put("sample_position", sample.position());
        });
        opened = whenOpened;
        try {
            CompletableFuture<Outcome> end = start(recipe, origin, next, forecast, metadata);
            return end.whenComplete((_, _) -> opened = _ -> {});
        } catch (RuntimeException notStarted) {
            opened = _ -> {};
            throw notStarted;
        }
    }

    /// Brings a sample of a tray into the beam; a run without a product, which can be stopped as any.
    ///
    /// @return completes with its outcome
    /// @throws io.beamdesk.sample.SampleException if nobody knows where it is
    /// @throws io.beamdesk.engine.EngineException if another run is under way
    public CompletableFuture<Outcome> bring(SampleRef origin) {
        Plan plan = samples().places().bringing(new Arrival(), origin);
        Forecast forecast = engine.forecast(plan);
        if (!forecast.problems().isEmpty()) {
            throw new SampleException(forecast.problems().getFirst().message());
        }
        return engine.start(
                new RunRequest("Going to " + origin.place(), plan, Map.of(), 0, forecast.total()));
    }

    /// Measures what no recipe describes, with a product.
    ///
    /// @return completes with its outcome
    /// @throws EngineException if something stands in its way, or another run is under way
    public CompletableFuture<Outcome> measure(String title, Plan plan) {
        Forecast forecast = engine.forecast(plan);
        if (!forecast.problems().isEmpty()) {
            throw new EngineException(forecast.problems().getFirst().message());
        }
        return engine.start(
                new RunRequest(title, plan, about(title), forecast.points(), forecast.total()));
    }

    /// Nothing is to be done there.
    private record Arrival() implements Plan {
        @Override
        public String name() {
            return "arrival";
        }

        @Override
        public void run(RunContext run) {}
    }

    private CompletableFuture<Outcome> start(
            Recipe recipe,
            Optional<SampleRef> origin,
            Optional<SampleRef> next,
            Forecast forecast,
            Map<String, Object> metadata) {
        String sample = recipe.sample().isBlank() ? "" : " · " + recipe.sample();
        return engine.start(
                new RunRequest(
                        recipe.name() + sample,
                        plan(recipe, origin, next),
                        metadata,
                        forecast.points(),
                        forecast.total()));
    }

    private Map<String, Object> metadata(Recipe recipe) {
        Map<String, Object> metadata = about(recipe.name());
        metadata.put("recipe", recipe.toJson().toString());
        metadata.put("sample", recipe.sample());
        metadata.put("notes", recipe.notes());
        return metadata;
    }

    /// What every product says of the desk.
    private Map<String, Object> about(String title) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", title);
        metadata.put("experiment", experiment.title());
        metadata.put("proposal", experiment.proposal());
        metadata.put("user", experiment.users());
        metadata.put("beamline", beamline.name());
        metadata.put(
                "beamline_file",
                beamline.file().path().map(Path::toString).orElse("simulated.json"));
        metadata.put("beamline_digest", beamline.file().sha256());
        metadata.put("beamdesk_version", Version.text());
        return metadata;
    }

    /// Ends a run safely, then everything else.
    @Override
    public synchronized void close() {
        // A second one waits for the first: the process must not end before the safe state.
        if (closed) {
            return;
        }
        closed = true;
        engine.close();
        if (queue != null) {
            queue.close();
        }
        if (samples != null) {
            samples.close();
        }
        catalogue.close();
        bus.close();
        beamline.close();
        pvs.close();
        scheduler.close();
        if (sim != null) {
            sim.close();
        }
    }
}
