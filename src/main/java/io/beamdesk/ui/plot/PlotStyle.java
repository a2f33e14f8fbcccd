package io.beamdesk.ui.plot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;

/// The colours and fonts of what is drawn on a canvas, taken from the stylesheet so that they
/// follow its tokens: each is a property of the plot's style class.
public final class PlotStyle {
    /// A colour by its part in the picture.
    public enum Ink {
        /// Lines at the ticks.
        GRID("-bd-plot-grid"),
        /// Axes.
        AXIS("-bd-plot-axis"),
        /// Words that matter.
        TEXT("-bd-plot-text"),
        /// Figures at the ticks.
        MUTED("-bd-plot-muted"),
        /// Behind everything.
        GROUND("-bd-plot-ground"),
        /// What stands in the way.
        FAULT("-bd-plot-fault"),
        /// What is not measured yet.
        HATCH("-bd-plot-hatch"),
        /// What the operator chose.
        ACCENT("-bd-plot-accent"),
        /// A surface filled with what the operator chose.
        CHOSEN("-bd-plot-chosen"),
        /// Words on such a surface.
        ON_CHOSEN("-bd-plot-on-chosen"),
        /// Behind what the operator chose.
        CHOSEN_GROUND("-bd-plot-chosen-ground"),
        /// A part of the picture that holds others.
        SURFACE("-bd-plot-surface"),
        /// What is done.
        GOOD("-bd-plot-good"),
        /// Behind what is done.
        GOOD_GROUND("-bd-plot-good-ground"),
        /// Behind what stands in the way.
        FAULT_GROUND("-bd-plot-fault-ground"),
        /// The line of a wait.
        WAIT("-bd-plot-wait"),
        /// The words of a wait.
        WAIT_TEXT("-bd-plot-wait-text"),
        /// Behind the words of a wait.
        WAIT_GROUND("-bd-plot-wait-ground"),
        /// First curve.
        SERIES_1("-bd-plot-series-1"),
        /// Second curve.
        SERIES_2("-bd-plot-series-2"),
        /// Third curve.
        SERIES_3("-bd-plot-series-3"),
        /// Fourth curve.
        SERIES_4("-bd-plot-series-4"),
        /// Fifth curve.
        SERIES_5("-bd-plot-series-5"),
        /// Words on a block in the colour of a curve.
        ON_SERIES("-bd-plot-on-series"),
        /// A block that is over, and the track of a progress.
        PAST("-bd-plot-past"),
        /// Around a block that is over.
        PAST_LINE("-bd-plot-past-line"),
        /// The line of an end.
        END("-bd-plot-end"),
        /// The mean of curves.
        MEAN("-bd-plot-mean"),
        /// A gradient from the smallest value of a map to the largest.
        COLOURS("-bd-map-colours"),
        /// A gradient from the largest negative difference over none to the largest positive one.
        DIFFERENCES("-bd-map-differences");

        private final String css;

        Ink(String css) {
            this.css = css;
        }

        /// The ink of a curve, counted from 1.
        public static Ink series(int number) {
            return switch (number) {
                case 1 -> SERIES_1;
                case 2 -> SERIES_2;
                case 3 -> SERIES_3;
                case 4 -> SERIES_4;
                case 5 -> SERIES_5;
                default -> MEAN;
            };
        }
    }

    /// A font by its part in the picture.
    public enum Face {
        /// Figures.
        NUMBER("-bd-plot-number-font"),
        /// Names.
        NAME("-bd-plot-name-font"),
        /// Words.
        WORD("-bd-plot-word-font"),
        /// Titles.
        TITLE("-bd-plot-title-font");

        private final String css;

        Face(String css) {
            this.css = css;
        }
    }

    private static final StyleablePropertyFactory<CanvasRegion> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final Map<Ink, CssMetaData<CanvasRegion, Paint>> INKS = new EnumMap<>(Ink.class);
    private static final Map<Face, CssMetaData<CanvasRegion, Font>> FACES =
            new EnumMap<>(Face.class);
    private static final List<CssMetaData<? extends Styleable, ?>> ALL;

    static {
        for (Ink ink : Ink.values()) {
            INKS.put(
                    ink,
                    FACTORY.createPaintCssMetaData(
                            ink.css, plot -> plot.style().ink(ink), Color.GRAY, false));
        }
        for (Face face : Face.values()) {
            FACES.put(
                    face,
                    FACTORY.createFontCssMetaData(
                            face.css, plot -> plot.style().face(face), Font.getDefault(), true));
        }
        ALL = List.copyOf(new ArrayList<>(FACTORY.getCssMetaData()));
    }

    private final Map<Ink, SimpleStyleableObjectProperty<Paint>> inks = new EnumMap<>(Ink.class);
    private final Map<Face, SimpleStyleableObjectProperty<Font>> faces = new EnumMap<>(Face.class);

    /// Calls `changed` whenever the stylesheet gives another colour or font.
    PlotStyle(CanvasRegion plot, Runnable changed) {
        for (Ink ink : Ink.values()) {
            var property =
                    new SimpleStyleableObjectProperty<Paint>(
                            meta(INKS, ink), plot, ink.css, Color.GRAY);
            property.subscribe(changed);
            inks.put(ink, property);
        }
        for (Face face : Face.values()) {
            var property =
                    new SimpleStyleableObjectProperty<Font>(
                            meta(FACES, face), plot, face.css, Font.getDefault());
            property.subscribe(changed);
            faces.put(face, property);
        }
    }

    /// All properties, for the control's own list.
    public static List<CssMetaData<? extends Styleable, ?>> metadata() {
        return ALL;
    }

    private static <K, V> V meta(Map<K, V> map, K key) {
        return java.util.Objects.requireNonNull(map.get(key));
    }

    private StyleableProperty<Paint> ink(Ink ink) {
        return meta(inks, ink);
    }

    private StyleableProperty<Font> face(Face face) {
        return meta(faces, face);
    }

    /// The colour of a part.
    public Paint paint(Ink ink) {
        return meta(inks, ink).get();
    }

    /// The font of a part.
    public Font font(Face face) {
        return meta(faces, face).get();
    }
}
