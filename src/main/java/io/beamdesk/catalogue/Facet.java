package io.beamdesk.catalogue;

/// A property that products are grouped by.
public enum Facet {
    /// What was measured; values are names of [Technique].
    TECHNIQUE("Technique"),
    /// How the run ended; values are names of [Result].
    RESULT("Result"),
    /// Symbol of the element.
    ELEMENT("Element"),
    /// What it was measured for.
    EXPERIMENT("Experiment");

    private final String word;

    Facet(String word) {
        this.word = word;
    }

    /// As people call it.
    public String word() {
        return word;
    }

    /// Its column in the tables.
    String column() {
        return switch (this) {
            case TECHNIQUE -> "technique";
            case RESULT -> "result";
            case ELEMENT -> "element";
            case EXPERIMENT -> "experiment";
        };
    }

    /// The value of a product; empty if it has none.
    String of(CatalogueEntry entry) {
        return switch (this) {
            case TECHNIQUE -> entry.technique().name();
            case RESULT -> entry.result().name();
            case ELEMENT -> entry.element();
            case EXPERIMENT -> entry.experiment();
        };
    }
}
