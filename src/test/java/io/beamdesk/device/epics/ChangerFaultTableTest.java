package io.beamdesk.device.epics;

import static io.beamdesk.device.epics.ChangerBench.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Place;
import io.beamdesk.device.Status;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.device.Whereabouts.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every fault of the robot in every state of it, and a lost connection in every state: what is known
/// afterwards, and that the recourses that are offered lead back to a mounted sample.
class ChangerFaultTableTest {
    private static final String GOAL = "P2-7";

    private enum Fault {
        NONE("None"),
        GRIP_FAILS("Grip fails"),
        SAMPLE_LOST("Sample lost"),
        COLLISION("Collision"),
        LID_STUCK("Lid stuck"),
        POWER_LOST("Power lost"),
        SILENT("Silent"),
        IOC_AWAY("");

        final String label;

        Fault(String label) {
            this.label = label;
        }

        boolean hides() {
            return this == SILENT || this == IOC_AWAY;
        }
    }

    enum In {
        READY,
        OFF,
        MOUNTING,
        UNMOUNTING,
        EXCHANGING,
        PREPARING,
        PREPARED,
        RECOVERING,
        STOPPED,
        FAULT;

        boolean moves() {
            return switch (this) {
                case MOUNTING, UNMOUNTING, EXCHANGING, PREPARING, RECOVERING -> true;
                case READY, OFF, PREPARED, STOPPED, FAULT -> false;
            };
        }
    }

    /// Seconds after the beginning of a motion: on the way there, with the sample gripped, with it
    /// placed or exchanged.
    private static final double[] MOMENTS = {1, 6, 10.5};

    private final StringBuilder table = new StringBuilder();

    @ParameterizedTest
    @EnumSource
    void everyFaultEndsKnownNamedAndRecoverable(In state) {
        int rows = 0;
        for (Fault fault : Fault.values()) {
            for (double moment : state.moves() ? MOMENTS : new double[] {0}) {
                try (ChangerBench bench = new ChangerBench()) {
                    row(bench, state, fault, moment);
                    rows++;
                }
            }
        }
        System.out.println(table);
        assertThat(rows).isEqualTo(Fault.values().length * (state.moves() ? MOMENTS.length : 1));
    }

    private void row(ChangerBench bench, In state, Fault fault, double moment) {
        String row = state + " +" + moment + " s, " + fault;
        List<String> mounts = new ArrayList<>();
        Status status = begin(bench, state, moment);
        if (state.moves()) {
            assertThat(bench.robot("State_RBV").toUpperCase(java.util.Locale.ROOT))
                    .as(row)
                    .isIn(state.name(), "READY");
        }
        inject(bench, fault);
        if (status == null || status.future().isDone()) {
            status = bench.changer.set(place(GOAL));
        }
        end(bench, status, mounts, row);
        judge(bench, status, fault, row);
        String after = bench.changer.state().word() + "; " + bench.changer.whereabouts().sentence();
        bench.robot("Fault", "None");
        if (fault == Fault.IOC_AWAY) {
            bench.beamline.comeBack();
        }
        List<String> steps = recover(bench, mounts, row);
        table.append(
                String.format(
                        "%-11s +%-4s %-12s %s%n    then %s%n    %s%n",
                        state, moment, fault, sentence(status), after, String.join(", ", steps)));
        Status again = bench.changer.set(place(GOAL));
        end(bench, again, mounts, row);
        assertThat(again.future()).as(row + ", mounted at last").isCompleted();
        assertThat(bench.robot("Mounted_RBV")).as(row).isEqualTo(GOAL);
        assertThat(bench.time.pending()).as("timers left over, " + row).isZero();
    }

    private static @Nullable Status begin(ChangerBench bench, In state, double moment) {
        SampleChanger changer = bench.changer;
        switch (state) {
            case READY -> {}
            case OFF -> bench.robot("Power", "Off");
            case MOUNTING -> bench.set("");
            case RECOVERING -> stopped(bench);
            case STOPPED -> stopped(bench);
            case FAULT -> {
                bench.robot("Fault", "Grip fails");
                bench.set("P3-3");
            }
            case PREPARED -> bench.end(changer.prepare(place(GOAL)));
            case UNMOUNTING, EXCHANGING, PREPARING -> {}
        }
        Status status =
                switch (state) {
                    case MOUNTING, EXCHANGING -> changer.set(place(GOAL));
                    case UNMOUNTING -> changer.set(Place.NONE);
                    case PREPARING -> changer.prepare(place(GOAL));
                    case RECOVERING -> changer.recover();
                    case READY, OFF, PREPARED, STOPPED, FAULT -> null;
                };
        bench.pass(moment);
        return status;
    }

    private static void stopped(ChangerBench bench) {
        Status status = bench.changer.set(place("P3-3"));
        bench.pass(7);
        bench.changer.stop();
        bench.end(status);
    }

    private static void inject(ChangerBench bench, Fault fault) {
        if (fault == Fault.IOC_AWAY) {
            bench.beamline.goAway();
        } else {
            bench.robot("Fault", fault.label);
        }
        if (fault == Fault.LID_STUCK) {
            bench.robot("Lid", "Close");
        }
    }

    /// Lets it end, and notes each sample that comes onto the goniometer: none twice in a row.
    private static void end(ChangerBench bench, Status status, List<String> mounts, String row) {
        String before = bench.robot("Mounted_RBV");
        for (int tenths = 0; tenths < 1500; tenths++) {
            bench.pass(0.1);
            String now = bench.robot("Mounted_RBV");
            if (!now.equals(before) && !now.isEmpty()) {
                assertThat(mounts).as("mounted twice, " + row).doesNotContain(now + "!");
                mounts.add(now.equals(GOAL) ? now + "!" : now);
            }
            before = now;
            if (status.future().isDone() && tenths > 20) {
                break;
            }
        }
        assertThat(status.future()).as("ended, " + row).isDone();
    }

    private static void judge(ChangerBench bench, Status status, Fault fault, String row) {
        SampleChanger changer = bench.changer;
        ChangerState state = changer.state();
        assertThat(state.moves()).as("moves, " + row).isFalse();
        assertThat(state == ChangerState.UNKNOWN)
                .as("state unknown, " + row)
                .isEqualTo(fault.hides());
        assertThat(changer.hazard().isPresent()).as("hazard, " + row).isEqualTo(fault.hides());
        if (status.future().isCompletedExceptionally()) {
            String sentence = sentence(status);
            assertThat(sentence).as(row).startsWith("changer: ").doesNotContain("null");
            assertThat(changer.recourses())
                    .as(row + ": " + sentence)
                    .satisfiesAnyOf(
                            offered -> assertThat(offered).isNotEmpty(),
                            _ -> assertThat(changer.obstacles(place(GOAL))).isNotEmpty());
        } else {
            assertThat(changer.recourses())
                    .as(row)
                    .allSatisfy(
                            offered -> assertThat(fault.hides() || offered.dangerous()).isTrue());
        }
        Whereabouts known = changer.whereabouts();
        if (fault.hides()) {
            assertThat(known.isKnown()).as(row).isFalse();
        } else {
            isTrue(known.goniometer(), bench, "Mounted_RBV", "OnGonio_RBV", row);
            isTrue(known.gripper(), bench, "Held_RBV", "InGripper_RBV", row);
        }
    }

    /// What is said to be known is so.
    private static void isTrue(
            Spot spot, ChangerBench bench, String books, String sensor, String row) {
        boolean seen = bench.robot(sensor).equals("Present");
        switch (spot) {
            case Whereabouts.Empty _ -> assertThat(seen).as(row).isFalse();
            case Whereabouts.Holds(Place there) -> {
                assertThat(seen).as(row).isTrue();
                assertThat(bench.robot(books)).as(row).isEqualTo(there.text());
            }
            case Whereabouts.Unknown(var last, var _) -> {
                assertThat(seen).as(row).isFalse();
                assertThat(last).as(row).isEqualTo(Place.of(bench.robot(books)));
            }
        }
    }

    /// Does what is offered until nothing is, and opens the lid where that stands in the way.
    private static List<String> recover(ChangerBench bench, List<String> mounts, String row) {
        SampleChanger changer = bench.changer;
        List<String> steps = new ArrayList<>();
        bench.pass(40);
        for (int i = 0; i < 6; i++) {
            if (!changer.lidPosition().equals("Open")) {
                bench.end(changer.setLid(true));
                steps.add("lid opened");
            }
            Optional<Recourse> next =
                    changer.recourses().stream().filter(r -> r.action().isPresent()).findFirst();
            boolean prepared =
                    changer.whereabouts().gripper().equals(new Whereabouts.Holds(place(GOAL)))
                            && changer.state() == ChangerState.READY;
            if (next.isEmpty() || prepared) {
                break;
            }
            steps.add(next.get().what());
            end(bench, act(changer, next.get().action().orElseThrow()), mounts, row);
        }
        assertThat(changer.state()).as(row + ", after " + steps).isEqualTo(ChangerState.READY);
        assertThat(changer.whereabouts().isKnown()).as(row + ", after " + steps).isTrue();
        return steps.isEmpty() ? List.of("nothing to recover") : steps;
    }

    private static Status act(SampleChanger changer, Recourse.Action action) {
        return switch (action) {
            case RECOVER -> changer.recover();
            case CLEAR -> changer.clear();
            case POWER_ON -> changer.setPower(true);
            case ABORT -> {
                changer.stop();
                yield Status.done("abort");
            }
        };
    }

    private static String sentence(Status status) {
        return status.future().isCompletedExceptionally()
                ? String.valueOf(status.future().exceptionNow().getMessage())
                : "succeeded";
    }
}
