package io.beamdesk.engine;

import io.beamdesk.device.Detector;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.device.VelocityAxis;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.plan.StepScan;
import io.beamdesk.pv.Subscription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/// An axis, a detector with frames and a shutter in memory, whose every call can be made to fail or
/// to be met by a command, and an engine on them.
final class Bench implements AutoCloseable {
    final List<Document> documents = new CopyOnWriteArrayList<>();
    final AtomicInteger calls = new AtomicInteger();
    final FakeAxis axis = new FakeAxis("x");
    final FakeAxis outer = new FakeAxis("y");
    final FakeDetector detector = new FakeDetector();
    final FakeShutter shutter = new FakeShutter();

    /// How far the computer's clock was set, forward or back.
    volatile Duration set = Duration.ZERO;

    final Scheduler scheduler = new SetClock();
    final DocumentBus bus;
    final List<Readable> baseline = new ArrayList<>(List.of(axis));
    final RunEngine engine;
    final FakeSuspender beam = new FakeSuspender();
    final Map<String, Recovery> rules = new ConcurrentHashMap<>();
    volatile boolean placeClosed;

    /// Called before every call to a device with the call's number, from 1.
    volatile IntConsumer onCall = _ -> {};

    /// The sink takes nothing before it is open.
    volatile CountDownLatch disk = new CountDownLatch(0);

    /// Fails the sink from this document on.
    volatile int sinkFailsAfter = Integer.MAX_VALUE;

    Bench() {
        this(256L << 20);
    }

    /// @param buffer bytes that may wait for the sink
    Bench(long buffer) {
        bus = new DocumentBus(buffer);
        engine = engine(beam);
    }

    RunEngine engine(Suspender suspender) {
        return new RunEngine(
                scheduler,
                bus,
                this::place,
                new SafeState(
                        List.of(shutter),
                        List.of(axis, outer, detector),
                        Duration.ofSeconds(1),
                        scheduler),
                baseline,
                List.of(suspender),
                name -> rules.getOrDefault(name, Recovery.DEFAULT));
    }

    private RunStorage.Place place(Map<String, Object> metadata) {
        placeClosed = false;
        return new RunStorage.Place() {
            @Override
            public URI uri() {
                return URI.create("file:///data/scan_0007.h5");
            }

            @Override
            public int number() {
                return 7;
            }

            @Override
            public DocumentSink sink() {
                return new DocumentSink() {
                    @Override
                    public Delivery delivery() {
                        return Delivery.LOSSLESS;
                    }

                    @Override
                    public void accept(Document document) {
                        if (documents.size() >= sinkFailsAfter) {
                            throw new IllegalStateException(
                                    "/data/scan.h5: no space left; free some and run again");
                        }
                        try {
                            disk.await();
                        } catch (InterruptedException unexpected) {
                            throw new IllegalStateException(unexpected);
                        }
                        documents.add(document);
                    }
                };
            }

            @Override
            public Map<String, Object> parameters(String dataKey) {
                return Map.of("dataset", "/entry/" + dataKey);
            }

            @Override
            public void close() {
                placeClosed = true;
            }
        };
    }

    StepScan scan(int points) {
        return new StepScan(
                axis,
                StepScan.evenly(0, 1, points),
                false,
                List.of(detector),
                List.of(),
                Duration.ofMillis(100),
                Duration.ZERO,
                Optional.of(new StepScan.Opening<>(shutter, true, false)));
    }

    RunRequest request(io.beamdesk.plan.Plan plan) {
        return new RunRequest("test", plan, Map.of(), 0, Duration.ZERO);
    }

    Outcome run(io.beamdesk.plan.Plan plan) {
        return await(engine.start(request(plan)));
    }

    static <T> T await(java.util.concurrent.CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    <T extends Document> List<T> documents(Class<T> type) {
        return documents.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void called() {
        onCall.accept(calls.incrementAndGet());
    }

    @Override
    public void close() {
        engine.close();
        bus.close();
        scheduler.close();
    }

    /// The machine's clock, which can be set.
    private final class SetClock implements Scheduler {
        private final Scheduler system = Scheduler.system();

        @Override
        public Instant instant() {
            return system.instant().plus(set);
        }

        @Override
        public Instant steady() {
            return system.steady();
        }

        @Override
        public Cancellable after(Duration delay, Runnable task) {
            return system.after(delay, task);
        }

        @Override
        public void close() {
            system.close();
        }
    }

    static final class FakeSuspender implements Suspender {
        private volatile String why = "";
        private Runnable watcher = () -> {};

        void say(String next) {
            why = next;
            watcher.run();
        }

        @Override
        public String name() {
            return "Beam";
        }

        @Override
        public Optional<String> reason() {
            return why.isEmpty() ? Optional.empty() : Optional.of(why);
        }

        @Override
        public void watch(Runnable next) {
            watcher = next;
        }

        @Override
        public void close() {}
    }

    class FakeAxis implements VelocityAxis, Securable {
        private final String name;
        volatile double position = -3;
        volatile boolean moving;
        volatile boolean broken;
        final List<Double> targets = new CopyOnWriteArrayList<>();

        /// How its next motions fail, one each.
        final Queue<DeviceException> failures = new ConcurrentLinkedQueue<>();

        /// How often it was started while it was still on its way.
        final AtomicInteger startedOnTheWay = new AtomicInteger();

        final FakeSetting velocity;
        private volatile Consumer<Reading> follower = _ -> {};

        /// Moves to this target do not end by themselves.
        volatile double endless = Double.NaN;

        FakeAxis(String name) {
            this.name = name;
            velocity = new FakeSetting(name + "_velocity");
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String label() {
            return name.toUpperCase(Locale.ROOT);
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public void check(Double target) {
            if (Math.abs(target) > 10) {
                throw new DeviceException.LimitViolation(
                        name, name + ": " + target + " mm outside -10 to 10 mm");
            }
        }

        @Override
        public Status set(Double target) {
            called();
            targets.add(target);
            if (moving) {
                startedOnTheWay.incrementAndGet();
            }
            DeviceException failure = failures.poll();
            if (failure != null) {
                moving = true;
                return Status.failed(label() + " to " + target, failure);
            }
            Status status = new Status(label() + " to " + target);
            if (target == endless) {
                moving = true;
            } else {
                position = target;
                follower.accept(new Reading(target, Instant.now()));
                status.complete();
            }
            return status;
        }

        @Override
        public Double position() {
            called();
            return position;
        }

        @Override
        public Movable<Double> velocity() {
            return velocity;
        }

        @Override
        public double ramp(double speed) {
            return 0.1 * speed;
        }

        @Override
        public Status passing(double at, double within, double speed) {
            return Status.done("passing");
        }

        @Override
        public Subscription follow(Consumer<Reading> readbacks) {
            readbacks.accept(new Reading(position, Instant.now().minusSeconds(1)));
            follower = readbacks;
            return () -> follower = _ -> {};
        }

        @Override
        public Duration estimate(Double from, Double to) {
            return Duration.ofMillis(Math.round(1000 * Math.abs(to - from)));
        }

        @Override
        public void stop() {
            moving = false;
        }

        @Override
        public void secure() {
            moving = false;
        }

        @Override
        public Optional<String> hazard() {
            if (broken) {
                throw new IllegalStateException("no such field");
            }
            return moving ? Optional.of(name + " is moving") : Optional.empty();
        }

        @Override
        public Map<String, DataKey> describe() {
            Map<String, DataKey> keys = new LinkedHashMap<>();
            keys.put(name, DataKey.number("loc://x.RBV", "mm", 3, name, DataKey.Role.READBACK));
            keys.put(
                    name + "_setpoint",
                    DataKey.number("loc://x", "mm", 3, name, DataKey.Role.SETPOINT));
            return keys;
        }

        @Override
        public Map<String, Reading> read() {
            called();
            return Map.of(
                    name,
                    new Reading(position, Instant.now()),
                    name + "_setpoint",
                    new Reading(position, Instant.now()));
        }
    }

    class FakeDetector implements Detector {
        volatile boolean busy;
        volatile boolean staged;

        /// What its next measurements have lost, one each.
        final Queue<String> losses = new ConcurrentLinkedQueue<>();

        private volatile Optional<String> lost = Optional.empty();
        final AtomicInteger triggerCount = new AtomicInteger();

        /// How its next measurements fail, one each.
        final Queue<DeviceException> failures = new ConcurrentLinkedQueue<>();

        /// What it counts.
        volatile DoubleSupplier counts = () -> triggerCount.get();

        int triggers() {
            return triggerCount.get();
        }

        private final FakeSetting exposure = new FakeSetting("det_exposure");

        @Override
        public String name() {
            return "det";
        }

        @Override
        public String label() {
            return "Detector";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public Status trigger() {
            called();
            triggerCount.incrementAndGet();
            DeviceException failure = failures.poll();
            if (failure != null) {
                busy = true;
                return Status.failed("count", failure);
            }
            lost = Optional.ofNullable(losses.poll());
            return Status.done("count");
        }

        @Override
        public Optional<String> lost() {
            return lost;
        }

        @Override
        public Duration estimate(Duration time) {
            return time;
        }

        @Override
        public Movable<Double> exposure() {
            return exposure;
        }

        @Override
        public Map<String, DataKey> describe() {
            Map<String, DataKey> keys = new LinkedHashMap<>();
            keys.put("det", DataKey.number("loc://det", "counts", 0, "det", DataKey.Role.SIGNAL));
            keys.put("det_frame", DataKey.frames("loc://det:frame", "<u2", 2, 3, "det"));
            return keys;
        }

        @Override
        public Map<String, Reading> read() {
            called();
            Frame frame = new Frame(triggers(), Instant.now(), "<u2", 2, 3, new short[6]);
            return Map.of(
                    "det",
                    new Reading(counts.getAsDouble(), Instant.now()),
                    "det_frame",
                    new Reading(frame, frame.timestamp()));
        }

        @Override
        public void stage() {
            called();
            staged = true;
        }

        @Override
        public void unstage() {
            staged = false;
            called();
        }

        @Override
        public void secure() {
            busy = false;
        }

        @Override
        public Optional<String> hazard() {
            return busy ? Optional.of("det is counting") : Optional.empty();
        }
    }

    class FakeSetting implements Movable<Double> {
        private final String name;
        volatile double value = 0.5;

        FakeSetting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String label() {
            return name;
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public void check(Double target) {}

        @Override
        public Status set(Double target) {
            called();
            value = target;
            return Status.done(name);
        }

        @Override
        public Double position() {
            called();
            return value;
        }

        @Override
        public Duration estimate(Double from, Double to) {
            return Duration.ZERO;
        }

        @Override
        public void stop() {}
    }

    class FakeShutter implements Movable<Boolean>, Securable {
        volatile boolean open;
        volatile boolean stuck;
        final AtomicInteger opened = new AtomicInteger();

        @Override
        public String name() {
            return "shutter";
        }

        @Override
        public String label() {
            return "Shutter";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public void check(Boolean target) {}

        @Override
        public Status set(Boolean target) {
            called();
            if (target) {
                opened.incrementAndGet();
            }
            open = target || stuck;
            return Status.done("shutter");
        }

        @Override
        public Boolean position() {
            called();
            return open;
        }

        @Override
        public Duration estimate(Boolean from, Boolean to) {
            return Duration.ofMillis(20);
        }

        @Override
        public void stop() {}

        @Override
        public void secure() {
            open = stuck && open;
        }

        @Override
        public Optional<String> hazard() {
            return open ? Optional.of("shutter is open") : Optional.empty();
        }
    }
}
