package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.DeviceEntry;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.config.Role;
import io.beamdesk.device.Axis;
import io.beamdesk.device.Changer;
import io.beamdesk.device.Place;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.plan.OnSample;
import io.beamdesk.plan.OnSample.Axle;
import io.beamdesk.plan.OnStage;
import io.beamdesk.plan.Plan;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayGeometry;
import io.beamdesk.sample.TrayType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the samples of trays are at this beamline, and what has to move so that one is in the beam:
/// the stage to a place of a plate, the sample changer to a pin of a puck, or both.
public final class SamplePlaces implements MountPlaces {
    /// The spot of a tray that stands on the stage.
    public static final String STAGE = "stage";

    /// The spot of a dewar, whose pucks have its numbers.
    public static final String DEWAR = "dewar";

    private static final Pattern PUCK = Pattern.compile("P([1-9]\\d{0,2})");
    private static final Pattern SLOT = Pattern.compile("H([1-9]\\d{0,2})");
    private static final List<Role> STAGE_AXES =
            List.of(Role.SAMPLE_X, Role.SAMPLE_Y, Role.SAMPLE_Z);

    private final SampleStore store;
    private final Beamline beamline;
    private final BeamlineDevices devices;
    private final Recentring recentring;

    /// What brings a sample into the beam.
    ///
    /// @param mounts place that the sample changer mounts; empty if the stage alone brings it
    /// @param at where the stage is to be; empty if it stays where a sample is mounted
    private record Way(Optional<Place> mounts, Optional<MotorPosition> at) {}

    SamplePlaces(SampleStore store, Beamline beamline, BeamlineDevices devices) {
        this.store = store;
        this.beamline = beamline;
        this.devices = devices;
        recentring = new Recentring(store, devices);
    }

    /// Spots that a tray of this kind can be at here, as the store has them, each with its word for
    /// people.
    public Map<String, String> spots(TrayType.Kind kind) {
        Map<String, String> spots = new java.util.LinkedHashMap<>();
        boolean changer = changer().isPresent();
        switch (kind) {
            case PLATE, HOLDER -> {
                if (hasStage()) {
                    spots.put(STAGE, "on the stage");
                }
                for (int i = 1; changer && kind == TrayType.Kind.PLATE && i <= 4; i++) {
                    spots.put("H" + i, "in slot " + i + " of the plate hotel");
                }
            }
            case PUCK -> {
                for (int i = 1; changer && i <= 5; i++) {
                    spots.put("P" + i, "in place " + i + " of the dewar");
                }
            }
            case DEWAR -> {
                if (changer) {
                    spots.put(DEWAR, "the dewar of the sample changer");
                }
            }
        }
        return spots;
    }

    private Optional<Changer> changer() {
        return beamline.role(Role.SAMPLE_CHANGER, Changer.class);
    }

    private boolean hasStage() {
        return STAGE_AXES.stream().allMatch(role -> beamline.role(role, Axis.class).isPresent());
    }

    /// Where the stage is now.
    ///
    /// @throws SampleException if the beamline has none
    /// @throws io.beamdesk.device.DeviceException if it does not answer
    public MotorPosition stage() {
        return new MotorPosition(
                axis(Role.SAMPLE_X).position(),
                axis(Role.SAMPLE_Y).position(),
                axis(Role.SAMPLE_Z).position());
    }

    private Axis axis(Role role) {
        return beamline.role(role, Axis.class)
                .orElseThrow(() ->
                        new SampleException(
                                "%s has no device for the role \"%s\"; name %s under roles in its beamline file"
                                        .formatted(beamline.name(), role.key(), role.expected())));
    }

    /// The place of the tray that the sample changer has mounted, or that the stage is nearest to
    /// within the size of a drop.
    public Optional<SampleRef> inBeam() {
        Map<String, String> loaded = store.loaded();
        return mounted(loaded).or(() -> onStage(loaded));
    }

    private Optional<SampleRef> mounted(Map<String, String> loaded) {
        return held(Whereabouts::goniometer)
                .flatMap(place ->
                        place instanceof Place.Slot(int number)
                                ? Optional.ofNullable(loaded.get("H" + number))
                                        .flatMap(this::nearest)
                                : pin(place, loaded));
    }

    /// What the sample changer has mounted, as far as anybody knows; empty if there is none.
    Optional<Whereabouts.Spot> goniometer() {
        return changer().map(changer -> changer.whereabouts().goniometer());
    }

    /// The sample of a place of the changer; empty of places of whole plates.
    Optional<SampleRef> pin(Place place) {
        return pin(place, store.loaded());
    }

    private Optional<SampleRef> pin(Place place, Map<String, String> loaded) {
        if (!(place instanceof Place.Position(int puck, int position))) {
            return Optional.empty();
        }
        return Optional.ofNullable(loaded.get("P" + puck))
                .flatMap(tray -> ref(tray, Integer.toString(position)))
                .or(() ->
                        Optional.ofNullable(loaded.get(DEWAR))
                                .flatMap(tray -> ref(tray, puck + "-" + position)));
    }

    private Optional<SampleRef> onStage(Map<String, String> loaded) {
        return Optional.ofNullable(loaded.get(STAGE)).flatMap(this::nearest);
    }

    private Optional<SampleRef> ref(String tray, String position) {
        return store.sample(tray, position)
                .map(card -> new SampleRef(card.sample().id(), tray, position));
    }

    private Optional<SampleRef> nearest(String id) {
        Optional<Tray> tray = store.tray(id);
        if (tray.isEmpty() || !hasStage() || tray.get().taught().size() < TrayGeometry.NEEDED) {
            return Optional.empty();
        }
        MotorPosition now;
        try {
            now = stage();
        } catch (io.beamdesk.device.DeviceException _) {
            return Optional.empty();
        }
        TrayGeometry geometry = geometry(tray.get());
        return geometry.type().positions().stream()
                .filter(p -> geometry.motors(p).distance(now) <= p.diameter() / 2)
                .min(java.util.Comparator.comparingDouble(p -> geometry.motors(p).distance(now)))
                .flatMap(p -> ref(id, p.id()));
    }

    /// Where the stage has to be so that a sample is in the beam; empty if the stage does not bring it or
    /// its tray is not taught.
    public Optional<MotorPosition> stageFor(SampleRef sample) {
        return store.tray(sample.tray())
                .filter(tray -> tray.taught().size() >= TrayGeometry.NEEDED)
                .filter(tray -> store.types().get(tray.type()).kind().isOnStage())
                .flatMap(tray -> {
                    try {
                        TrayGeometry geometry = geometry(tray);
                        return geometry.type().position(sample.position()).map(geometry::motors);
                    } catch (SampleException _) {
                        // What is wrong with what is taught is said where it is taught.
                        return Optional.empty();
                    }
                });
    }

    /// The same plan with what brings the sample into the beam before it.
    ///
    /// @param next the sample after it, prepared meanwhile if the changer mounts it
    /// @throws SampleException if it is not known where the sample is, and what to do about it
    Plan before(Plan plan, SampleRef origin, Optional<SampleRef> next) {
        Way way = way(origin);
        boolean stays =
                way.mounts().isEmpty() || way.mounts().equals(held(Whereabouts::goniometer));
        return before(recentring.before(plan, origin, stays), origin, way, next);
    }

    /// What brings a sample into the beam, and nothing else.
    ///
    /// @throws SampleException if it is not known where the sample is, and what to do about it
    Plan bringing(Plan plan, SampleRef origin) {
        return before(plan, origin, way(origin), Optional.empty());
    }

    private Plan before(Plan plan, SampleRef origin, Way way, Optional<SampleRef> next) {
        Plan there =
                way.at()
                        .map(at ->
                                (Plan)
                                        new OnStage(
                                                origin.place(),
                                                devices.beamShutter(),
                                                List.of(
                                                        new Axle(axis(Role.SAMPLE_X), at.x()),
                                                        new Axle(axis(Role.SAMPLE_Y), at.y()),
                                                        new Axle(axis(Role.SAMPLE_Z), at.z())),
                                                plan))
                        .orElse(plan);
        return way.mounts()
                .map(place -> onSample(place, origin, next.flatMap(this::place), there))
                .orElse(there);
    }

    @Override
    public Place mounted() {
        return changer().map(Changer::position).orElse(Place.NONE);
    }

    @Override
    public Optional<Place> prepared() {
        return held(Whereabouts::gripper);
    }

    private Optional<Place> held(Function<Whereabouts, Whereabouts.Spot> where) {
        return changer()
                .map(c -> where.apply(c.whereabouts()))
                .flatMap(spot ->
                        spot instanceof Whereabouts.Holds(Place place)
                                ? Optional.of(place)
                                : Optional.empty());
    }

    @Override
    public Optional<Place> place(SampleRef sample) {
        try {
            return way(sample).mounts();
        } catch (SampleException _) {
            // Said when its turn comes.
            return Optional.empty();
        }
    }

    private Plan onSample(Place place, SampleRef origin, Optional<Place> next, Plan plan) {
        Changer changer =
                changer()
                        .orElseThrow(() ->
                                new SampleException(
                                        "%s has no sample changer; name one under roles in its beamline file"
                                                .formatted(beamline.name())));
        return new OnSample(
                changer,
                place,
                origin.place(),
                devices.beamShutter(),
                mountAt(changer.name()),
                next,
                plan);
    }

    private List<Axle> mountAt(String changer) {
        List<Axle> axles = new ArrayList<>();
        for (DeviceEntry entry : beamline.file().devices()) {
            if (entry.name().equals(changer)
                    && entry.spec() instanceof DeviceSpec.Changer(var _, var _, var _, var at)) {
                at.forEach((axis, where) -> axles.add(new Axle(devices.axis(axis), where)));
            }
        }
        return axles;
    }

    private Way way(SampleRef origin) {
        Tray tray =
                store.tray(origin.tray())
                        .orElseThrow(() ->
                                new SampleException(
                                        "There is no tray "
                                                + origin.tray()
                                                + " any more; submit its samples again"));
        String spot =
                store.loaded().entrySet().stream()
                        .filter(e -> e.getValue().equals(tray.id()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow(() ->
                                new SampleException(
                                        tray.id()
                                                + " is not at the beamline; say in Samples where it is"));
        TrayType type = store.types().get(tray.type());
        Position position =
                type.position(origin.position())
                        .orElseThrow(() ->
                                new SampleException(
                                        "%s has no place %s; submit the sample again"
                                                .formatted(tray.id(), origin.position())));
        return switch (type.kind()) {
            case PLATE, HOLDER ->
                    new Way(
                            number(SLOT, spot).map(Place.Slot::new),
                            Optional.of(geometry(tray).motors(position)));
            case PUCK ->
                    new Way(
                            number(PUCK, spot)
                                    .map(puck -> new Place.Position(puck, position.column())),
                            Optional.empty());
            case DEWAR ->
                    new Way(
                            Optional.of(new Place.Position(position.row(), position.column())),
                            Optional.empty());
        };
    }

    private static Optional<Integer> number(Pattern pattern, String spot) {
        Matcher matcher = pattern.matcher(spot);
        return matcher.matches()
                ? Optional.of(Integer.parseInt(matcher.group(1)))
                : Optional.empty();
    }

    private TrayGeometry geometry(Tray tray) {
        if (tray.taught().size() < TrayGeometry.NEEDED) {
            throw new SampleException(
                    "Of %s only %d of %d places are taught; go to one, put it into the beam and teach it in Samples"
                            .formatted(tray.id(), tray.taught().size(), TrayGeometry.NEEDED));
        }
        return TrayGeometry.of(store.types().get(tray.type()), tray.taught());
    }
}
