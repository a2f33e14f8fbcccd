package io.beamdesk.sample;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A chemical formula: `Ni0.05Al2O3`, `Ca(OH)2`, `CuSO4·5H2O`, `Ni/Al2O3`. Figures may be written low
/// (`Al₂O₃`), parts of a mixture are joined by `/` or `+`, water of crystals by `·` or `*`.
///
/// @param text as it was written
/// @param amounts of each element in its order of appearance; of a mixture, as if of one of each
public record Formula(String text, Map<String, Double> amounts) {
    /// Symbols of the elements by atomic number, from hydrogen on (IUPAC).
    private static final List<String> ELEMENTS =
            List.of(
                    ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn"
                                    + " Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs"
                                    + " Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au"
                                    + " Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr"
                                    + " Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og")
                            .split(" "));

    private static final Set<String> KNOWN = new HashSet<>(ELEMENTS);
    private static final String LOW = "₀₁₂₃₄₅₆₇₈₉";

    /// Longest text that is one.
    static final int LONGEST = 200;

    private static final int DEEPEST = 20;

    /// Keeps the order.
    public Formula {
        amounts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
    }

    /// Reads a formula.
    ///
    /// @throws SampleException if it is none; names the character and, for a misspelt element, it
    public static Formula of(String text) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.length() > LONGEST) {
            throw new SampleException(
                    plain.isEmpty()
                            ? "the formula is empty; write one such as Al2O3"
                            : "the formula has %d characters; give up to %d"
                                    .formatted(plain.length(), LONGEST));
        }
        Reading reading = new Reading(plain);
        return new Formula(plain, reading.mixture());
    }

    /// Whether an element is in it.
    public boolean contains(String element) {
        return amounts.containsKey(element);
    }

    @Override
    public String toString() {
        return text;
    }

    /// Reads from left to right.
    private static final class Reading {
        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        Map<String, Double> mixture() {
            Map<String, Double> all = new LinkedHashMap<>();
            while (true) {
                compound(all);
                if (at == text.length()) {
                    return all;
                }
                if ("/+".indexOf(text.charAt(at)) < 0) {
                    throw wrong("does not belong there");
                }
                at++;
            }
        }

        private void compound(Map<String, Double> all) {
            while (true) {
                double times = amount();
                add(all, group(0), times);
                if (at == text.length() || "·*•⋅".indexOf(text.charAt(at)) < 0) {
                    return;
                }
                at++;
            }
        }

        private Map<String, Double> group(int depth) {
            blanks();
            int from = at;
            Map<String, Double> group = new LinkedHashMap<>();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '(' || c == '[') {
                    if (depth == DEEPEST) {
                        throw wrong("is one bracket too deep");
                    }
                    at++;
                    Map<String, Double> inner = group(depth + 1);
                    if (at == text.length() || text.charAt(at) != (c == '(' ? ')' : ']')) {
                        throw wrong(c == '(' ? "should be \")\"" : "should be \"]\"");
                    }
                    at++;
                    add(group, inner, amount());
                } else if (c >= 'A' && c <= 'Z') {
                    String element = element();
                    add(group, Map.of(element, 1.0), amount());
                } else {
                    break;
                }
            }
            if (at == from) {
                throw wrong("should be an element");
            }
            blanks();
            return group;
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        // The longer symbol first: Co is cobalt; carbon and oxygen are C1O1.
        private String element() {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
                end++;
            }
            String word = text.substring(at, end);
            if (!KNOWN.contains(word)) {
                throw new SampleException(
                        "there is no element \"%s\" (character %d of the formula %s)"
                                .formatted(word, at + 1, text));
            }
            at = end;
            return word;
        }

        private double amount() {
            blanks();
            StringBuilder digits = new StringBuilder();
            int from = at;
            while (at < text.length()) {
                char c = text.charAt(at);
                int low = LOW.indexOf(c);
                if (low >= 0) {
                    digits.append(low);
                } else if ((c >= '0' && c <= '9') || c == '.') {
                    digits.append(c);
                } else {
                    break;
                }
                at++;
            }
            if (digits.isEmpty()) {
                return 1;
            }
            double amount =
                    digits.toString().matches("[0-9]+(\\.[0-9]+)?")
                            ? Double.parseDouble(digits.toString())
                            : 0;
            if (!(amount > 0 && amount <= 1e6)) {
                at = from;
                throw wrong("should be an amount such as 2 or 0.05");
            }
            return amount;
        }

        private static void add(Map<String, Double> all, Map<String, Double> more, double times) {
            more.forEach((element, amount) -> all.merge(element, amount * times, Double::sum));
        }

        private SampleException wrong(String what) {
            String found = at < text.length() ? "\"" + text.charAt(at) + "\"" : "the end";
            return new SampleException(
                    "%s (character %d of the formula %s) %s".formatted(found, at + 1, text, what));
        }
    }
}
