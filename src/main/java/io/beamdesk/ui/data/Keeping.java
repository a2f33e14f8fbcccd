package io.beamdesk.ui.data;

import io.beamdesk.retention.Due;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long the chosen products are kept, in words.
///
/// @param title until when, or why they stay
/// @param note what to do about it; empty if nothing
/// @param icon of what it comes to
/// @param styleClass of the stylesheet
/// @param held how many of them somebody holds
record Keeping(String title, String note, String icon, String styleClass, int held) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /// Nothing is chosen.
    static final Keeping NOTHING = new Keeping("", "", "mdi2c-calendar-clock", "muted", 0);

    static Keeping of(List<Due> chosen, ZoneId zone) {
        if (chosen.isEmpty()) {
            return NOTHING;
        }
        return chosen.size() == 1 ? one(chosen.getFirst(), zone) : several(chosen);
    }

    private static Keeping one(Due due, ZoneId zone) {
        String until = due.until().map(time -> day(time, zone)).orElse("");
        String copies =
                due.copies().isEmpty()
                        ? "No verified copy elsewhere"
                        : "Verified copy: " + String.join(", ", due.copies());
        return switch (due.state()) {
            case KEPT ->
                    new Keeping(
                            until.isEmpty() ? "Kept for ever" : "Kept until " + until,
                            copies,
                            icon(due.state()),
                            style(due.state()),
                            0);
            case EXPIRING ->
                    new Keeping(
                            "Kept until " + until,
                            due.copies().isEmpty() ? "Export it before then." : copies,
                            icon(due.state()),
                            style(due.state()),
                            0);
            case EXPIRED ->
                    new Keeping(
                            "Time was over on " + until,
                            due.obstacle().isEmpty() ? copies : due.obstacle(),
                            icon(due.state()),
                            style(due.state()),
                            0);
            case HELD -> new Keeping("Held", due.obstacle(), icon(due.state()), "accent", 1);
        };
    }

    private static Keeping several(List<Due> chosen) {
        List<String> words = new ArrayList<>();
        for (Due.State state : Due.State.values()) {
            long count = chosen.stream().filter(due -> due.state() == state).count();
            if (count > 0) {
                words.add(count + " " + state.word().toLowerCase(Locale.ROOT));
            }
        }
        long copied = chosen.stream().filter(due -> !due.copies().isEmpty()).count();
        int held = (int) chosen.stream().filter(d -> d.state() == Due.State.HELD).count();
        return new Keeping(
                String.join(" · ", words),
                copied + " of " + chosen.size() + " have a verified copy elsewhere",
                "mdi2c-calendar-clock",
                "muted",
                held);
    }

    static String icon(Due.State state) {
        return switch (state) {
            case KEPT -> "mdi2c-calendar-check-outline";
            case EXPIRING -> "mdi2c-calendar-clock";
            case EXPIRED -> "mdi2c-calendar-alert";
            case HELD -> "mdi2l-lock-outline";
        };
    }

    static String style(Due.State state) {
        return switch (state) {
            case KEPT -> "muted";
            case EXPIRING -> "minor-text";
            case EXPIRED -> "major-text";
            case HELD -> "accent";
        };
    }

    static String day(Instant time, ZoneId zone) {
        return DAY.format(time.atZone(zone));
    }
}
