package io.beamdesk.ui.data;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.plan.ImageKey;
import io.beamdesk.product.Item;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductRecovery;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.PlotModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// The file that is looked at, which of its datasets, and how. The JavaFX thread alone; everything is
/// read on one other thread, and of several wishes for a picture the last is fulfilled.
final class ViewerModel implements AutoCloseable {
    /// How a dataset is shown.
    enum View {
        /// As a picture.
        IMAGE,
        /// As a curve.
        PLOT,
        /// As figures.
        TABLE
    }

    /// A file as it was opened.
    ///
    /// @param path the file
    /// @param cutOff what a file says that is shorter than it should be
    /// @param planned rows that its run is to have, 0 if nobody says
    record Source(Path path, Optional<String> cutOff, int planned) {}

    /// A dataset that is shown.
    ///
    /// @param item the dataset
    /// @param keys what its frames are
    /// @param pixelSize size of a pixel in millimetres
    record Shown(Item item, FrameKeys keys, OptionalDouble pixelSize) {}

    private final Executor reader;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<Optional<Source>> source =
            new ReadOnlyObjectWrapper<>(this, "source", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<View> view =
            new ReadOnlyObjectWrapper<>(this, "view", View.IMAGE);
    private final ReadOnlyObjectWrapper<Slicing> slicing =
            new ReadOnlyObjectWrapper<>(this, "slicing", new Slicing(0, 0, List.of()));
    private final ReadOnlyObjectWrapper<List<String>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private final ReadOnlyObjectWrapper<Optional<Path>> recoverable =
            new ReadOnlyObjectWrapper<>(this, "recoverable", Optional.empty());
    private final ReadOnlyStringWrapper about = new ReadOnlyStringWrapper(this, "about", "");
    private final BooleanProperty corrected = new SimpleBooleanProperty(this, "corrected", true);
    private final PlotModel plot = new PlotModel();
    private final AtomicLong opening = new AtomicLong();
    private final AtomicLong wish = new AtomicLong();
    private Consumer<FrameEvent.Shot> screen = _ -> {};
    private List<Path> compared = List.of();

    // Of the reading thread.
    private @Nullable OpenFile file;
    private long version;

    ViewerModel(Executor reader, Executor fxThread) {
        this.reader = reader;
        this.fxThread = fxThread;
        corrected.subscribe(this::draw);
    }

    ReadOnlyObjectProperty<Optional<Source>> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<View> viewProperty() {
        return view.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Slicing> slicingProperty() {
        return slicing.getReadOnlyProperty();
    }

    /// Rows of the table.
    ReadOnlyObjectProperty<List<String>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// Why something is not shown, in one sentence; empty if all is.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// The file that was opened, if it has more than can be read and nobody writes it.
    ReadOnlyObjectProperty<Optional<Path>> recoverableProperty() {
        return recoverable.getReadOnlyProperty();
    }

    /// What the numbers of the picture are, if they are not those of the file.
    ReadOnlyStringProperty aboutProperty() {
        return about.getReadOnlyProperty();
    }

    /// Whether projections are divided by their flat field.
    BooleanProperty correctedProperty() {
        return corrected;
    }

    PlotModel plot() {
        return plot;
    }

    /// What takes the pictures.
    void setScreen(Consumer<FrameEvent.Shot> now) {
        screen = now;
    }

    /// Files whose curves are shown together, none if one file is looked at.
    List<Path> compared() {
        return compared;
    }

    // ---- Opening

    /// Looks at a file, from its default plot on.
    void open(Path path) {
        compared = List.of();
        recoverable.set(Optional.empty());
        long number = opening.incrementAndGet();
        reader.execute(() -> {
            if (number == opening.get()) {
                read(path, number, Optional.empty());
                askForMore(path, number);
            }
        });
    }

    private void askForMore(Path path, long number) {
        boolean more;
        try {
            more = ProductRecovery.hasMore(path);
        } catch (ProductException _) {
            more = false;
        }
        Optional<Path> left = more ? Optional.of(path) : Optional.empty();
        fxThread.execute(() -> {
            if (number == opening.get()) {
                recoverable.set(left);
                if (left.isPresent() && message.get().isEmpty()) {
                    message.set(
                            "The program that wrote it was killed; its journal has more than can be seen here.");
                }
            }
        });
    }

    private record First(Source source, Optional<Shown> shown) {}

    /// @param kept the dataset that was shown before, if the same file is opened again
    private void read(Path path, long number, Optional<String> kept) {
        try {
            OpenFile opened = new OpenFile(path);
            shut();
            file = opened;
            version = version(path);
            Optional<Item> item =
                    kept.flatMap(opened.contents()::item)
                            .filter(Item::hasElements)
                            .or(opened::first);
            First first =
                    new First(
                            new Source(path, opened.contents().cutOff(), opened.planned()),
                            item.map(i -> shown(opened, i)));
            fxThread.execute(() -> {
                if (number == opening.get()) {
                    show(first, kept.isPresent());
                }
            });
        } catch (ProductException unreadable) {
            String sentence = String.valueOf(unreadable.getMessage());
            fxThread.execute(() -> {
                // What was seen of a growing file stays.
                if (number == opening.get() && kept.isEmpty()) {
                    source.set(Optional.empty());
                    shown.set(Optional.empty());
                    message.set(sentence);
                }
            });
        }
    }

    private static Shown shown(OpenFile file, Item item) {
        return new Shown(item, file.keys(item), file.pixelSize(item));
    }

    private void show(First first, boolean again) {
        message.set(first.source.cutOff().orElse(""));
        source.set(Optional.of(first.source));
        if (first.shown.isEmpty()) {
            shown.set(Optional.empty());
            if (message.get().isEmpty()) {
                message.set("This file has no numbers to be shown; its tree has what it has.");
            }
            return;
        }
        if (again) {
            grown(first.shown.get());
        } else {
            begin(first.shown.get());
        }
    }

    private void begin(Shown now) {
        Slicing first = Slicing.first(now.item());
        int projection = now.keys().keys().indexOf((int) ImageKey.PROJECTION.number());
        slicing.set(projection < 0 ? first : first.at(0, projection));
        view.set(best(now.item()));
        shown.set(Optional.of(now));
        draw();
    }

    /// Who looks at the latest frame goes on to the latest.
    private void grown(Shown now) {
        Slicing before = slicing.get();
        int through = before.through();
        boolean atEnd =
                through >= 0
                        && shown.get().isPresent()
                        && shown.get().get().item().shape().size() == now.item().shape().size()
                        && before.at().get(through)
                                == shown.get().get().item().shape().get(through) - 1;
        Slicing next = before.within(now.item());
        slicing.set(
                atEnd && through < now.item().shape().size()
                        ? next.at(through, now.item().shape().get(through) - 1)
                        : next);
        shown.set(Optional.of(now));
        draw();
    }

    private static View best(Item item) {
        if (item.kind() != Item.Kind.NUMBERS || item.shape().isEmpty()) {
            return View.TABLE;
        }
        return item.shape().size() == 1 ? View.PLOT : View.IMAGE;
    }

    /// Looks whether the file has grown, and shows what has come.
    void follow() {
        Optional<Source> now = source.get();
        if (now.isEmpty() || !compared.isEmpty()) {
            return;
        }
        Path path = now.get().path();
        Optional<String> kept = shown.get().map(s -> s.item().path());
        long number = opening.get();
        reader.execute(() -> {
            OpenFile opened = file;
            // Another file may be on its way to be shown.
            boolean isShown = opened != null && opened.contents().path().equals(path);
            if (isShown && number == opening.get() && version(path) != version) {
                read(path, number, kept.or(() -> Optional.of("")));
            }
        });
    }

    private static long version(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.size() * 31 + attributes.lastModifiedTime().toMillis();
        } catch (IOException _) {
            return 0;
        }
    }

    // ---- Looking

    /// Shows a dataset of the file.
    void show(Item item) {
        if (!item.hasElements()) {
            return;
        }
        compared = List.of();
        long number = opening.get();
        reading(
                number,
                opened -> {
                    Shown now = shown(opened, item);
                    fxThread.execute(() -> {
                        if (number == opening.get()) {
                            begin(now);
                        }
                    });
                });
    }

    /// Shows the dataset in another way.
    void show(View now) {
        if (view.get() != now) {
            view.set(now);
            draw();
        }
    }

    /// Shows another part of the dataset.
    void show(Slicing now) {
        if (!now.equals(slicing.get())) {
            slicing.set(now);
            draw();
        }
    }

    /// Shows another frame, the nearest that there is.
    void showFrame(int frame) {
        int through = slicing.get().through();
        shown.get()
                .filter(_ -> through >= 0)
                .ifPresent(now -> {
                    int last = now.item().shape().get(through) - 1;
                    show(slicing.get().at(through, Math.clamp(frame, 0, Math.max(0, last))));
                });
    }

    private void draw() {
        if (shown.get().isEmpty() || !compared.isEmpty()) {
            return;
        }
        Shown now = shown.get().get();
        Slicing part = slicing.get();
        View how = view.get();
        boolean correct = corrected.get();
        long number = wish.incrementAndGet();
        reading(
                opening.get(),
                opened -> {
                    if (number != wish.get()) {
                        return;
                    }
                    Runnable show =
                            switch (how) {
                                case IMAGE -> {
                                    OpenFile.Picture picture =
                                            opened.picture(now.item(), part, now.keys(), correct);
                                    yield () -> {
                                        screen.accept(picture.shot());
                                        about.set(picture.about());
                                    };
                                }
                                case PLOT -> {
                                    OpenFile.Drawn drawn = opened.curve(now.item(), part);
                                    yield () -> plot(List.of(new Named(now.item().name(), drawn)));
                                }
                                case TABLE -> {
                                    List<String> texts =
                                            opened.contents().texts(now.item().path(), 0, 1000);
                                    yield () -> rows.set(texts);
                                }
                            };
                    fxThread.execute(() -> {
                        if (number == wish.get()) {
                            say("");
                            show.run();
                        }
                    });
                });
    }

    private void say(String sentence) {
        message.set(
                sentence.isEmpty() ? source.get().flatMap(Source::cutOff).orElse("") : sentence);
    }

    // ---- Comparing

    private record Named(String name, OpenFile.Drawn drawn) {}

    /// Shows the default curves of several files together.
    void compare(List<Path> paths) {
        long number = opening.incrementAndGet();
        var _ = wish.incrementAndGet();
        compared = List.copyOf(paths);
        recoverable.set(Optional.empty());
        reader.execute(() -> {
            List<Named> curves = new ArrayList<>();
            List<String> without = new ArrayList<>();
            for (Path path : paths) {
                String name = String.valueOf(path.getFileName());
                try (OpenFile each = new OpenFile(path)) {
                    each.curve()
                            .ifPresentOrElse(
                                    drawn -> curves.add(new Named(name, drawn)),
                                    () -> without.add(name + " plots no curve"));
                } catch (ProductException unreadable) {
                    without.add(String.valueOf(unreadable.getMessage()));
                }
            }
            fxThread.execute(() -> {
                if (number == opening.get()) {
                    view.set(View.PLOT);
                    plot(curves);
                    message.set(String.join("; ", without));
                }
            });
        });
    }

    private void plot(List<Named> curves) {
        List<Curve> shownCurves = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            shownCurves.add(
                    new Curve(
                            curves.get(i).name(),
                            curves.get(i).drawn().trace(),
                            i % Curve.SERIES + 1,
                            i == 0));
        }
        if (!curves.isEmpty()) {
            plot.label(curves.getFirst().drawn().x(), curves.getFirst().drawn().y());
        }
        plot.show(shownCurves);
    }

    // ---- The tree

    /// Reads the nodes of a group.
    void items(String group, Consumer<List<Item>> then) {
        reading(
                opening.get(),
                opened -> {
                    List<Item> items = opened.contents().items(group);
                    fxThread.execute(() -> then.accept(items));
                });
    }

    /// Reads the attributes of a node.
    void attributes(String item, Consumer<Map<String, String>> then) {
        reading(
                opening.get(),
                opened -> {
                    Map<String, String> attributes = opened.contents().attributes(item);
                    fxThread.execute(() -> then.accept(attributes));
                });
    }

    /// Works with the open file, unless another one has been asked for meanwhile.
    private void reading(long number, Consumer<OpenFile> work) {
        reader.execute(() -> {
            OpenFile opened = file;
            if (opened == null || number != opening.get()) {
                return;
            }
            try {
                work.accept(opened);
            } catch (ProductException | IllegalArgumentException unreadable) {
                String sentence = String.valueOf(unreadable.getMessage());
                fxThread.execute(() -> {
                    if (number == opening.get()) {
                        say(sentence);
                    }
                });
            }
        });
    }

    private void shut() {
        OpenFile before = file;
        file = null;
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void close() {
        var _ = opening.incrementAndGet();
        reader.execute(this::shut);
    }
}
