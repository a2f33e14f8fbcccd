package io.beamdesk.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the texts of trays and samples may be: lengths and characters, said once for forms, imports
/// and the store.
final class SampleText {
    /// Ids and positions.
    static final int ID = 64;

    /// Aliases, groups, holders, senders and names of values.
    static final int NAME = 80;

    /// Comments, safety notes and values.
    static final int NOTE = 2000;

    /// Further properties of one sample.
    static final int VALUES = 200;

    private static final int SHOWN = 30;

    private SampleText() {}

    /// What is wrong with a sample, by the name of its field; nothing if it may be kept.
    static List<SampleException.Fault> faults(Sample sample) {
        List<SampleException.Fault> faults = new ArrayList<>();
        needed(faults, "id", sample.id());
        needed(faults, "tray", sample.tray());
        needed(faults, "position", sample.position());
        check(faults, "alias", sample.alias(), NAME, false);
        check(faults, "group", sample.group(), NAME, false);
        formula(faults, sample.formula());
        check(faults, "holder", sample.holder(), NAME, false);
        check(faults, "comments", sample.comments(), NOTE, true);
        check(faults, "safety", sample.safety(), NOTE, true);
        if (sample.values().size() > VALUES) {
            fault(
                    faults,
                    "values",
                    "has %d properties; give up to %d".formatted(sample.values().size(), VALUES));
        }
        for (Map.Entry<String, String> value : sample.values().entrySet()) {
            property(faults, value.getKey());
            check(faults, value.getKey(), value.getValue(), NOTE, true);
        }
        return faults;
    }

    /// What is wrong with the name of a property.
    static void property(List<SampleException.Fault> faults, String name) {
        if (name.isBlank()) {
            fault(faults, "values", "has a property without a name; give it one");
        } else if (SampleColumn.named(name).isPresent()) {
            fault(
                    faults,
                    "values",
                    "has a property \"" + shown(name) + "\", which is a field of its own");
        }
        check(faults, "values", name, NAME, false);
    }

    /// What is wrong with a tray, by the name of its field.
    static List<SampleException.Fault> faults(Tray tray) {
        List<SampleException.Fault> faults = new ArrayList<>();
        needed(faults, "id", tray.id());
        check(faults, "alias", tray.alias(), NAME, false);
        check(faults, "sender", tray.sender(), NAME, false);
        needed(faults, "type", tray.type());
        return faults;
    }

    private static void needed(List<SampleException.Fault> faults, String field, String text) {
        if (text.isEmpty()) {
            fault(faults, field, "is empty; give one");
        }
        check(faults, field, text, ID, false);
    }

    private static void formula(List<SampleException.Fault> faults, String formula) {
        int before = faults.size();
        check(faults, "formula", formula, Formula.LONGEST, false);
        if (faults.size() > before || formula.isBlank()) {
            return;
        }
        try {
            var _ = Formula.of(formula);
        } catch (SampleException wrong) {
            fault(faults, "formula", "is no formula: " + wrong.getMessage());
        }
    }

    /// Length in characters as a person counts them, and none that a screen cannot show.
    static void check(
            List<SampleException.Fault> faults,
            String field,
            String text,
            int longest,
            boolean lines) {
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            fault(faults, field, "has %d characters; give up to %d".formatted(length, longest));
        }
        if (!text.equals(text.strip())) {
            fault(faults, field, "begins or ends with a blank; remove it");
        }
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            boolean line = lines && (c == '\n' || c == '\r' || c == '\t');
            if (!line && isUnwritable(c)) {
                fault(
                        faults,
                        field,
                        "has the control character U+%04X after \"%s\"; remove it"
                                .formatted(c, shown(text.substring(0, i))));
                return;
            }
            i += Character.charCount(c) - 1;
        }
    }

    // Unpaired halves of characters and direction marks as well: what is shown must be what is
    // kept.
    private static boolean isUnwritable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> c == 0xFFFD || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        };
    }

    /// The end of a text, short enough for a sentence and on one line.
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= SHOWN ? plain : "…" + plain.substring(plain.length() - SHOWN);
    }

    private static void fault(List<SampleException.Fault> faults, String field, String message) {
        faults.add(new SampleException.Fault(field, message));
    }
}
