package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/// The plane of a tray from taught wells.
class TrayGeometryTest {
    private static final TrayType PLATE = TrayTypes.shipped().get("96-2");

    /// A stage on which the plate is turned about z, then tilted about the x motor.
    private record Stage(double turnDeg, double tiltDeg, int mirror) {
        MotorPosition at(TrayType.Spot spot) {
            double turn = Math.toRadians(turnDeg);
            double tilt = Math.toRadians(tiltDeg);
            double x = spot.x() * Math.cos(turn) - mirror * spot.y() * Math.sin(turn);
            double y = spot.x() * Math.sin(turn) + mirror * spot.y() * Math.cos(turn);
            return new MotorPosition(12 + x, -40 + y * Math.cos(tilt), 3 + y * Math.sin(tilt));
        }

        Taught taught(String id) {
            return new Taught(id, at(PLATE.spot(id).orElseThrow()));
        }

        List<Taught> taught(String... ids) {
            return List.of(ids).stream().map(this::taught).toList();
        }
    }

    private static final Stage STRAIGHT = new Stage(0, 0, 1);

    @Property(tries = 200)
    void threeTaughtWellsGiveEveryDrop(
            @ForAll @DoubleRange(min = -180, max = 180) double turn,
            @ForAll @DoubleRange(min = -20, max = 20) double tilt,
            @ForAll boolean mirrored) {
        Stage stage = new Stage(turn, tilt, mirrored ? -1 : 1);
        TrayGeometry geometry = TrayGeometry.of(PLATE, stage.taught("A1", "A12", "H1-2"));
        for (Position drop : PLATE.positions()) {
            MotorPosition expected = stage.at(new TrayType.Spot(drop.x(), drop.y()));
            assertThat(geometry.motors(drop).minus(expected).length()).isLessThan(1e-9);
        }
        assertThat(geometry.tiltDeg()).isEqualTo(Math.abs(tilt), within(1e-6));
        assertThat(geometry.rms()).isLessThan(1e-9);
        assertThat(geometry.skewDeg()).isEqualTo(0, within(1e-6));
    }

    @Example
    void rotationIsThatOfTheRows() {
        TrayGeometry geometry =
                TrayGeometry.of(PLATE, new Stage(7.5, 0, 1).taught("A1", "A12", "H1"));
        assertThat(geometry.rotationDeg()).isEqualTo(7.5, within(1e-9));
        assertThat(geometry.columnScale()).isEqualTo(1, within(1e-9));
    }

    @Property(tries = 50)
    void rmsOfManyIsWhatTheTeachingWasOffBy(@ForAll long seed) {
        Random random = new Random(seed);
        List<Taught> taught = new ArrayList<>();
        for (Position drop : PLATE.positions()) {
            Taught exact = STRAIGHT.taught(drop.id());
            taught.add(
                    new Taught(
                            drop.id(),
                            exact.motors()
                                    .plus(
                                            new MotorPosition(
                                                    random.nextGaussian(0, 0.012),
                                                    random.nextGaussian(0, 0.012),
                                                    random.nextGaussian(0, 0.012)))));
        }
        assertThat(TrayGeometry.of(PLATE, taught).rms())
                .isEqualTo(0.012 * Math.sqrt(3), within(0.003));
    }

    private static void refused(List<Taught> taught, String sentence) {
        assertThatThrownBy(() -> TrayGeometry.of(PLATE, taught))
                .isInstanceOf(SampleException.class)
                .hasMessage(sentence);
    }

    @Example
    void placesOnOneLineAreRefused() {
        refused(
                STRAIGHT.taught("A1", "A6", "A12"),
                "A1, A6 and A12 lie on one line; teach one well away from it, such as three corners");
        refused(
                STRAIGHT.taught("A1-1", "A1-2", "A12-1"),
                "A1-1, A1-2 and A12-1 lie on one line; teach one well away from it, such as three corners");
    }

    @Example
    void tooFewAndRepeatedAndUnknownAreRefused() {
        refused(
                STRAIGHT.taught("A1", "H1"),
                "2 of 3 places are taught; teach one more, best at three corners");
        refused(List.of(), "0 of 3 places are taught; teach the others, best at three corners");
        refused(
                List.of(STRAIGHT.taught("A1"), STRAIGHT.taught("H1"), STRAIGHT.taught("A1")),
                "A1 is taught twice; teach each place once");
        refused(
                List.of(new Taught("Z99", new MotorPosition(0, 0, 0))),
                "96 wells, 2 drops each has no place \"Z99\"; teach one that it has");
        refused(
                List.of(new Taught("A1", new MotorPosition(0, Double.NaN, 0))),
                "the motors have no position at A1; teach it again");
    }

    @Example
    void aPitchThatThePlateDoesNotHaveIsRefused() {
        List<Taught> wrongWell =
                List.of(
                        STRAIGHT.taught("A1"),
                        new Taught("A12", STRAIGHT.taught("A11").motors()),
                        STRAIGHT.taught("H1"));
        refused(
                wrongWell,
                "what was taught at A1, A12 and H1 does not fit 96 wells, 2 drops each: the pitch of its columns comes out 9.1 % too small; check each taught place, the type of tray and the units of the motors");
    }

    @Example
    void rowsAskewAreRefused() {
        List<Taught> askew =
                List.of(
                        STRAIGHT.taught("A1"),
                        STRAIGHT.taught("A12"),
                        new Taught(
                                "H1",
                                STRAIGHT.taught("H1").motors().plus(new MotorPosition(4, 0, 0))));
        assertThatThrownBy(() -> TrayGeometry.of(PLATE, askew))
                .hasMessageContaining("rows and columns are 3.6° from a right angle");
    }

    @Example
    void aPuckHasNothingToTeach() {
        assertThatThrownBy(() -> TrayGeometry.of(TrayTypes.shipped().get("unipuck"), List.of()))
                .hasMessage(
                        "Unipuck of 16 places is served by a sample changer; there is nothing to teach");
    }
}
