package io.beamdesk.sim;

import io.beamdesk.sim.cas.Alarm;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.record.AnalogRecord;
import io.beamdesk.sim.record.EpicsRecord;
import io.beamdesk.sim.record.Field;
import io.beamdesk.sim.record.ValueRecord;
import io.beamdesk.sim.record.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The records of the robot, as its controller fills them. While the controller is silent they keep
/// their values and are INVALID.
final class RobotPanel {
    private static final Alarm SILENT = new Alarm(3, 9);
    private static final int STATE = 7;
    private static final int MOST_INTERLOCKS = 8;
    private static final List<String> NO_YES = List.of("No", "Yes");

    /// What the robot does.
    enum State {
        OFF,
        READY,
        MOUNTING,
        UNMOUNTING,
        EXCHANGING,
        PREPARING,
        RECOVERING,
        STOPPED,
        FAULT;

        boolean moves() {
            return switch (this) {
                case MOUNTING, UNMOUNTING, EXCHANGING, PREPARING, RECOVERING -> true;
                case OFF, READY, STOPPED, FAULT -> false;
            };
        }
    }

    /// What it can be told.
    enum Order {
        NONE,
        MOUNT,
        UNMOUNT,
        EXCHANGE,
        PREPARE,
        ABORT,
        RECOVER,
        CLEAR
    }

    /// What can be made to go wrong.
    enum Fault {
        NONE,
        GRIP_FAILS,
        SAMPLE_LOST,
        COLLISION,
        LID_STUCK,
        POWER_LOST,
        SILENT
    }

    /// What the controller says of itself.
    ///
    /// @param state what it does
    /// @param mounted place of the sample on the goniometer, empty for none
    /// @param held place of the sample in the gripper, empty for none
    /// @param onGoniometer whether the goniometer's sensor sees a sample
    /// @param inGripper whether the gripper's sensor sees one
    /// @param power whether the drives have power
    /// @param lid of the dewar
    /// @param force on the tool in N
    /// @param tool what it grips with
    /// @param message what it says, less than 40 characters
    /// @param gonioReady whether the goniometer is where a sample is mounted
    /// @param interlocks what else stands in the way, a clause each
    record Shown(
            State state,
            String mounted,
            String held,
            boolean onGoniometer,
            boolean inGripper,
            boolean power,
            Lid lid,
            double force,
            Tool tool,
            String message,
            boolean gonioReady,
            List<String> interlocks) {}

    /// Positions of the lid.
    enum Lid {
        CLOSED,
        OPEN,
        MOVING
    }

    /// What it can grip with.
    enum Tool {
        NONE,
        DOUBLE_GRIPPER,
        PLATE_GRIPPER
    }

    private final Site site;
    private final List<EpicsRecord> readbacks = new ArrayList<>();
    private final ValueRecord state;
    private final ValueRecord mounted;
    private final ValueRecord held;
    private final ValueRecord onGoniometer;
    private final ValueRecord inGripper;
    private final ValueRecord power;
    private final ValueRecord lid;
    private final AnalogRecord force;
    private final ValueRecord tool;
    private final ValueRecord message;
    private final ValueRecord gonioReady;
    private final ValueRecord interlocks;
    private final ValueRecord ready;

    RobotPanel(Site site) {
        this.site = site;
        List<String> presence = List.of("Absent", "Present");
        state = choice("State_RBV", "What the robot does", labels(State.values()));
        mounted = text("Mounted_RBV", "Place of the sample mounted");
        held = text("Held_RBV", "Place of the sample in the gripper");
        onGoniometer = choice("OnGonio_RBV", "Sample on the goniometer", presence);
        inGripper = choice("InGripper_RBV", "Sample in the gripper", presence);
        power = choice("Power_RBV", "Power of the drives", List.of("Off", "On"));
        lid = choice("Lid_RBV", "Lid of the dewar", labels(Lid.values()));
        force =
                readback(
                        new AnalogRecord(
                                site.world(),
                                name("Force_RBV"),
                                "Force on the tool",
                                0,
                                Properties.number("N", 1, 0, 100)));
        tool = choice("Tool_RBV", "Tool", labels(Tool.values()));
        message = text("Message_RBV", "What the robot says");
        gonioReady = choice("GonioReady_RBV", "Goniometer at mount position", NO_YES);
        interlocks =
                readback(
                        new ValueRecord(
                                site.world(),
                                name("Interlocks_RBV"),
                                "waveform",
                                "What stands in the way",
                                NativeType.STRING,
                                MOST_INTERLOCKS,
                                Elements.of("")));
        ready = choice("Ready_RBV", "Ready for a command", NO_YES);
        fixed("Pucks_RBV", "Pucks in the dewar", RobotStore.PUCKS);
        fixed("Positions_RBV", "Positions of a puck", RobotStore.POSITIONS);
        fixed("Slots_RBV", "Slots of the plate hotel", RobotStore.SLOTS);
        choice("CanPrepare_RBV", "Prepares the next sample", NO_YES).set(1);
    }

    private String name(String suffix) {
        return site.name("robot:" + suffix);
    }

    private <R extends EpicsRecord> R readback(R record) {
        readbacks.add(record);
        return site.add(record);
    }

    private ValueRecord choice(String suffix, String description, List<String> labels) {
        return readback(
                ValueRecord.choice(
                        site.world(),
                        name(suffix),
                        labels.size() > 2 ? "mbbi" : "bi",
                        description,
                        labels));
    }

    private ValueRecord text(String suffix, String description) {
        return readback(ValueRecord.text(site.world(), name(suffix), "stringin", description, ""));
    }

    private void fixed(String suffix, String description, int value) {
        readback(ValueRecord.whole(site.world(), name(suffix), "longin", description, value));
    }

    /// `DOUBLE_GRIPPER` as `Double gripper`.
    static List<String> labels(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> {
                    String words = value.name().replace('_', ' ').toLowerCase(Locale.ROOT);
                    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
                })
                .toList();
    }

    /// A choice that clients write.
    ValueRecord setting(String suffix, String description, List<String> labels, int initial) {
        ValueRecord record =
                site.add(
                        ValueRecord.choice(
                                site.world(),
                                name(suffix),
                                labels.size() > 2 ? "mbbo" : "bo",
                                description,
                                labels));
        record.set(initial);
        return record;
    }

    /// The place that the next command is about.
    Field target() {
        return site.add(
                        ValueRecord.text(
                                site.world(),
                                name("Target"),
                                "stringout",
                                "Place that the command is about",
                                ""))
                .value()
                .settable();
    }

    /// The largest force that the robot goes on with.
    Field forceLimit() {
        AnalogRecord limit =
                site.add(
                        AnalogRecord.output(
                                site.world(),
                                name("ForceLimit"),
                                "Force that stops the robot",
                                40,
                                Properties.number("N", 1, 1, 100)));
        return limit.value();
    }

    /// The record that takes the commands.
    Command command(Orders orders) {
        return site.add(new Command(site.world(), name("Command"), orders));
    }

    void show(Shown now) {
        mounted.set(Elements.of(now.mounted()));
        held.set(Elements.of(now.held()));
        onGoniometer.set(now.onGoniometer() ? 1 : 0);
        inGripper.set(now.inGripper() ? 1 : 0);
        power.set(now.power() ? 1 : 0);
        lid.set(List.of(Lid.values()).indexOf(now.lid()));
        force.set(now.force());
        tool.set(List.of(Tool.values()).indexOf(now.tool()));
        message.set(Elements.of(now.message()));
        gonioReady.set(now.gonioReady() ? 1 : 0);
        List<String> clauses = now.interlocks().isEmpty() ? List.of("") : now.interlocks();
        interlocks.set(new Elements.Texts(clauses));
        // Behind what it says of itself, so that who waits for a state finds the rest.
        state.set(List.of(State.values()).indexOf(now.state()));
        state.raise(alarm(now.state()));
        boolean free = now.state() == State.READY;
        ready.set(free && now.gonioReady() && now.interlocks().isEmpty() ? 1 : 0);
    }

    private static Alarm alarm(State state) {
        return switch (state) {
            case FAULT -> new Alarm(2, STATE);
            case OFF, STOPPED -> new Alarm(1, STATE);
            case READY, MOUNTING, UNMOUNTING, EXCHANGING, PREPARING, RECOVERING -> Alarm.NONE;
        };
    }

    /// The controller answers no longer, or again.
    void silent(boolean now) {
        readbacks.forEach(record -> record.raise(now ? SILENT : Alarm.NONE));
    }

    /// Does what a client commands.
    @FunctionalInterface
    interface Orders {
        /// Begins it, or refuses it with a message.
        void take(Order order);
    }

    /// The record Command: busy from a command until the robot has come to rest.
    static final class Command extends EpicsRecord {
        private final Field value;
        private boolean active;

        Command(World world, String name, Orders orders) {
            super(world, name, "mbbo", "Command");
            value =
                    add("VAL", NativeType.ENUM, Elements.choice(0))
                            .properties(Properties.choices(labels(Order.values())))
                            .onWrite(v -> take(orders, v.integer(0)));
            stamp();
        }

        private void take(Orders orders, int order) throws RefusedWrite {
            stamp();
            value.post(order);
            orders.take(List.of(Order.values()).get(order));
            if (!active) {
                value.post(0);
            }
        }

        @Override
        protected boolean busy() {
            return active;
        }

        void begun() {
            active = true;
        }

        /// The robot has come to rest: answers who waits.
        void ended() {
            active = false;
            stamp();
            value.post(0);
            finished();
        }
    }
}
