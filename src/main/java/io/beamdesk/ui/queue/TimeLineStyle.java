package io.beamdesk.ui.queue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;

/// The colours and fonts of the time line, taken from the stylesheet.
final class TimeLineStyle {
    /// A colour by its part in the picture.
    enum Ink {
        TEXT("-bd-time-text"),
        MUTED("-bd-time-muted"),
        GRID("-bd-time-grid"),
        PAST("-bd-time-past"),
        PAST_LINE("-bd-time-past-line"),
        TRACK("-bd-time-track"),
        CHOSEN("-bd-time-chosen"),
        END("-bd-time-end"),
        ON_SERIES("-bd-time-on-series"),
        SERIES_1("-bd-time-series-1"),
        SERIES_2("-bd-time-series-2"),
        SERIES_3("-bd-time-series-3"),
        SERIES_4("-bd-time-series-4"),
        SERIES_5("-bd-time-series-5");

        private final String css;

        Ink(String css) {
            this.css = css;
        }

        static Ink series(int number) {
            return switch (number) {
                case 1 -> SERIES_1;
                case 2 -> SERIES_2;
                case 3 -> SERIES_3;
                case 4 -> SERIES_4;
                default -> SERIES_5;
            };
        }
    }

    /// A font by its part in the picture.
    enum Face {
        NUMBER("-bd-time-number-font"),
        NAME("-bd-time-name-font"),
        WORD("-bd-time-word-font");

        private final String css;

        Face(String css) {
            this.css = css;
        }
    }

    private static final StyleablePropertyFactory<TimeLine> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final Map<Ink, CssMetaData<TimeLine, Paint>> INKS = new EnumMap<>(Ink.class);
    private static final Map<Face, CssMetaData<TimeLine, Font>> FACES = new EnumMap<>(Face.class);
    private static final List<CssMetaData<? extends Styleable, ?>> ALL;

    static {
        for (Ink ink : Ink.values()) {
            INKS.put(
                    ink,
                    FACTORY.createPaintCssMetaData(
                            ink.css, line -> line.style().ink(ink), Color.GRAY, false));
        }
        for (Face face : Face.values()) {
            FACES.put(
                    face,
                    FACTORY.createFontCssMetaData(
                            face.css, line -> line.style().face(face), Font.getDefault(), true));
        }
        ALL = List.copyOf(new ArrayList<>(FACTORY.getCssMetaData()));
    }

    private final Map<Ink, SimpleStyleableObjectProperty<Paint>> inks = new EnumMap<>(Ink.class);
    private final Map<Face, SimpleStyleableObjectProperty<Font>> faces = new EnumMap<>(Face.class);

    /// Calls `changed` whenever the stylesheet gives another colour or font.
    TimeLineStyle(TimeLine line, Runnable changed) {
        for (Ink ink : Ink.values()) {
            var property =
                    new SimpleStyleableObjectProperty<Paint>(
                            of(INKS, ink), line, ink.css, Color.GRAY);
            property.subscribe(changed);
            inks.put(ink, property);
        }
        for (Face face : Face.values()) {
            var property =
                    new SimpleStyleableObjectProperty<Font>(
                            of(FACES, face), line, face.css, Font.getDefault());
            property.subscribe(changed);
            faces.put(face, property);
        }
    }

    static List<CssMetaData<? extends Styleable, ?>> metadata() {
        return ALL;
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }

    private StyleableProperty<Paint> ink(Ink ink) {
        return of(inks, ink);
    }

    private StyleableProperty<Font> face(Face face) {
        return of(faces, face);
    }

    Paint paint(Ink ink) {
        return of(inks, ink).get();
    }

    Font font(Face face) {
        return of(faces, face).get();
    }
}
