package io.beamdesk.catalogue;

import io.beamdesk.product.ProductSummary;

/// How the run of a product ended.
public enum Result {
    /// All of it was measured.
    SUCCESS("Success"),
    /// It was stopped before its end and its data kept.
    STOPPED("Stopped, kept"),
    /// It failed, or a person ended it.
    FAILED("Failed"),
    /// The program ended before the run did.
    INTERRUPTED("Interrupted"),
    /// It has not ended, or its program was killed.
    OPEN("Being written"),
    /// A file of another program.
    FOREIGN("Other program"),
    /// The file cannot be read.
    UNREADABLE("Unreadable");

    private final String word;

    Result(String word) {
        this.word = word;
    }

    /// As people call it.
    public String word() {
        return word;
    }

    static Result of(ProductSummary summary) {
        if (!summary.isRun()) {
            return FOREIGN;
        }
        return switch (summary.status().orElse("")) {
            case "success" -> summary.reason().isBlank() ? SUCCESS : STOPPED;
            case "abort", "fail" -> FAILED;
            case "" -> OPEN;
            default -> INTERRUPTED;
        };
    }
}
