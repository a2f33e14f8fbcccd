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
import io.beamdesk.engine.SafeState;
import io.beamdesk.engine.SignalSuspender;
import io.beamdesk.engine.Suspender;
import io.beamdesk.plan.Goniometer;
import io.beamdesk.plan.Plan;
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
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Everything that works without a window, wired together: process variables, the beamline, the
/// engine, the bus, the data folder.
public final class Desk implements AutoCloseable {
    private static final Duration SAFE_LIMIT = Duration.ofSeconds(10);

    private final @Nullable SimulatedBeamline sim;
    private final Pvs pvs;
    private final Scheduler scheduler;
    private final Beamline beamline;
    private final BeamlineDevices devices;
    private final DocumentBus bus;
    private final DeskProducts products;
    private final AtomicBoolean catalogued = new AtomicBoolean();
    private final RunEngine engine;
    private final DeskRuns runs;
    private final OnDemand<DeskQueue> queue = new OnDemand<>(this::openQueue);
    private final OnDemand<DeskSamples> samples = new OnDemand<>(this::openSamples);
    private boolean closed;
    private volatile Experiment experiment;

    private Desk(
            @Nullable SimulatedBeamline sim,
            Pvs pvs,
            BeamlineFile file,
            ProductFolder folder,
            Experiment experiment) {
        this.sim = sim;
        this.pvs = pvs;
        this.experiment = experiment;
        this.scheduler = Scheduler.system();
        this.beamline = Beamline.open(file, pvs, scheduler);
        this.devices = new BeamlineDevices(beamline);
        this.bus = new DocumentBus();
        this.products = new DeskProducts(folder, beamline);
        List<Securable> shutters =
                beamline.role(Role.FAST_SHUTTER, Shutter.class).map(Securable.class::cast).stream()
                        .toList();
        List<Securable> everything =
                beamline.securables().stream().filter(device -> !staysAsItIs(device)).toList();
        this.engine =
                new RunEngine(
                        scheduler,
                        bus,
                        products,
                        new SafeState(shutters, everything, SAFE_LIMIT, scheduler),
                        beamline.baseline(),
                        suspenders(),
                        beamline::recovery);
        this.runs =
                new DeskRuns(
                        engine,
                        beamline,
                        devices,
                        products,
                        () -> samples().places(),
                        () -> this.experiment,
                        scheduler);
    }

    private List<Suspender> suspenders() {
        List<Suspender> suspenders = new ArrayList<>();
        if (beamline.file().keepFree() > 0) {
            suspenders.add(
                    new DiskSuspender(
                            () -> products.folder().path(), beamline.file().keepFree(), scheduler));
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
        return open(file(beamlineFile), dataFolder, experiment);
    }

    /// Reads a beamline file; without one, that of the simulated beamline.
    ///
    /// @throws io.beamdesk.config.BeamlineFileException if the file is wrong
    /// @throws IOException if the file cannot be read
    public static BeamlineFile file(Optional<Path> path) throws IOException {
        if (path.isPresent()) {
            return BeamlineFile.read(path.get());
        }
        try (Reader text = simulatedFile()) {
            return BeamlineFile.read(text);
        }
    }

    /// Opens the desk on what was read; what was read from no path is served as simulation.
    ///
    /// @throws IOException if the simulated beamline cannot be served
    public static Desk open(BeamlineFile file, Path dataFolder, Experiment experiment)
            throws IOException {
        ProductFolder folder = ProductFolder.create(dataFolder);
        if (file.path().isPresent()) {
            return open(null, CaSettings.fromEnvironment(), file, folder, experiment);
        }
        SimulatedBeamline sim = SimulatedBeamline.start(SimSettings.defaults());
        try {
            CaSettings settings =
                    CaSettings.from(
                            Map.of(
                                    "EPICS_CA_ADDR_LIST",
                                    "127.0.0.1:" + sim.port(),
                                    "EPICS_CA_AUTO_ADDR_LIST",
                                    "NO"));
            return open(sim, settings, file, folder, experiment);
        } catch (RuntimeException problem) {
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
    public static Reader simulatedFile() {
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
    public DeskQueue queue() {
        return queue.get();
    }

    private DeskQueue openQueue() {
        DeskQueue opened = DeskQueue.open(Folders.queue(), engine, runs, scheduler, Desk::user);
        opened.mountedFrom(() -> samples().places());
        return opened;
    }

    /// Trays and samples, opened when they are first asked for.
    ///
    /// @throws io.beamdesk.sample.SampleException if they cannot be opened
    public DeskSamples samples() {
        return samples.get();
    }

    private DeskSamples openSamples() {
        return DeskSamples.open(beamline, devices, Desk::user);
    }

    /// The catalogue of the data folder, kept up to date from the first time it is asked for.
    public DeskCatalogue catalogue() {
        if (!catalogued.getAndSet(true)) {
            products.catalogue().start();
        }
        return products.catalogue();
    }

    /// Why nothing can be run or moved by hand now, one sentence; empty if something can.
    public Optional<String> busy() {
        EngineStatus status = engine.status();
        return status.state() == EngineState.IDLE
                ? queue().obstacle()
                : Optional.of(status.title() + " is under way; wait for its end, or end it.");
    }

    /// What the run does now, in a sentence.
    public String runNow() {
        EngineStatus status = engine.status();
        return switch (status.state()) {
            case IDLE -> "No run is under way.";
            case RUNNING, PAUSING -> "The run " + status.title() + " goes on.";
            case PAUSED, SUSPENDED ->
                    "The run " + status.title() + " is held as before, shutter closed.";
            case STOPPING, ABORTING, HALTING, FAILING ->
                    "The run " + status.title() + " is ending, on its way to the safe state.";
        };
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
    /// @param pixelSize of a pixel at the sample in mm
    /// @throws io.beamdesk.device.DeviceException if the beamline file does not say how it turns
    public Goniometer goniometer(String camera, double pixelSize) {
        return devices.goniometer(camera, pixelSize);
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
        return products.folder().path();
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
        products.setFolder(ProductFolder.create(path));
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
        return Connections.await(beamline.devices(), limit);
    }

    /// What the recipe would do and everything that stands in its way.
    ///
    /// @throws io.beamdesk.device.DeviceException if it names a device that does not exist
    public Forecast check(Recipe recipe) {
        return runs.check(recipe, Optional.empty());
    }

    /// The same for a sample of a tray, beginning with what brings it into the beam.
    ///
    /// @throws io.beamdesk.device.DeviceException if it names a device that does not exist
    public Forecast check(Recipe recipe, Optional<SampleRef> origin) {
        return runs.check(recipe, origin);
    }

    /// Runs the recipe.
    ///
    /// @return completes with its outcome
    /// @throws io.beamdesk.device.DeviceException if it names a device that does not exist
    /// @throws io.beamdesk.engine.EngineException if another run is under way
    public CompletableFuture<Outcome> run(Recipe recipe, Forecast forecast) {
        return runs.run(recipe, forecast);
    }

    /// Brings a sample of a tray into the beam; a run without a product, which can be stopped as any.
    ///
    /// @return completes with its outcome
    /// @throws io.beamdesk.sample.SampleException if nobody knows where it is
    /// @throws io.beamdesk.engine.EngineException if another run is under way
    public CompletableFuture<Outcome> bring(SampleRef origin) {
        return runs.bring(origin);
    }

    /// Measures what no recipe describes, with a product.
    ///
    /// @return completes with its outcome
    /// @throws EngineException if something stands in its way, or another run is under way
    public CompletableFuture<Outcome> measure(String title, Plan plan) {
        return runs.measure(title, plan);
    }

    /// The runs that were under way when their process was killed.
    public RunsLeft runsLeft() {
        return new RunsLeft(this);
    }

    /// Whether a device is left alone when everything is brought to its safe state: the front end, as closing
    /// it at every stop would cool the optics down.
    boolean staysAsItIs(Securable device) {
        return beamline.role(Role.FRONT_END, Shutter.class).stream().anyMatch(f -> f == device);
    }

    /// Starts a run that has no product.
    ///
    /// @return completes with its outcome
    /// @throws EngineException if another run is under way
    public CompletableFuture<Outcome> start(RunRequest request) {
        return runs.start(request, "", Optional.empty());
    }

    /// How the queue and others measure recipes here.
    public Measuring measuring() {
        return runs;
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
        queue.close();
        samples.close();
        products.catalogue().close();
        bus.close();
        beamline.close();
        pvs.close();
        scheduler.close();
        if (sim != null) {
            sim.close();
        }
    }
}
