package io.beamdesk.device;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a sample changer keeps a sample: a position of a puck, a slot of a plate hotel, or nowhere.
///
/// As text: `P2-7` is position 7 of puck 2, `H3` slot 3, and nothing is nowhere.
public sealed interface Place {
    /// No place: as a target, no sample is to be mounted.
    Place NONE = new Nowhere();

    /// As PVs and files have it.
    String text();

    /// As people say it.
    String label();

    /// A position of a puck in the dewar.
    ///
    /// @param puck number of the puck, from 1
    /// @param position number in it, from 1
    record Position(int puck, int position) implements Place {
        private static final Pattern TEXT = Pattern.compile("P([1-9]\\d{0,2})-([1-9]\\d{0,2})");

        @Override
        public String text() {
            return "P" + puck + "-" + position;
        }

        @Override
        public String label() {
            return "puck " + puck + ", position " + position;
        }
    }

    /// A slot of the plate hotel.
    ///
    /// @param number from 1
    record Slot(int number) implements Place {
        private static final Pattern TEXT = Pattern.compile("H([1-9]\\d{0,2})");

        @Override
        public String text() {
            return "H" + number;
        }

        @Override
        public String label() {
            return "plate slot " + number;
        }
    }

    /// No place.
    record Nowhere() implements Place {
        @Override
        public String text() {
            return "";
        }

        @Override
        public String label() {
            return "no sample";
        }
    }

    /// The place of a text, in either case of letters; empty if it names none.
    static Optional<Place> of(String text) {
        String plain = text.strip().toUpperCase(java.util.Locale.ROOT);
        if (plain.isEmpty()) {
            return Optional.of(NONE);
        }
        Matcher position = Position.TEXT.matcher(plain);
        if (position.matches()) {
            return Optional.of(
                    new Position(
                            Integer.parseInt(position.group(1)),
                            Integer.parseInt(position.group(2))));
        }
        Matcher slot = Slot.TEXT.matcher(plain);
        return slot.matches()
                ? Optional.of(new Slot(Integer.parseInt(slot.group(1))))
                : Optional.empty();
    }
}
