package io.beamdesk.pv;

/// Types of an element, as Channel Access knows them.
public enum ElementType {
    /// 40-character string.
    TEXT,
    /// 8-bit integer (`DBR_CHAR`).
    INT8,
    /// 16-bit integer (`DBR_SHORT`).
    INT16,
    /// 32-bit integer (`DBR_LONG`).
    INT32,
    /// 32-bit floating point.
    FLOAT32,
    /// 64-bit floating point.
    FLOAT64,
    /// Index into labels.
    ENUM
}
