package io.beamdesk.pv;

import java.util.Optional;

/// How a value is asked for, where it is not as the server has it.
///
/// @param type type the server shall convert the elements to; empty for its own
/// @param maxCount most elements to send; 0 for all there are
public record Request(Optional<ElementType> type, int maxCount) {
    /// As the server has it.
    public static final Request NATIVE = new Request(Optional.empty(), 0);

    /// All elements, converted by the server. Channel Access has no unsigned 16-bit array and sends
    /// such pixels as 32-bit; asked for as [ElementType#INT16] the bits survive at half the bytes.
    public static Request as(ElementType type) {
        return new Request(Optional.of(type), 0);
    }
}
