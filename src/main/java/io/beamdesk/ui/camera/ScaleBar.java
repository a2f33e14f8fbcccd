package io.beamdesk.ui.camera;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A bar of a round length at the lower right.
public final class ScaleBar implements Overlay {
    private static final double LONGEST = 160;
    private static final double EDGE = 16;
    private static final double PER_MM = 1000;

    private final Supplier<OptionalDouble> pixelSize;
    private final BooleanSupplier pictured;
    private final Label length = Parts.label("", "scale-length");
    private final Region bar = new Region();
    private final VBox plate = new VBox(length, bar);

    /// @param pixelSize size of a pixel at the sample in mm
    /// @param pictured whether there is a frame to measure
    public ScaleBar(Supplier<OptionalDouble> pixelSize, BooleanSupplier pictured) {
        this.pixelSize = pixelSize;
        this.pictured = pictured;
        bar.getStyleClass().add("scale-line");
        plate.getStyleClass().addAll("image-plate", "scale-bar");
    }

    @Override
    public Node node() {
        return plate;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        OptionalDouble known = pixelSize.get();
        plate.setVisible(known.isPresent() && pictured.getAsBoolean());
        known.ifPresent(size -> {
            double mm = round(size / zoom.scale(), LONGEST);
            length.setText(mm < 1 ? Figures.brief(mm * PER_MM) + " µm" : Figures.brief(mm) + " mm");
            double pixels = mm * zoom.scale() / size;
            bar.setMinWidth(pixels);
            bar.setMaxWidth(pixels);
            plate.autosize();
            plate.relocate(width - plate.getWidth() - EDGE, height - plate.getHeight() - EDGE);
        });
    }

    /// The longest length of 1, 2 or 5 times a power of ten that is not longer on the screen.
    ///
    /// @param perPixel length of a pixel of the screen
    /// @param pixels how many there are at most
    public static double round(double perPixel, double pixels) {
        double most = perPixel * pixels;
        double ten = Math.pow(10, Math.floor(Math.log10(most)));
        double part = most / ten;
        return (part >= 5 ? 5 : part >= 2 ? 2 : 1) * ten;
    }
}
