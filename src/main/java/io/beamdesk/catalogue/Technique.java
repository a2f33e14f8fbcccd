package io.beamdesk.catalogue;

/// What kind of measurement a product is, as people look for it.
public enum Technique {
    /// Absorption spectra over energy.
    ABSORPTION("Absorption"),
    /// Radiographs over angles.
    TOMOGRAPHY("Tomography"),
    /// A grid of places.
    MAP("Map"),
    /// Values over an axis or a list of places.
    SCAN("Scan"),
    /// Values over time.
    SERIES("Time series"),
    /// Looks at many samples in turn.
    SCREENING("Screening"),
    /// Aligning the beamline.
    ALIGNMENT("Alignment"),
    /// Anything else, files of other programs among it.
    OTHER("Other");

    private final String word;

    Technique(String word) {
        this.word = word;
    }

    /// As people call it.
    public String word() {
        return word;
    }

    /// What the technique of a recipe, or the name of a plan, is.
    static Technique of(String word) {
        return switch (word.replace('_', '-')) {
            case "xas", "xas-scan" -> ABSORPTION;
            case "tomography", "fly-tomography" -> TOMOGRAPHY;
            case "map", "grid-scan" -> MAP;
            case "step-scan", "scan", "list-scan" -> SCAN;
            case "time-series" -> SERIES;
            case "screening" -> SCREENING;
            case "autorock" -> ALIGNMENT;
            default -> OTHER;
        };
    }
}
