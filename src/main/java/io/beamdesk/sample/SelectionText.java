package io.beamdesk.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A selection as a person writes it: ids and ranges in the order of collection, separated by commas,
/// semicolons, blanks or new lines: `A9-1, A9-2, B9-1`, `A1-1:A12-1`, `C3` for all its drops.
///
/// @param positions what was named and can be collected, in order, each once
/// @param faults what is refused; nothing is to be done as long as there are any
public record SelectionText(List<Position> positions, List<Fault> faults) {
    private static final Pattern TOKEN = Pattern.compile("[^\\s,;:]+(?:\\s*:\\s*[^\\s,;:]*)*|:");
    private static final int LONGEST_SHOWN = 24;
    private static final int MOST_NAMED = 3;

    /// A part of the text that is refused.
    ///
    /// @param from where it begins in the text, from 0
    /// @param to where the text goes on after it
    /// @param message what is wrong with it and what to do, one sentence
    public record Fault(int from, int to, String message) {
        @Override
        public String toString() {
            return "at character " + (from + 1) + ": " + message;
        }
    }

    /// Copies the lists.
    public SelectionText {
        positions = List.copyOf(positions);
        faults = List.copyOf(faults);
    }

    /// Whether all of it can be collected.
    public boolean isValid() {
        return faults.isEmpty();
    }

    /// Reads a text; a blank one selects nothing.
    public static SelectionText read(TrayType type, String text) {
        List<Fault> faults = new ArrayList<>();
        Map<Position, Integer> places = new LinkedHashMap<>();
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            String token = tokens.group();
            int from = tokens.start();
            String wrong = take(type, token, places);
            if (!wrong.isEmpty()) {
                faults.add(new Fault(from, tokens.end(), wrong));
            }
        }
        return new SelectionText(List.copyOf(places.keySet()), faults);
    }

    private static String take(TrayType type, String token, Map<Position, Integer> places) {
        String[] ends = token.split(":", -1);
        List<Position> named;
        switch (ends.length) {
            case 1 -> {
                named = type.named(token);
                if (named.isEmpty()) {
                    return unknown(type, token);
                }
            }
            case 2 -> {
                String first = ends[0].strip();
                String last = ends[1].strip();
                if (first.isEmpty() || last.isEmpty()) {
                    return "\"" + shown(token) + "\" lacks an end; write a range as " + range(type);
                }
                List<Position> from = type.named(first);
                List<Position> to = type.named(last);
                if (from.isEmpty() || to.isEmpty()) {
                    return unknown(type, from.isEmpty() ? first : last);
                }
                named = type.rectangle(from, to);
            }
            default -> {
                return "\""
                        + shown(token)
                        + "\" has several colons; write a range as "
                        + range(type);
            }
        }
        List<Position> again = named.stream().filter(places::containsKey).toList();
        if (!again.isEmpty()) {
            return repeated(again, places);
        }
        named.forEach(p -> places.put(p, places.size() + 1));
        return "";
    }

    private static String repeated(List<Position> again, Map<Position, Integer> places) {
        if (again.size() == 1) {
            return "%s is number %d of the list already; name it once"
                    .formatted(again.getFirst(), places.get(again.getFirst()));
        }
        String some =
                again.stream()
                        .limit(MOST_NAMED)
                        .map(Position::id)
                        .collect(Collectors.joining(", "));
        int more = again.size() - MOST_NAMED;
        return some
                + (more > 0 ? " and " + more + " more" : "")
                + " are in the list already; name each once";
    }

    private static String unknown(TrayType type, String id) {
        return "%s has no place \"%s\"; it has %s to %s"
                .formatted(
                        type.title(),
                        shown(id),
                        type.positions().getFirst(),
                        type.positions().getLast());
    }

    private static String range(TrayType type) {
        return type.positions().getFirst() + ":" + type.positions().getLast();
    }

    private static String shown(String token) {
        return token.length() <= LONGEST_SHOWN ? token : token.substring(0, LONGEST_SHOWN) + "…";
    }

    /// The ids in their order, as [#read] takes them.
    public static String write(List<Position> positions) {
        return positions.stream().map(Position::id).collect(Collectors.joining(", "));
    }
}
