package io.beamdesk.device.epics;

import io.beamdesk.device.Place;
import io.beamdesk.device.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be done about the state that a sample changer is in.
///
/// @param what in words, as a request: "recover it"
/// @param action what does it; empty where a person has to
/// @param dangerous whether the robot moves, or something is given up, on a person's word
public record Recourse(String what, Optional<Action> action, boolean dangerous) {
    /// What a sample changer can be told beside mounting.
    public enum Action {
        /// Stop where it is.
        ABORT,
        /// Put back what the gripper holds, and go home.
        RECOVER,
        /// Strike off the books what the sensors do not see: somebody has looked.
        CLEAR,
        /// Give the drives power.
        POWER_ON
    }

    private static Recourse by(Action action, String what) {
        return new Recourse(what, Optional.of(action), true);
    }

    private static Recourse person(String what) {
        return new Recourse(what, Optional.empty(), false);
    }

    /// What helps, in the order to do it; empty where nothing is wrong.
    static List<Recourse> of(ChangerReading reading) {
        List<Recourse> list = new ArrayList<>();
        Whereabouts whereabouts = reading.whereabouts();
        switch (reading.state()) {
            case READY -> {
                missing(whereabouts, list);
                prepared(whereabouts, list);
            }
            case OFF -> list.add(by(Action.POWER_ON, "switch its power on, then see what it says"));
            case MOUNTING, UNMOUNTING, EXCHANGING, PREPARING, RECOVERING -> {
                list.add(person("wait for its end"));
                list.add(by(Action.ABORT, "abort it"));
            }
            case STOPPED, FAULT -> {
                missing(whereabouts, list);
                list.add(by(Action.RECOVER, "see that its way is free, then recover it"));
            }
            case UNKNOWN ->
                    list.add(
                            person(
                                    "check its IOC, controller and network, it comes back by"
                                            + " itself; look at the changer before it is used"
                                            + " again"));
        }
        return list;
    }

    private static void missing(Whereabouts whereabouts, List<Recourse> list) {
        for (Whereabouts.Spot spot : List.of(whereabouts.goniometer(), whereabouts.gripper())) {
            if (spot instanceof Whereabouts.Unknown(var last, var _)) {
                list.add(
                        last.isPresent()
                                ? by(
                                        Action.CLEAR,
                                        "look for the sample of "
                                                + last.get().label()
                                                + ", then clear")
                                : by(
                                        Action.CLEAR,
                                        "look what is there, take it off by hand, then clear"));
            }
        }
    }

    private static void prepared(Whereabouts whereabouts, List<Recourse> list) {
        if (whereabouts.gripper() instanceof Whereabouts.Holds(Place place)) {
            list.add(by(Action.RECOVER, "recover it to put " + place.text() + " back"));
        }
    }
}
