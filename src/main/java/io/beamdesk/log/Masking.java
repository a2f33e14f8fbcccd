package io.beamdesk.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Takes out of a text what must not stand in a log, by its look: passwords in addresses and settings,
/// tokens, private keys; and what was named with [#hide].
public final class Masking {
    static final String MASK = "***";

    /// A shorter one would hide half of the log.
    private static final int SHORTEST = 6;

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private static final Pattern KEY_BLOCK =
            Pattern.compile(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)",
                    Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(://[^/\\s:@\"]*):[^/\\s@\"]+@");
    // Who names a key before a host has no password: the key is one.
    private static final Pattern KEY = Pattern.compile("(?i)(https?://)[^/\\s:@\"]+@");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic) [\\w.+/=~-]{6,}");
    // Also within JSON that is quoted in JSON.
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)(passw(?:or)?d|passphrase|secret|token|api[_-]?key)"
                            + "([\\\\\"']*\\s*[:=]\\s*[\\\\\"']*)([^\\s\\\\\"',;}&)]+)");

    private Masking() {}

    /// Has this text hidden wherever it stands from now on.
    public static void hide(String secret) {
        if (secret.length() >= SHORTEST) {
            KNOWN.add(secret);
        }
    }

    /// The text without what is secret.
    public static String masked(String text) {
        String masked = text;
        for (String secret : KNOWN) {
            masked = masked.replace(secret, MASK);
        }
        if (masked.contains("PRIVATE KEY-----")) {
            masked = KEY_BLOCK.matcher(masked).replaceAll(MASK);
        }
        if (masked.contains("://")) {
            masked = ADDRESS.matcher(masked).replaceAll("$1:" + MASK + "@");
            masked = KEY.matcher(masked).replaceAll("$1" + MASK + "@");
        }
        masked = BEARER.matcher(masked).replaceAll("$1 " + MASK);
        return NAMED.matcher(masked).replaceAll("$1$2" + MASK);
    }
}
