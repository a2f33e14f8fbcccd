package io.beamdesk.device.epics;

import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.util.Locale;
import java.util.Optional;

/// What a sample changer says that it does, by the label of its PV `State_RBV`.
public enum ChangerState {
    /// Its drives have no power.
    OFF("off"),
    /// At home, waiting for a command.
    READY("ready"),
    /// Brings a sample to the goniometer.
    MOUNTING("mounting"),
    /// Takes the sample off.
    UNMOUNTING("unmounting"),
    /// Brings a sample and takes the other one off.
    EXCHANGING("exchanging"),
    /// Takes the next sample into its gripper.
    PREPARING("preparing"),
    /// Finds its way back after something went wrong.
    RECOVERING("recovering"),
    /// Stands where it was stopped.
    STOPPED("stopped"),
    /// Stands where something went wrong.
    FAULT("in fault"),
    /// It does not answer, or says something else.
    UNKNOWN("unknown");

    private final String word;

    ChangerState(String word) {
        this.word = word;
    }

    /// As part of a sentence: "it is in fault".
    public String word() {
        return word;
    }

    /// Whether it is on its way.
    public boolean moves() {
        return switch (this) {
            case MOUNTING, UNMOUNTING, EXCHANGING, PREPARING, RECOVERING -> true;
            case OFF, READY, STOPPED, FAULT, UNKNOWN -> false;
        };
    }

    static ChangerState of(Optional<Sample> sample) {
        return sample.filter(s -> s.alarm().severity() != Severity.INVALID)
                .map(Sample::value)
                .filter(Value.Choice.class::isInstance)
                .map(choice -> of(((Value.Choice) choice).label()))
                .orElse(UNKNOWN);
    }

    private static ChangerState of(String label) {
        for (ChangerState state : values()) {
            if (state.name().equals(label.toUpperCase(Locale.ROOT))) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
