package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.function.DoubleConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A number that belongs to this desk alone: its word, a field, a unit. What is within its range is taken
/// as it is typed; what is not is marked with the reason and given up when the field is left.
final class NumberEntry {
    private final double least;
    private final double most;
    private final DoubleConsumer taken;
    private final TextField field = new TextField();
    private final Label unit = Parts.label("", "muted");
    private final HBox root;
    private double value = Double.NaN;
    private boolean showing;

    /// @param least smallest number that is taken
    /// @param most largest one
    /// @param taken gets each number that is typed
    NumberEntry(String word, double least, double most, DoubleConsumer taken) {
        this.least = least;
        this.most = most;
        this.taken = taken;
        field.getStyleClass().addAll("number", "number-entry-field");
        field.setAccessibleText(word);
        field.textProperty().subscribe(this::typed);
        field.setOnAction(_ -> show(value));
        field.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        show(value);
                    }
                });
        Label name = Parts.label(word, "muted");
        name.setMinWidth(Region.USE_PREF_SIZE);
        unit.setMinWidth(Region.USE_PREF_SIZE);
        root = new HBox(name, field, unit);
        root.getStyleClass().add("number-entry");
    }

    Node root() {
        return root;
    }

    TextField field() {
        return field;
    }

    void setUnit(String now) {
        unit.setText(now);
    }

    /// Shows a number, unless another one is being typed.
    void follow(double now) {
        value = now;
        if (!field.isFocused()) {
            show(now);
        }
    }

    private void show(double now) {
        showing = true;
        value = now;
        field.setText(Double.isNaN(now) ? "" : Figures.brief(now));
        mark("");
        showing = false;
    }

    private void typed(String text) {
        if (showing) {
            return;
        }
        try {
            double typed = Figures.parse(text);
            if (typed >= least && typed <= most) {
                value = typed;
                mark("");
                taken.accept(typed);
            } else {
                mark(
                        "from "
                                + Figures.brief(least)
                                + " to "
                                + Figures.brief(most)
                                + "; it stays at "
                                + Figures.brief(value));
            }
        } catch (NumberFormatException wrong) {
            mark(String.valueOf(wrong.getMessage()));
        }
    }

    private void mark(String fault) {
        field.getStyleClass().remove("invalid-input");
        field.setTooltip(fault.isEmpty() ? null : new Tooltip(fault));
        if (!fault.isEmpty()) {
            field.getStyleClass().add("invalid-input");
        }
    }
}
