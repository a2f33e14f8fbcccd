package io.beamdesk.sim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the robot keeps samples: a dewar of pucks and a hotel of plates.
final class RobotStore {
    static final int PUCKS = 5;
    static final int POSITIONS = 16;
    static final int SLOTS = 8;

    private static final Pattern PUCK = Pattern.compile("P([1-9]\\d?)-([1-9]\\d?)");
    private static final Pattern SLOT = Pattern.compile("H([1-9]\\d?)");

    private RobotStore() {}

    /// Whether there is such a place.
    static boolean has(String place) {
        Matcher puck = PUCK.matcher(place);
        if (puck.matches()) {
            return Integer.parseInt(puck.group(1)) <= PUCKS
                    && Integer.parseInt(puck.group(2)) <= POSITIONS;
        }
        Matcher slot = SLOT.matcher(place);
        return slot.matches() && Integer.parseInt(slot.group(1)) <= SLOTS;
    }

    /// Whether it is in the dewar, under the lid.
    static boolean inDewar(String place) {
        return place.startsWith("P");
    }

    /// Seconds from the middle of the robot's reach to the place.
    static double reach(String place) {
        Matcher puck = PUCK.matcher(place);
        if (puck.matches()) {
            int number = Integer.parseInt(puck.group(1));
            return 2 + 0.3 * (number - 1) + 0.02 * (Integer.parseInt(puck.group(2)) - 1);
        }
        Matcher slot = SLOT.matcher(place);
        return slot.matches() ? 4 + 0.1 * Integer.parseInt(slot.group(1)) : 0;
    }
}
