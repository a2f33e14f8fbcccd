package io.beamdesk.pv;

import java.util.List;

/// What a server says about a variable beside its value.
///
/// @param units engineering units (EGU), empty if none
/// @param precision decimals to show (PREC), 0 if none
/// @param display range of a meter (LOPR, HOPR)
/// @param control range of a setpoint (DRVL, DRVH; for a motor LLM, HLM)
/// @param warning limits of a MINOR alarm (LOW, HIGH), each NaN if not set
/// @param alarm limits of a MAJOR alarm (LOLO, HIHI), each NaN if not set
/// @param labels labels of a choice, empty for other types
public record Properties(
        String units,
        int precision,
        Range display,
        Range control,
        Range warning,
        Range alarm,
        List<String> labels) {
    /// Nothing known.
    public static final Properties NONE =
            new Properties("", 0, Range.NONE, Range.NONE, Range.NONE, Range.NONE, List.of());

    /// Copies the labels.
    public Properties {
        labels = List.copyOf(labels);
    }
}
