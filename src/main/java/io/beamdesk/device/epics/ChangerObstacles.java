package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Obstacle;
import io.beamdesk.device.Place;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Whereabouts;
import java.util.ArrayList;
import java.util.List;

/// What stands in the way of a sample changer's command, everything at once.
final class ChangerObstacles {
    private ChangerObstacles() {}

    /// Everything, from what the monitors say.
    static List<Obstacle> of(ChangerFields fields, ChangerReading now, Place target) {
        List<Obstacle> obstacles = withoutGoniometer(fields, now, target);
        if (!ChangerReading.is(fields.goniometerReady().state().live(), "yes")) {
            obstacles.add(
                    new Obstacle(
                            "the goniometer is not where a sample is mounted", "move it there"));
        }
        return obstacles;
    }

    /// The same but for where the goniometer stands.
    static List<Obstacle> withoutGoniometer(
            ChangerFields fields, ChangerReading now, Place target) {
        List<Obstacle> obstacles = beforeAPlan(fields, now, target);
        if (now.whereabouts().gripper() instanceof Whereabouts.Holds(Place held)
                && now.state() == ChangerState.READY
                && !held.equals(target)) {
            obstacles.add(
                    new Obstacle(
                            "the gripper holds " + held.text(),
                            "mount that, or recover to put it back"));
        }
        return obstacles;
    }

    /// The same but for what the gripper holds for another turn as well.
    static List<Obstacle> beforeAPlan(ChangerFields fields, ChangerReading now, Place target) {
        List<Obstacle> obstacles = new ArrayList<>();
        if (!fields.command().state().access().writable()) {
            obstacles.add(
                    new Obstacle(
                            "no write access to " + fields.command().pv(),
                            "ask who controls the beamline"));
        }
        state(now, obstacles);
        whereabouts(now, target, obstacles);
        if (now.state() != ChangerState.OFF
                && now.state() != ChangerState.UNKNOWN
                && !ChangerReading.is(fields.powered().state().live(), "on")) {
            obstacles.add(new Obstacle("its power is off", "switch it on"));
        }
        if (needsLid(now, target) && !ChangerReading.is(fields.lidAt().state().live(), "open")) {
            obstacles.add(new Obstacle("the lid is not open", "open it"));
        }
        for (String clause : ChangerReading.clauses(fields.interlocks().state().live())) {
            int cut = clause.indexOf(';');
            obstacles.add(
                    cut < 0
                            ? new Obstacle(clause, "clear it at the changer")
                            : new Obstacle(
                                    clause.substring(0, cut).strip(),
                                    clause.substring(cut + 1).strip()));
        }
        return obstacles;
    }

    private static void state(ChangerReading now, List<Obstacle> obstacles) {
        String said = now.message().isEmpty() ? "" : ", \"" + now.message() + "\"";
        String is = "it is " + now.state().word() + said;
        switch (now.state()) {
            case READY -> {}
            case OFF -> obstacles.add(new Obstacle("its power is off", "switch it on"));
            case STOPPED, FAULT -> obstacles.add(new Obstacle(is, "recover it"));
            case UNKNOWN ->
                    obstacles.add(
                            new Obstacle("it does not answer", "check its controller and IOC"));
            case MOUNTING, UNMOUNTING, EXCHANGING, PREPARING, RECOVERING ->
                    obstacles.add(new Obstacle(is, "wait for its end or abort it"));
        }
    }

    private static void whereabouts(ChangerReading now, Place target, List<Obstacle> obstacles) {
        Whereabouts all = now.whereabouts();
        boolean unknown = !all.isKnown();
        if (unknown && now.state() != ChangerState.UNKNOWN && !now.state().moves()) {
            obstacles.add(new Obstacle(all.sentence(), "look, then recover and clear it"));
        }
        if (all.isMounted(target)) {
            obstacles.add(new Obstacle("that is mounted already", "there is nothing to do"));
        }
    }

    private static boolean needsLid(ChangerReading now, Place target) {
        return target instanceof Place.Position
                || (now.whereabouts().goniometer() instanceof Whereabouts.Holds(Place mounted)
                        && mounted instanceof Place.Position);
    }

    /// @throws DeviceException.LimitViolation if the changer has no such place
    static void checkPlace(String device, ChangerFields fields, Place target) {
        switch (target) {
            case Place.Nowhere _ -> {}
            case Place.Position(int puck, int position) -> {
                within(device, target, "puck", puck, fields.pucks());
                within(device, target, "position", position, fields.positions());
            }
            case Place.Slot(int number) ->
                    within(device, target, "plate slot", number, fields.slots());
        }
    }

    private static void within(String device, Place target, String what, int number, Signal count) {
        int most = (int) count.number();
        if (number > most) {
            throw new DeviceException.LimitViolation(
                    device,
                    device
                            + ": there is no "
                            + what
                            + " "
                            + number
                            + " for "
                            + target.text()
                            + "; choose from 1 to "
                            + most);
        }
    }
}
