package io.beamdesk.recipe;

import java.time.DateTimeException;
import java.time.Instant;

/// Who saved a recipe and when, as its file says it. It is about the file, not about the measurement:
/// a [Recipe] does not have it.
///
/// @param by name of the account, never blank
/// @param at when
public record Saved(String by, Instant at) {
    static Saved read(Fields fields) {
        String by = fields.text("by", "the name of who saved it");
        String at = fields.text("at", "a time in UTC");
        try {
            return new Saved(by, Instant.parse(at));
        } catch (DateTimeException _) {
            if (!at.isEmpty()) {
                fields.fault("at", "is \"" + at + "\"; give a time such as 2026-04-10T17:20:00Z");
            }
            return new Saved(by, Instant.EPOCH);
        }
    }
}
