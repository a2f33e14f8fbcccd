package io.beamdesk.device.epics;

import io.beamdesk.device.Signal;
import io.beamdesk.pv.PvName;

/// The fields of a motor record that moving it needs.
///
/// @param readback RBV, where it is
/// @param setpoint VAL, where it shall go
/// @param done DMOV, 1 at rest; pulses at every write
/// @param stop STOP
/// @param highLimit HLM
/// @param lowLimit LLM; both 0 mean no limits
/// @param limitViolated LVIO
/// @param highSwitch HLS
/// @param lowSwitch LLS
/// @param missed MISS, the retries are used up
/// @param mode SPMG: Stop, Pause, Move, Go
/// @param disabled DISP of the record, drops every write
/// @param speed VELO
/// @param lowestSpeed VBAS, the speed that it starts with
/// @param highestSpeed VMAX; 0 means no limit
/// @param ramp ACCL, seconds to full speed
/// @param step MRES
/// @param retryDeadband RDBD
record MotorFields(
        Signal readback,
        Signal setpoint,
        Signal done,
        Signal stop,
        Signal highLimit,
        Signal lowLimit,
        Signal limitViolated,
        Signal highSwitch,
        Signal lowSwitch,
        Signal missed,
        Signal mode,
        Signal disabled,
        Signal speed,
        Signal lowestSpeed,
        Signal highestSpeed,
        Signal ramp,
        Signal step,
        Signal retryDeadband) {

    static MotorFields open(Wiring wiring, PvName record) {
        return new MotorFields(
                wiring.open(record.field("RBV")),
                wiring.open(record.field("VAL")),
                wiring.open(record.field("DMOV")),
                wiring.open(record.field("STOP")),
                wiring.open(record.field("HLM")),
                wiring.open(record.field("LLM")),
                wiring.open(record.field("LVIO")),
                wiring.open(record.field("HLS")),
                wiring.open(record.field("LLS")),
                wiring.open(record.field("MISS")),
                wiring.open(record.field("SPMG")),
                wiring.open(record.field("DISP")),
                wiring.open(record.field("VELO")),
                wiring.open(record.field("VBAS")),
                wiring.open(record.field("VMAX")),
                wiring.open(record.field("ACCL")),
                wiring.open(record.field("MRES")),
                wiring.open(record.field("RDBD")));
    }
}
