package io.beamdesk.ui.data;

import io.beamdesk.export.Export;
import io.beamdesk.export.Progress;
import io.beamdesk.ui.fx.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One export as a person sees it. The JavaFX thread alone.
final class ExportRun {
    private final List<Path> products;
    private final Wish wish;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(this, "state", State.RUNNING);
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share");
    private final ReadOnlyStringWrapper sentence =
            new ReadOnlyStringWrapper(this, "sentence", "Looking at the destination");
    private Optional<Export> export = Optional.empty();
    private boolean calledOff;

    /// Where it stands.
    enum State {
        /// Files are on their way.
        RUNNING,
        /// All of them are there, and the same.
        DONE,
        /// Some are not there.
        FAILED,
        /// A person called it off.
        CANCELLED
    }

    /// What a person wants.
    ///
    /// @param to the destination, as typed
    /// @param parallel files at once
    /// @param bytesPerSecond limit; 0 for none
    record Wish(String to, int parallel, long bytesPerSecond) {}

    ExportRun(List<Path> products, Wish wish) {
        this.products = List.copyOf(products);
        this.wish = wish;
    }

    List<Path> products() {
        return products;
    }

    Wish wish() {
        return wish;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Share of the bytes that is there, 0 to 1.
    ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /// How far it is, or how it ended.
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /// Shows this export from now on.
    void follow(Export now) {
        export = Optional.of(now);
        if (calledOff) {
            now.close();
        }
    }

    /// Calls it off; what is there stays there.
    void cancel() {
        calledOff = true;
        sentence.set("Calling off");
        export.ifPresent(Export::close);
    }

    /// Shows how far it is.
    void tick() {
        if (state.get() == State.RUNNING && !calledOff) {
            export.map(Export::progress).ifPresent(this::show);
        }
    }

    private void show(Progress progress) {
        share.set(progress.size() == 0 ? 0 : progress.sent() / (double) progress.size());
        long there = progress.files().stream().filter(Progress.File::there).count();
        StringBuilder words = new StringBuilder();
        words.append(there).append(" of ").append(progress.files().size()).append(" files · ");
        words.append(Sizes.of(progress.sent())).append(" of ").append(Sizes.of(progress.size()));
        words.append(" · ").append(Sizes.of(Math.round(progress.rate()))).append("/s");
        progress.left()
                .ifPresent(left -> words.append(" · ").append(Figures.time(left)).append(" left"));
        progress.files().stream()
                .filter(file -> file.stage() == Progress.Stage.RECONNECTING)
                .findFirst()
                .ifPresentOrElse(
                        file -> words.append(" · ").append(file.note()),
                        () -> comparing(progress, words));
        sentence.set(words.toString());
    }

    private static void comparing(Progress progress, StringBuilder words) {
        if (progress.files().stream().anyMatch(f -> f.stage() == Progress.Stage.COMPARING)) {
            words.append(" · comparing checksums");
        }
    }

    /// Shows how it ended.
    ///
    /// @param remark what else there is to say; empty if nothing
    void ended(Progress end, String remark) {
        show(end);
        List<Progress.File> missing = end.files().stream().filter(file -> !file.there()).toList();
        if (missing.isEmpty()) {
            share.set(1);
            String many = end.files().size() == 1 ? "1 file" : end.files().size() + " files";
            sentence.set(
                    many
                            + " there, "
                            + Sizes.of(end.size())
                            + ", SHA-256 compared"
                            + (remark.isEmpty() ? "" : " · " + remark));
            state.set(State.DONE);
        } else if (calledOff) {
            sentence.set(
                    "%d of %d files are there; what is there of the others is gone on with when it is exported again"
                            .formatted(end.files().size() - missing.size(), end.files().size()));
            state.set(State.CANCELLED);
        } else {
            failed(
                    "%d of %d files are not there: %s"
                            .formatted(
                                    missing.size(), end.files().size(), missing.getFirst().note()));
        }
    }

    /// Shows why it came to nothing.
    void failed(String why) {
        sentence.set(why);
        state.set(State.FAILED);
    }
}
