package io.beamdesk.queue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Identities that sort by time: UUID version 7, RFC 9562 section 5.7.
final class ItemIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ItemIds() {}

    static String next(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
