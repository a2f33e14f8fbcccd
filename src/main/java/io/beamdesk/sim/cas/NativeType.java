package io.beamdesk.sim.cas;

/// The seven element types of Channel Access, in the order of their numbers on the wire.
public enum NativeType {
    /// Text of at most 39 bytes and a terminating zero.
    STRING(0, 40, 4, 12),
    /// 16-bit signed integer.
    SHORT(1, 2, 4, 14),
    /// 32-bit floating-point number.
    FLOAT(2, 4, 4, 12),
    /// Place among at most 16 labels.
    ENUM(3, 2, 4, 14),
    /// 8-bit integer.
    CHAR(4, 1, 5, 15),
    /// 32-bit signed integer.
    LONG(5, 4, 4, 12),
    /// 64-bit floating-point number.
    DOUBLE(6, 8, 8, 16);

    private static final NativeType[] BY_CODE = values();

    final int code;
    final int size;
    final int statusHeader;
    final int timeHeader;

    NativeType(int code, int size, int statusHeader, int timeHeader) {
        this.code = code;
        this.size = size;
        this.statusHeader = statusHeader;
        this.timeHeader = timeHeader;
    }

    static NativeType of(int code) {
        return BY_CODE[code];
    }
}
