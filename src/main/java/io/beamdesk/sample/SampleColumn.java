package io.beamdesk.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a column of a list of samples is about, and the headings by which it is found. Case, blanks
/// and marks in a heading do not matter: `Well position`, `well_position`.
@SuppressWarnings("ImmutableEnumChecker") // Nobody writes to the array.
public enum SampleColumn {
    /// Place in the tray; the only column that is needed.
    POSITION("position", "well", "place", "location", "pos", "wellposition", "wellid", "id"),
    /// Drop of the well, where the position names the well alone.
    DROP("drop", "dropnumber", "subwell"),
    /// Id of the tray.
    TRAY("tray", "plate", "puck", "barcode", "trayid", "plateid", "puckid", "container"),
    /// Name for people.
    ALIAS("alias", "name", "sample", "samplename", "label"),
    /// What it belongs to.
    GROUP("group", "set", "series"),
    /// Chemical formula.
    FORMULA("formula", "composition", "chemicalformula"),
    /// What holds it.
    HOLDER("holder", "mount"),
    /// Anything worth reading.
    COMMENTS("comments", "comment", "notes", "note", "remarks", "remark", "description"),
    /// What to mind when handling it.
    SAFETY("safety", "safetynote", "hazard", "hazards"),
    /// A further property, by its heading.
    PROPERTY,
    /// Passed over.
    IGNORED;

    private final String[] headings;

    SampleColumn(String... headings) {
        this.headings = headings;
    }

    /// Heading that an export gives it.
    String heading() {
        return headings[0];
    }

    /// Whether a heading can be this.
    boolean matches(String heading) {
        return Arrays.asList(headings).contains(plain(heading));
    }

    /// The column whose own heading this is, if it is one.
    static Optional<SampleColumn> named(String heading) {
        String plain = plain(heading);
        return Arrays.stream(values())
                .filter(c -> c.headings.length > 0 && c.heading().equals(plain))
                .findFirst();
    }

    private static String plain(String heading) {
        StringBuilder plain = new StringBuilder();
        heading.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
