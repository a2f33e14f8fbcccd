package io.beamdesk.sample;

/// Letters of the rows of a plate: A to Z, then AA to ZZ.
final class WellName {
    /// Rows that have letters.
    static final int ROWS = 26 + 26 * 26;

    private static final int LETTERS = 26;

    private WellName() {}

    /// Letters of a row, which counts from 1.
    static String letters(int row) {
        int index = row - 1;
        return index < LETTERS
                ? String.valueOf(letter(index))
                : "" + letter(index / LETTERS - 1) + letter(index % LETTERS);
    }

    private static char letter(int index) {
        return (char) ('A' + index);
    }

    /// Row of one or two letters of either case, from 1.
    static int row(String letters) {
        int row = 0;
        for (int i = 0; i < letters.length(); i++) {
            row = row * LETTERS + Character.toUpperCase(letters.charAt(i)) - 'A' + 1;
        }
        return row;
    }
}
