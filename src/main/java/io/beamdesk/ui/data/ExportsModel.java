package io.beamdesk.ui.data;

import io.beamdesk.app.Exports;
import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.ExportException;
import io.beamdesk.export.Progress;
import io.beamdesk.export.Terms;
import io.beamdesk.export.UnknownServerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The exports that were begun in this window, several at once, the newest last. The JavaFX thread alone;
/// files and servers are waited for elsewhere.
final class ExportsModel implements AutoCloseable {
    private final DataDesk desk;
    private final Executor background;
    private final Executor fxThread;
    private final ObservableList<ExportRun> runs = FXCollections.observableArrayList();
    private final List<String> used = new ArrayList<>();
    private Asking asking = new Nobody();
    private boolean closed;

    /// Asks the person at the window; on the JavaFX thread.
    interface Asking {
        /// A password or a passphrase.
        ///
        /// @return empty if they would not say
        char[] secret(String what);

        /// Whether a server that is not known has the fingerprint that its administrators give.
        boolean trust(String server, String fingerprint);
    }

    private static final class Nobody implements Asking {
        @Override
        public char[] secret(String what) {
            return new char[0];
        }

        @Override
        public boolean trust(String server, String fingerprint) {
            return false;
        }
    }

    ExportsModel(DataDesk desk, Executor background, Executor fxThread) {
        this.desk = desk;
        this.background = background;
        this.fxThread = fxThread;
    }

    /// Whom to ask.
    void askAt(Asking now) {
        asking = now;
    }

    ObservableList<ExportRun> runs() {
        return runs;
    }

    /// Where to: what was used last comes first, then what the beamline file has.
    List<String> destinations() {
        List<String> all = new ArrayList<>(used);
        desk.destinations().stream().filter(each -> !all.contains(each)).forEach(all::add);
        return all;
    }

    /// Why a destination is none, in one sentence; empty if it may be one.
    static String problem(String to) {
        try {
            if (!to.isBlank()) {
                var _ = Destination.parse(to.strip());
            }
            return "";
        } catch (ExportException wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }

    /// Begins an export.
    void start(List<Path> products, ExportRun.Wish wish) {
        used.remove(wish.to());
        used.addFirst(wish.to());
        ExportRun run = new ExportRun(products, wish);
        runs.add(run);
        begin(run, Optional.empty());
    }

    /// Exports the same again, in place of an export that has ended; what is there is not sent again.
    void again(ExportRun before) {
        ExportRun run = new ExportRun(before.products(), before.wish());
        runs.set(runs.indexOf(before), run);
        begin(run, Optional.empty());
    }

    /// Takes an export that has ended off the list.
    void dismiss(ExportRun run) {
        runs.remove(run);
    }

    private void begin(ExportRun run, Optional<String> accepted) {
        background.execute(() -> {
            try {
                ExportRun.Wish wish = run.wish();
                Terms terms = Exports.terms(wish.parallel(), wish.bytesPerSecond(), accepted);
                Export export =
                        desk.export(
                                run.products(), Destination.parse(wish.to()), terms, this::secret);
                fxThread.execute(() -> run.follow(export));
                Progress end = export.ended().get();
                String remark = noted(export);
                fxThread.execute(() -> run.ended(end, remark));
            } catch (ExecutionException failed) {
                refused(run, Objects.requireNonNullElse(failed.getCause(), failed));
            } catch (RuntimeException refused) {
                refused(run, refused);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Notes the copies; what there is to say of that.
    private String noted(Export export) {
        try {
            return export.checksums().isEmpty() || desk.exported(export) > 0
                    ? ""
                    : "on the same disk, which is no copy for the data policy";
        } catch (RuntimeException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    private void refused(ExportRun run, Throwable why) {
        fxThread.execute(() -> {
            if (why instanceof UnknownServerException server
                    && !closed
                    && asking.trust(server.server(), server.fingerprint())) {
                begin(run, Optional.of(server.fingerprint()));
            } else {
                run.failed(String.valueOf(why.getMessage()));
            }
        });
    }

    /// Asked by a thread of an export, which waits for the person.
    private char[] secret(String what) {
        CompletableFuture<char[]> answer = new CompletableFuture<>();
        fxThread.execute(() -> answer.complete(closed ? new char[0] : asking.secret(what)));
        try {
            return answer.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new char[0];
        } catch (ExecutionException _) {
            return new char[0];
        }
    }

    /// Shows how far they are.
    void tick() {
        runs.forEach(ExportRun::tick);
    }

    /// Calls off what is under way.
    @Override
    public void close() {
        closed = true;
        runs.forEach(ExportRun::cancel);
    }
}
