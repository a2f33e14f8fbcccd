package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.FrameLayer;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.PvState;
import io.beamdesk.ui.fx.Sparkline;
import io.beamdesk.ui.fx.ValueState;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// The header: tiles that keep their place on every pane, and STOP.
final class HeaderView extends HBox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM · zzz", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE =
            DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    HeaderView(HeaderViewModel header, Node stop) {
        getStyleClass().add("header");
        HBox tiles =
                new HBox(
                        brand(header),
                        ring(header),
                        energy(header),
                        word("front-end", "FE SHUTTER", "FE", header.frontEndProperty()),
                        word("fast-shutter", "FAST SHUTTER", "FS", header.fastShutterProperty()),
                        word("hutch", "HUTCH", "HUTCH", header.hutchProperty()),
                        word("control", "CONTROL", "CONTROL", header.controlProperty()),
                        clock(header));
        tiles.getStyleClass().add("header-tiles");
        tiles.setMinWidth(0);
        HBox.setHgrow(tiles, Priority.ALWAYS);
        // A window too narrow for all of them cuts the last ones off, never STOP.
        Rectangle room = new Rectangle();
        room.widthProperty().bind(tiles.widthProperty());
        room.heightProperty().bind(tiles.heightProperty());
        tiles.setClip(room);
        HBox holder = new HBox(stop);
        holder.getStyleClass().add("stop-holder");
        holder.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(tiles, holder);
    }

    private static Node brand(HeaderViewModel header) {
        Label beamline = Parts.label("", "brand-beamline");
        header.beamlineProperty()
                .subscribe(name -> beamline.setText(name.isEmpty() ? "" : " · " + name));
        HBox first = new HBox(Parts.label("Beamdesk", "brand-name"), beamline);
        first.getStyleClass().add("brand-line");
        Label experiment = Parts.label("", "note");
        experiment.textProperty().bind(header.experimentProperty());
        return new Tile("brand", first, experiment);
    }

    private static Node ring(HeaderViewModel header) {
        Label note = Parts.label("last 10 min", "note", "wide-only");
        Label severity = severity();
        HBox head = head("RING", severity, Parts.spacer(), note);
        Figure figure = new Figure();
        Sparkline sparkline = new Sparkline();
        HBox body = new HBox(figure, sparkline);
        body.getStyleClass().add("figure-row");
        HBox.setHgrow(figure, Priority.ALWAYS);
        Tile tile = new Tile("ring", head, body);
        Runnable show =
                () -> {
                    PvState state = header.ringProperty().get();
                    figure.show(state);
                    tile.show(state(header, state, false), severity);
                };
        header.ringProperty().subscribe(show);
        header.openingProperty().subscribe(show);
        show.run();
        // The curve of ten minutes moves by less than a pixel in six seconds.
        header.nowProperty()
                .subscribe(now -> {
                    if (now.getEpochSecond() % 6 == 0 || sparkline.isEmpty()) {
                        sparkline.show(header.ringHistory(), now);
                    }
                });
        return tile;
    }

    private static Node energy(HeaderViewModel header) {
        Label severity = severity();
        Figure figure = new Figure();
        Tile tile = new Tile("energy", head("ENERGY", severity), figure);
        Runnable show =
                () -> {
                    PvState state = header.energyProperty().get();
                    figure.show(state);
                    tile.show(state(header, state, header.energyMovingProperty().get()), severity);
                };
        header.energyProperty().subscribe(show);
        header.openingProperty().subscribe(show);
        header.energyMovingProperty().subscribe(show);
        show.run();
        return tile;
    }

    private static ValueState state(HeaderViewModel header, PvState state, boolean moving) {
        return header.openingProperty().get() && !state.connected()
                ? ValueState.NORMAL
                : ValueState.of(state, moving);
    }

    private static Node word(
            String name, String caption, String brief, ObjectProperty<HeaderViewModel.Word> word) {
        Label label = Parts.label("", "word");
        word.subscribe(now -> {
            label.getStyleClass().setAll("label", "word", now.styleClass());
            label.setText(now.word());
            label.setGraphic(Parts.shape(now.icon()));
            label.setAccessibleText(caption + " " + now.word());
        });
        Label wide = Parts.label(caption, "caption", "wide-only");
        Label narrow = Parts.label(brief, "caption", "compact-only");
        HBox head = new HBox(wide, narrow);
        head.getStyleClass().add("head");
        return new Tile(name, head, label);
    }

    private static Node clock(HeaderViewModel header) {
        Label date = Parts.label("", "note", "wide-only");
        Label brief = Parts.label("", "note", "compact-only");
        HBox head = new HBox(date, brief);
        head.getStyleClass().add("head");
        Figure time = new Figure();
        header.nowProperty()
                .subscribe(now -> {
                    DateTimeFormatter format = header.secondsProperty().get() ? TIME : MINUTES;
                    time.show(format.format(now.atZone(header.zone())), "");
                    String day = date(header, now);
                    if (!day.equals(date.getText())) {
                        date.setText(day);
                        brief.setText(DAY.format(now.atZone(header.zone())));
                    }
                });
        return new Tile("clock", head, time);
    }

    private static String date(HeaderViewModel header, Instant now) {
        return DATE.format(now.atZone(header.zone()))
                + " · "
                + ZONE.format(now.atZone(header.zone()));
    }

    private static HBox head(String caption, Node... more) {
        HBox head = new HBox(Parts.label(caption, "caption"));
        head.getStyleClass().add("head");
        head.getChildren().addAll(more);
        return head;
    }

    private static Label severity() {
        Label severity = Parts.label("", "severity");
        severity.setManaged(false);
        return severity;
    }

    /// One tile: a head, a body, and the frame of its state around it.
    private static final class Tile extends Pane {
        private final VBox content;
        private @Nullable FrameLayer frame;
        private ValueState state = ValueState.NORMAL;

        Tile(String name, Node head, Node body) {
            getStyleClass().addAll("header-tile", name);
            content = new VBox(head, body);
            content.getStyleClass().add("tile-content");
            getChildren().add(content);
        }

        void show(ValueState next, Label severity) {
            if (next == state) {
                return;
            }
            getStyleClass().remove(state.styleClass());
            getStyleClass().add(next.styleClass());
            state = next;
            showFrame(next.needsPerson() ? next : ValueState.NORMAL);
            boolean said = next != ValueState.NORMAL;
            severity.setText(
                    next == ValueState.MOVING ? "moving" : next.word().toUpperCase(Locale.ENGLISH));
            severity.setGraphic(said ? Parts.icon(next.icon()) : null);
            severity.setVisible(said);
            severity.setManaged(said);
        }

        private void showFrame(ValueState next) {
            if (frame == null && next != ValueState.NORMAL) {
                frame = new FrameLayer();
                getChildren().add(frame);
            }
            if (frame != null) {
                frame.show(next);
            }
        }

        @Override
        protected void layoutChildren() {
            double left = snappedLeftInset();
            double right = snappedRightInset();
            content.resizeRelocate(left, 0, getWidth() - left - right, getHeight());
            if (frame != null) {
                frame.resizeRelocate(4, 4, getWidth() - 8, getHeight() - 9);
            }
        }
    }

    /// A large number with its unit; a new number lays out nothing but itself.
    private static final class Figure extends Region {
        private final Text number = new Text();
        private final Text unit = new Text();

        Figure() {
            getStyleClass().add("tile-figure");
            number.getStyleClass().add("figure");
            unit.getStyleClass().add("figure-unit");
            number.setTextOrigin(VPos.BASELINE);
            unit.setTextOrigin(VPos.BASELINE);
            number.setManaged(false);
            unit.setManaged(false);
            getChildren().addAll(number, unit);
        }

        void show(PvState state) {
            show(state.text(), state.properties().units());
        }

        void show(String text, String units) {
            if (!text.equals(number.getText()) || !units.equals(unit.getText())) {
                number.setText(text);
                unit.setText(units);
                place();
            }
        }

        @Override
        protected void layoutChildren() {
            place();
        }

        private void place() {
            double baseline = Math.round(getHeight() * 0.76);
            number.setY(baseline);
            unit.setY(baseline);
            unit.setX(Math.round(number.getLayoutBounds().getWidth()) + 8);
        }
    }
}
