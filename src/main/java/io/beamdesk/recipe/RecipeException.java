package io.beamdesk.recipe;

import java.util.List;
import java.util.stream.Collectors;

/// A recipe that cannot be used, with everything that is wrong with it.
public final class RecipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// One thing that is wrong.
    ///
    /// @param field path of the field: `axes[0].points`; empty for the whole recipe
    /// @param message what is wrong and what to do, without the path
    /// @param remedy JSON of what would be right in the field, `null` for nothing; empty where that is
    ///     for a person to say
    public record Fault(String field, String message, String remedy)
            implements java.io.Serializable {
        /// For a person to repair.
        public Fault(String field, String message) {
            this(field, message, "");
        }

        @Override
        public String toString() {
            return field.isEmpty() ? message : field + ": " + message;
        }
    }

    private final List<Fault> faults;

    /// Lists the faults, at least one.
    public RecipeException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /// All that is wrong, in the order of the fields.
    public List<Fault> faults() {
        return faults;
    }
}
