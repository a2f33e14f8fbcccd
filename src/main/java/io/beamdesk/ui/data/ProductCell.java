package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.ui.fx.Parts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A product of the list: what it is of, what was done, how it ended; when, and how large.
final class ProductCell extends ListCell<CatalogueEntry> {
    private static final DateTimeFormatter TODAY =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final ZoneId zone;
    private final Label sample = Parts.label("", "medium");
    private final Label title = Parts.label("", "muted");
    private final Label result = Parts.label("");
    private final Label time = Parts.label("", "mono", "muted");
    private final Label size = Parts.label("", "mono", "muted");
    private final Label icon = new Label();
    private final HBox row;

    ProductCell(ZoneId zone) {
        this.zone = zone;
        for (Label label : new Label[] {sample, title, result}) {
            label.setMinWidth(0);
        }
        for (Label label : new Label[] {time, size}) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox first = new HBox(sample, Parts.spacer(), time);
        HBox third = new HBox(result, Parts.spacer(), size);
        first.getStyleClass().add("product-line");
        third.getStyleClass().add("product-line");
        VBox words = new VBox(first, title, third);
        words.getStyleClass().add("product-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = new HBox(icon, words);
        row.getStyleClass().add("product-row");
        getStyleClass().add("product-cell");
        setPrefWidth(0);
        setText(null);
    }

    @Override
    protected void updateItem(@Nullable CatalogueEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (entry == null || empty) {
            setGraphic(null);
            return;
        }
        icon.setGraphic(Parts.icon(ResultWord.icon(entry.technique())));
        String name = entry.sample().name();
        sample.setText(name.isBlank() ? entry.fileName() : name);
        title.setText(what(entry));
        ResultWord word = ResultWord.of(entry.result());
        result.setText(word.word());
        result.setGraphic(Parts.icon(word.icon(), word.styleClass()));
        result.getStyleClass().setAll("label", word.styleClass());
        time.setText(time(entry.end().orElse(entry.start())));
        size.setText(Sizes.of(entry.bytes()));
        setGraphic(row);
    }

    private static String what(CatalogueEntry entry) {
        String title = entry.title().isBlank() ? "No recipe" : entry.title();
        return switch (entry.result()) {
            case SUCCESS, OPEN -> title;
            case STOPPED, FAILED, INTERRUPTED -> title + ", " + entry.reason();
            case FOREIGN -> entry.title().isBlank() ? "HDF5" : title;
            case UNREADABLE -> "Damaged, cut off, or no HDF5";
        };
    }

    private String time(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, zone);
        LocalDate today = LocalDate.now(zone);
        DateTimeFormatter format =
                day.equals(today) ? TODAY : day.getYear() == today.getYear() ? DAY : YEAR;
        return format.format(at.atZone(zone));
    }
}
