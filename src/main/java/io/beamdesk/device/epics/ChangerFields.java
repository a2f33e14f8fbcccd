package io.beamdesk.device.epics;

import io.beamdesk.device.Signal;
import io.beamdesk.pv.PvName;
import java.util.List;

/// The PVs of a sample changer.
///
/// @param state State_RBV
/// @param mounted Mounted_RBV, place of the sample on the goniometer
/// @param held Held_RBV, place of the sample in the gripper
/// @param onGoniometer OnGonio_RBV, the goniometer's sensor
/// @param inGripper InGripper_RBV, the gripper's sensor
/// @param message Message_RBV
/// @param command Command
/// @param target Target
/// @param power Power
/// @param powered Power_RBV
/// @param lid Lid
/// @param lidAt Lid_RBV
/// @param goniometerReady GonioReady_RBV
/// @param interlocks Interlocks_RBV
/// @param pucks Pucks_RBV
/// @param positions Positions_RBV
/// @param slots Slots_RBV
/// @param prepares CanPrepare_RBV
record ChangerFields(
        Signal state,
        Signal mounted,
        Signal held,
        Signal onGoniometer,
        Signal inGripper,
        Signal message,
        Signal command,
        Signal target,
        Signal power,
        Signal powered,
        Signal lid,
        Signal lidAt,
        Signal goniometerReady,
        Signal interlocks,
        Signal pucks,
        Signal positions,
        Signal slots,
        Signal prepares) {

    static ChangerFields open(Wiring wiring, PvName prefix) {
        return new ChangerFields(
                wiring.open(prefix, "State_RBV"),
                wiring.open(prefix, "Mounted_RBV"),
                wiring.open(prefix, "Held_RBV"),
                wiring.open(prefix, "OnGonio_RBV"),
                wiring.open(prefix, "InGripper_RBV"),
                wiring.open(prefix, "Message_RBV"),
                wiring.open(prefix, "Command"),
                wiring.open(prefix, "Target"),
                wiring.open(prefix, "Power"),
                wiring.open(prefix, "Power_RBV"),
                wiring.open(prefix, "Lid"),
                wiring.open(prefix, "Lid_RBV"),
                wiring.open(prefix, "GonioReady_RBV"),
                wiring.open(prefix, "Interlocks_RBV"),
                wiring.open(prefix, "Pucks_RBV"),
                wiring.open(prefix, "Positions_RBV"),
                wiring.open(prefix, "Slots_RBV"),
                wiring.open(prefix, "CanPrepare_RBV"));
    }

    /// What tells how it is: what [ChangerReading] is made of.
    List<Signal> readbacks() {
        return List.of(state, mounted, held, onGoniometer, inGripper, message);
    }
}
