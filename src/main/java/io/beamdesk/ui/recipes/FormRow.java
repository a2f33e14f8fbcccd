package io.beamdesk.ui.recipes;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// Fields beside each other, each with its share of the width. It is as high as its highest field is
/// at that width: a box that shares out what the fields ask for reserves lines that are never used.
final class FormRow extends HBox {
    /// Shares of a row that is not full: a single field is no wider than its like in other rows.
    private static final double LEAST = 3;

    private final List<Double> shares = new ArrayList<>();

    FormRow() {
        getStyleClass().add("form-row");
    }

    void add(Node field, double share) {
        shares.add(share);
        getChildren().add(field);
    }

    boolean isEmpty() {
        return shares.isEmpty();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double width(int field, double width) {
        double room = width - (shares.size() - 1) * getSpacing();
        double all = shares.stream().mapToDouble(share -> share).sum();
        return Math.floor(room * shares.get(field) / Math.max(all, LEAST));
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double wide = width > 0 ? width : getWidth();
        double highest = 0;
        for (int i = 0; i < shares.size(); i++) {
            highest = Math.max(highest, getChildren().get(i).prefHeight(width(i, wide)));
        }
        return highest;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        for (int i = 0; i < shares.size(); i++) {
            Node field = getChildren().get(i);
            double width = width(i, getWidth());
            field.resizeRelocate(x, 0, width, field.prefHeight(width));
            x += width + getSpacing();
        }
    }
}
