package io.beamdesk.pv;

/// The name of a process variable with the protocol that serves it: `ca://SIM:m1.RBV`; a bare name
/// is Channel Access.
///
/// @param scheme protocol, one of `ca`, `pva`, `loc`, in lower case
/// @param name what the protocol calls the variable, never blank, without white space
public record PvName(String scheme, String name) {
    private static final String SEPARATOR = "://";

    /// Checks that both parts can be sent to a server.
    ///
    /// @throws PvException.BadName if the name is blank, has white space or is longer than a CA name can be
    public PvName {
        if (name.isBlank()) {
            throw new PvException.BadName(name, "it is blank; give a name such as SIM:m1.RBV");
        }
        if (name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new PvException.BadName(name, "it has white space or a control character in it");
        }
        if (name.length() > 500) {
            throw new PvException.BadName(
                    name, "it has " + name.length() + " characters, 500 at most");
        }
    }

    /// Reads `scheme://name`, or a bare name as Channel Access.
    ///
    /// @throws PvException.BadName if no variable can have this name
    public static PvName of(String text) {
        int at = text.indexOf(SEPARATOR);
        return at < 0
                ? new PvName("ca", text)
                : new PvName(text.substring(0, at), text.substring(at + SEPARATOR.length()));
    }

    /// The same record's other field: `SIM:m1` or `SIM:m1.VAL` with `RBV` gives `SIM:m1.RBV`.
    public PvName field(String field) {
        int dot = name.lastIndexOf('.');
        return new PvName(scheme, (dot < 0 ? name : name.substring(0, dot)) + "." + field);
    }

    /// The name as an operator writes it: without the scheme for Channel Access.
    @Override
    public String toString() {
        return scheme.equals("ca") ? name : scheme + SEPARATOR + name;
    }
}
