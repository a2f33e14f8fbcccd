package io.beamdesk.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes as they pass (FIPS 180-4), in 64 hexadecimal digits. Used by one thread.
public final class Sha256 {
    private static final int PIECE = 1 << 16;

    private final MessageDigest digest;

    /// Of nothing yet.
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Adds the first bytes of an array.
    public void add(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    /// In hexadecimal digits; begins anew.
    public String value() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of these bytes.
    public static String of(byte[] bytes) {
        Sha256 sum = new Sha256();
        sum.add(bytes, bytes.length);
        return sum.value();
    }

    /// Of all that a stream has left.
    public static String of(InputStream in) throws IOException {
        Sha256 sum = new Sha256();
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            sum.add(piece, count);
        }
        return sum.value();
    }

    /// Of a file.
    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }
}
