package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductRecovery;
import io.beamdesk.product.Verification;
import io.beamdesk.sample.SampleRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The Data pane: the catalogue, and the product that is looked at.
public final class DataViewModel implements AutoCloseable {
    private static final Duration FOLLOW = Duration.ofSeconds(2);

    private final DataDesk desk;
    private final Executor background;
    private final Executor fxThread;
    private final InstantSource clock;
    private final CatalogueModel catalogue;
    private final ViewerModel viewer;
    private final ExportsModel exports;
    private final RetentionModel retention;
    private final ReadOnlyObjectWrapper<List<CatalogueEntry>> chosen =
            new ReadOnlyObjectWrapper<>(this, "chosen", List.of());
    private final ReadOnlyObjectWrapper<Optional<Path>> wanted =
            new ReadOnlyObjectWrapper<>(this, "wanted", Optional.empty());
    private final ReadOnlyStringWrapper report = new ReadOnlyStringWrapper(this, "report", "");
    private boolean shown;
    private Instant looked = Instant.EPOCH;

    /// @param background asks the catalogue, on any thread
    /// @param reader reads files, one thing after the other
    /// @param fxThread runs a task on the JavaFX thread
    public DataViewModel(
            DataDesk desk,
            Executor background,
            Executor reader,
            Executor fxThread,
            InstantSource clock,
            ZoneId zone) {
        this.desk = desk;
        this.background = background;
        this.fxThread = fxThread;
        this.clock = clock;
        catalogue = new CatalogueModel(desk, background, fxThread, clock, zone);
        viewer = new ViewerModel(reader, fxThread);
        exports = new ExportsModel(desk, background, fxThread);
        retention = new RetentionModel(desk, background, fxThread, clock, zone);
    }

    CatalogueModel catalogue() {
        return catalogue;
    }

    ViewerModel viewer() {
        return viewer;
    }

    ExportsModel exports() {
        return exports;
    }

    RetentionModel retention() {
        return retention;
    }

    DataDesk desk() {
        return desk;
    }

    /// Products that are chosen, the first one first.
    ReadOnlyObjectProperty<List<CatalogueEntry>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// A file that is to be chosen in the list, from another pane.
    ReadOnlyObjectProperty<Optional<Path>> wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /// What became of the last thing that was done with a product, in one sentence.
    ReadOnlyStringProperty reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// Products have come, changed or gone.
    public void changed() {
        catalogue.refresh();
        retention.refresh();
    }

    /// Shows a product, wherever it is.
    public void open(Path product) {
        catalogue.clear();
        chosen.set(List.of());
        retention.choose(List.of());
        wanted.set(Optional.of(product));
        viewer.open(product);
    }

    /// Chooses products: one is opened, of several the curves are shown together.
    void choose(List<CatalogueEntry> entries) {
        List<Path> before = chosen.get().stream().map(desk::file).toList();
        List<Path> now = entries.stream().map(desk::file).toList();
        chosen.set(List.copyOf(entries));
        retention.choose(entries);
        if (now.equals(before) || now.isEmpty()) {
            return;
        }
        report.set("");
        if (now.size() > 1) {
            viewer.compare(now);
        } else if (!viewer.sourceProperty()
                        .get()
                        .map(ViewerModel.Source::path)
                        .equals(Optional.of(now.getFirst()))
                || !viewer.compared().isEmpty()) {
            viewer.open(now.getFirst());
        }
    }

    /// Holds every byte of the product against its checksum.
    void check(Path product) {
        report.set("Reading every byte of " + product.getFileName() + " …");
        background.execute(() -> {
            String sentence = verified(product);
            fxThread.execute(() -> report.set(sentence));
        });
    }

    /// Recovers a product; a person has confirmed it.
    void recover(Path product) {
        report.set("Recovering " + product.getFileName() + " …");
        background.execute(() -> {
            String sentence = recovered(product);
            desk.look();
            fxThread.execute(() -> {
                report.set(sentence);
                viewer.open(product);
            });
        });
    }

    private static String recovered(Path product) {
        try {
            return ProductRecovery.recover(product).stream()
                    .map(ProductRecovery.Outcome::sentence)
                    .findFirst()
                    .orElse("There is nothing to recover in " + product.getFileName() + ".");
        } catch (ProductException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    private static String verified(Path product) {
        try {
            Verification found = Verification.of(product);
            return found.problems().isEmpty()
                    ? "%s is good: %d datasets, %s, every checksum right.%s"
                            .formatted(
                                    product.getFileName(),
                                    found.datasets(),
                                    Sizes.of(found.bytes()),
                                    found.remarks().isEmpty()
                                            ? ""
                                            : " Except " + String.join(" ", found.remarks()))
                    : "%s is damaged: %s."
                            .formatted(product.getFileName(), String.join("; ", found.problems()));
        } catch (ProductException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    /// Opens the recipe of the product in its form.
    void loadRecipe(Path product) {
        try {
            desk.loadRecipe(product);
        } catch (RuntimeException refused) {
            report.set(String.valueOf(refused.getMessage()));
        }
    }

    /// Leads to the sample that a product is of.
    void showSample(SampleRef sample) {
        desk.showSample(sample);
    }

    /// Lets updates through, or holds them back.
    public void setShown(boolean now) {
        shown = now;
        catalogue.setShown(now);
    }

    /// Looks whether the file that is shown has grown; called once a second.
    public void tick() {
        exports.tick();
        Instant now = clock.instant();
        if (shown && Duration.between(looked, now).compareTo(FOLLOW) >= 0) {
            looked = now;
            viewer.follow();
        }
    }

    @Override
    public void close() {
        viewer.close();
        exports.close();
    }
}
