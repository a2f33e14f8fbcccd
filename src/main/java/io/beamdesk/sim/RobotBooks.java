package io.beamdesk.sim;

/// The robot's books of what is where, and what the sensors of the goniometer and the gripper see.
final class RobotBooks {
    private String mounted;
    private String held = "";
    private boolean onGoniometer = true;
    private boolean inGripper;

    /// One sample is on the goniometer, by the place that it comes from.
    RobotBooks(String mounted) {
        this.mounted = mounted;
    }

    /// Place of the sample on the goniometer; empty if the books have none there.
    String mounted() {
        return mounted;
    }

    /// Place of the sample in the gripper; empty if the books have none there.
    String held() {
        return held;
    }

    /// Whether the goniometer's sensor sees a sample.
    boolean onGoniometer() {
        return onGoniometer;
    }

    /// Whether the gripper's sensor sees a sample.
    boolean inGripper() {
        return inGripper;
    }

    /// The gripper has taken a sample out of its place.
    void grip(String place) {
        held = place;
        inGripper = true;
    }

    /// The gripper has taken the sample off the goniometer.
    void takeOff() {
        grip(mounted);
        mounted = "";
        onGoniometer = false;
    }

    /// The gripper has put its sample on the goniometer.
    void place() {
        mounted = held;
        onGoniometer = true;
        release();
    }

    /// The double gripper has put one on and taken the other off.
    void swap() {
        String next = held;
        held = mounted;
        mounted = next;
    }

    /// The gripper has put its sample back.
    void release() {
        held = "";
        inGripper = false;
    }

    /// The sample has fallen out of the gripper.
    void lose() {
        inGripper = false;
    }

    /// A place whose sample is not where the books have it; empty if none.
    String doubt() {
        if (!held.isEmpty() && !inGripper) {
            return held;
        }
        return !mounted.isEmpty() && !onGoniometer ? mounted : "";
    }

    /// What the sensors do not see is struck off.
    void strikeOff() {
        held = inGripper ? held : "";
        mounted = onGoniometer ? mounted : "";
    }
}
