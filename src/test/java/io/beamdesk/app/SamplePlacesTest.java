package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.device.Place;
import io.beamdesk.device.Scheduler;
import io.beamdesk.plan.OnSample;
import io.beamdesk.plan.OnStage;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.pv.pva.PvaProvider;
import io.beamdesk.pv.pva.PvaSettings;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayType.Kind;
import io.beamdesk.sample.TrayTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What has to move so that a sample is in the beam, at a beamline with a stage and a sample changer
/// that nobody answers for.
class SamplePlacesTest {
    private static final TrayType PLATE = TrayTypes.shipped().get("96-2");
    private static final Plan MEASURE =
            new Plan() {
                @Override
                public String name() {
                    return "measure";
                }

                @Override
                public void run(RunContext run) {}
            };

    @TempDir private Path folder;
    private final Scheduler scheduler = Scheduler.system();
    private SampleStore store;
    private Pvs pvs;
    private SamplePlaces places;

    @BeforeEach
    void open() throws Exception {
        store = SampleStore.open(folder.resolve("samples.db"), TrayTypes.shipped(), scheduler);
        pvs = new Pvs(new CaProvider(CaSettings.LOOPBACK), new PvaProvider(PvaSettings.LOOPBACK));
        Beamline beamline =
                Beamline.open(
                        BeamlineFile.read(Path.of("assets/beamlines/simulated.json")),
                        pvs,
                        scheduler);
        places = new SamplePlaces(store, beamline, new BeamlineDevices(beamline));
    }

    @AfterEach
    void close() {
        pvs.close();
        store.close();
        scheduler.close();
    }

    private Tray add(Kind kind) {
        TrayType type =
                kind == Kind.PLATE
                        ? PLATE
                        : TrayTypes.shipped().all().stream()
                                .filter(t -> t.kind() == kind)
                                .findFirst()
                                .orElseThrow();
        Tray tray = Tray.of("T", type.name());
        store.apply(Edit.add(tray), "anna");
        return tray;
    }

    /// Teaches corners of the plate as if the stage ran against its columns and rows.
    private void teach(Tray tray, String... ids) {
        List<Taught> taught =
                java.util.Arrays.stream(ids)
                        .map(id -> {
                            Position p = PLATE.position(id).orElseThrow();
                            return new Taught(id, new MotorPosition(100 - p.x(), 50 - p.y(), 2));
                        })
                        .toList();
        store.apply(Edit.replace(tray, tray.withTaught(taught)), "anna");
    }

    private Plan before(String position) {
        return places.before(MEASURE, new SampleRef("", "T", position), Optional.empty());
    }

    private void refused(String position, String sentence) {
        assertThatThrownBy(() -> before(position))
                .isInstanceOf(SampleException.class)
                .hasMessage(sentence);
    }

    @Test
    void plateOnTheStageGoesToTheTaughtPlace() {
        teach(add(Kind.PLATE), "A1-1", "A12-1", "H1-1");
        store.load("T", "stage");
        Position d7 = PLATE.position("D7-2").orElseThrow();
        assertThat(before("D7-2")).isInstanceOf(OnStage.class);
        OnStage there = (OnStage) before("D7-2");
        assertThat(there.plan()).isSameAs(MEASURE);
        assertThat(there.stage())
                .extracting(axle -> axle.axis().name())
                .containsExactly("sample_x", "sample_y", "sample_z");
        assertThat(there.stage().get(0).at()).isCloseTo(100 - d7.x(), within(1e-6));
        assertThat(there.stage().get(1).at()).isCloseTo(50 - d7.y(), within(1e-6));
        assertThat(there.stage().get(2).at()).isCloseTo(2, within(1e-6));
    }

    @Test
    void plateInTheHotelIsMountedAndThenMoved() {
        teach(add(Kind.PLATE), "A1-1", "A12-1", "H1-1");
        store.load("T", "H3");
        OnSample mounted = (OnSample) before("A1-1");
        assertThat(mounted.place()).isEqualTo(new Place.Slot(3));
        assertThat(mounted.plan()).isInstanceOf(OnStage.class);
    }

    @Test
    void pinOfAPuckIsMountedFromItsPlaceInTheDewar() {
        add(Kind.PUCK);
        store.load("T", "P2");
        OnSample mounted = (OnSample) before("5");
        assertThat(mounted.place()).isEqualTo(new Place.Position(2, 5));
        assertThat(mounted.plan()).isSameAs(MEASURE);
        assertThat(mounted.mountAt())
                .extracting(axle -> axle.axis().name())
                .contains("sample_x", "sample_y", "sample_z", "rotation");
    }

    @Test
    void pinOfADewarIsMountedFromItsPuck() {
        add(Kind.DEWAR);
        store.load("T", "dewar");
        assertThat(((OnSample) before("3-4")).place()).isEqualTo(new Place.Position(3, 4));
    }

    @Test
    void trayThatIsNotThereIsASentence() {
        refused("A1-1", "There is no tray T any more; submit its samples again");
    }

    @Test
    void trayThatIsNotLoadedIsASentence() {
        teach(add(Kind.PLATE), "A1-1", "A12-1", "H1-1");
        refused("A1-1", "T is not at the beamline; say in Samples where it is");
        store.load("T", "stage");
        store.apply(Edit.add(Tray.of("U", "96-2")), "anna");
        store.load("U", "stage");
        refused("A1-1", "T is not at the beamline; say in Samples where it is");
    }

    @Test
    void plateThatIsNotTaughtIsASentence() {
        teach(add(Kind.PLATE), "A1-1", "A12-1");
        store.load("T", "stage");
        refused(
                "A1-1",
                "Of T only 2 of 3 places are taught; go to one, put it into the beam and teach it in Samples");
    }

    @Test
    void placeThatTheTrayDoesNotHaveIsASentence() {
        teach(add(Kind.PLATE), "A1-1", "A12-1", "H1-1");
        store.load("T", "stage");
        refused("Z9-1", "T has no place Z9-1; submit the sample again");
    }

    @Test
    void spotsAreWhatTheBeamlineHas() {
        assertThat(places.spots(Kind.PLATE)).containsOnlyKeys("stage", "H1", "H2", "H3", "H4");
        assertThat(places.spots(Kind.HOLDER)).containsOnlyKeys("stage");
        assertThat(places.spots(Kind.PUCK)).containsOnlyKeys("P1", "P2", "P3", "P4", "P5");
        assertThat(places.spots(Kind.DEWAR)).containsOnlyKeys("dewar");
    }

    @Test
    void nothingIsInTheBeamWhereNobodyKnowsWhereTheStageIs() {
        teach(add(Kind.PLATE), "A1-1", "A12-1", "H1-1");
        store.apply(Edit.add(List.of(Sample.of("T", "A1-1", ""))), "anna");
        store.load("T", "stage");
        assertThat(places.inBeam()).isEmpty();
    }
}
