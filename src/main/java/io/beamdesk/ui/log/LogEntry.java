package io.beamdesk.ui.log;

import java.time.Instant;

/// One line of the log.
///
/// @param time when it happened
/// @param level how much it matters
/// @param source who says so: a device, the run, this desk
/// @param message one sentence
/// @param measured run and sample then, and the account at the desk; may be empty
public record LogEntry(Instant time, Level level, String source, String message, String measured) {
    /// How much an entry matters, with its icon and its word.
    public enum Level {
        /// Something was done.
        NOTE("mdi2i-information-outline", "Note", "level-note"),
        /// Something deserves a look.
        WARNING("mdi2a-alert", "Warning", "level-warning"),
        /// Something failed.
        ERROR("mdi2c-close-octagon", "Error", "level-error");

        private final String icon;
        private final String word;
        private final String styleClass;

        Level(String icon, String word, String styleClass) {
            this.icon = icon;
            this.word = word;
            this.styleClass = styleClass;
        }

        /// Literal of the icon.
        public String icon() {
            return icon;
        }

        /// The word beside it.
        public String word() {
            return word;
        }

        /// Class of the stylesheet.
        public String styleClass() {
            return styleClass;
        }
    }
}
