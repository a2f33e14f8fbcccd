package io.beamdesk.export;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes as they pass.
final class Sha256 {
    private static final int PIECE = 1 << 16;

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    /// In hexadecimal digits; begins anew.
    String value() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of all that a stream has left.
    static String of(InputStream in) throws IOException {
        Sha256 sum = new Sha256();
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            sum.add(piece, count);
        }
        return sum.value();
    }
}
