package io.beamdesk.catalogue;

/// A property that products are grouped by.
public enum Facet {
    /// What was measured; values are names of [Technique].
    TECHNIQUE("Technique", 0),
    /// How the run ended; values are names of [Result].
    RESULT("Result", 1),
    /// Symbol of the element.
    ELEMENT("Element", 2),
    /// What it was measured for.
    EXPERIMENT("Experiment", 3);

    private final String word;
    private final int place;

    Facet(String word, int place) {
        this.word = word;
        this.place = place;
    }

    /// Its place among the columns that are counted.
    int place() {
        return place;
    }

    /// As people call it.
    public String word() {
        return word;
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
