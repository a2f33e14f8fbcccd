package io.beamdesk.pv;

/// Types of an element, as the protocols know them.
public enum ElementType {
    /// 40-character string.
    TEXT,
    /// 8-bit integer (`DBR_CHAR`).
    INT8,
    /// 16-bit integer (`DBR_SHORT`).
    INT16,
    /// 32-bit integer (`DBR_LONG`).
    INT32,
    /// 64-bit integer, which Channel Access does not have.
    INT64,
    /// 32-bit floating point.
    FLOAT32,
    /// 64-bit floating point.
    FLOAT64,
    /// Index into labels.
    ENUM,
    /// A whole frame (NTNDArray), which PVAccess alone has.
    FRAME
}
