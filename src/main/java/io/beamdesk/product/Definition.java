package io.beamdesk.product;

import io.beamdesk.document.RunStart;
import io.beamdesk.product.NexusLayout.Column;
import io.beamdesk.product.NexusLayout.Places;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The NeXus application definition that a run says it meets: the entry `definition` of its start
/// document, and in `definition_fields` which columns are the definition's fields.
///
/// @param fields column by the definition's name
record Definition(Map<?, ?> fields) {
    /// What the run says, if it is the definition of this name.
    static Optional<Definition> of(RunStart start, String name) {
        return name.equals(start.metadata().get("definition"))
                        && start.metadata().get("definition_fields") instanceof Map<?, ?> fields
                ? Optional.of(new Definition(fields))
                : Optional.empty();
    }

    /// The name of the column that is a field; "" if none is.
    String name(String field) {
        return fields.get(field) instanceof String column ? column : "";
    }

    /// The column that is a field; null if the run has none.
    @Nullable Column column(Places places, String field) {
        return places.columns().get(name(field));
    }

    /// Takes names away from whatever has them: it keeps its place at its device.
    static void free(Places places, List<String> names) {
        places.columns().values().forEach(column -> column.aliases().removeIf(names::contains));
    }

    /// Gives a column further names.
    static void name(Column column, String... names) {
        for (String name : names) {
            if (!name.equals(column.path()) && !column.aliases().contains(name)) {
                column.aliases().add(name);
            }
        }
    }
}
