package io.beamdesk.app;

/// Who measures what: part of every product.
///
/// @param title of the experiment, may be empty
/// @param proposal its number, may be empty
/// @param users names, separated by commas, may be empty
public record Experiment(String title, String proposal, String users) {
    /// Nothing said yet.
    public static final Experiment NONE = new Experiment("", "", "");
}
