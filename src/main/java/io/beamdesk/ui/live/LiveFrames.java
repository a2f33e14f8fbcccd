package io.beamdesk.ui.live;

import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.plot.MapModel;
import io.beamdesk.ui.plot.PlotModel;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The frames of the latest run: the last of them as a picture, and of a tomography one row of every
/// projection as a sinogram.
public final class LiveFrames {
    private final MapModel sinogram = new MapModel();
    private final FrameSlot slot;
    private final ReadOnlyObjectWrapper<Optional<RunFrame>> latest =
            new ReadOnlyObjectWrapper<>(this, "latest", Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> present =
            new ReadOnlyObjectWrapper<>(this, "present", false);
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final ReadOnlyStringWrapper absence = new ReadOnlyStringWrapper(this, "absence", "");
    private volatile Optional<Radiographs> radiographs = Optional.empty();

    /// Where the pixels of the last frame are, if they have not come here.
    private volatile String elsewhere = "";

    private boolean tomography;

    LiveFrames(Pulse pulse) {
        sinogram.hang();
        slot = new FrameSlot(pulse, made -> latest.set(Optional.of(made)));
        shown.subscribe(() -> slot.setWanted(shown.get()));
    }

    /// Takes the frames out of a document, on any thread.
    ///
    /// @return the document without them, for whoever wants the rest
    Document accept(Document document) {
        return switch (document) {
            case RunStart start -> {
                radiographs = Radiographs.of(start);
                elsewhere = "";
                yield start;
            }
            case Event event -> {
                radiographs.ifPresent(
                        r -> r.accept(event).ifPresent(p -> slot.offer(() -> corrected(r, p))));
                yield event;
            }
            case StreamDatum datum -> {
                if (!datum.frames().isEmpty()) {
                    Frame last = datum.frames().getLast();
                    int number = datum.firstSeqNum() + datum.frames().size() - 1;
                    elsewhere = last.elsewhere().map(at -> words(last, at)).orElse("");
                    if (elsewhere.isEmpty()) {
                        radiographs.ifPresentOrElse(
                                r -> r.accept(last, number), () -> slot.offer(last));
                    }
                }
                yield new StreamDatum(
                        datum.uid(),
                        datum.streamResource(),
                        datum.descriptor(),
                        datum.start(),
                        datum.stop(),
                        datum.firstSeqNum(),
                        List.of());
            }
            case Document other -> other;
        };
    }

    private static String words(Frame frame, Frame.Elsewhere at) {
        return "No picture: the detector writes its frames itself. Frame %d, %d × %d, is number %d in %s, which can be read after the run; Align shows what the camera sees."
                .formatted(
                        frame.uniqueId(),
                        frame.columns(),
                        frame.rows(),
                        at.index() + 1,
                        at.file().getFileName());
    }

    private static RunFrame corrected(Radiographs run, Radiographs.Projection projection) {
        return RunFrame.of(
                run.corrected(projection.frame()),
                projection.field().words() + ", at " + Figures.of(projection.angle(), 3) + "°");
    }

    /// Forgets the frames of the run before.
    void begin(RunStart start) {
        present.set(false);
        latest.set(Optional.empty());
        absence.set("");
        sinogram.clear();
        // A tomography is looked at as pictures; whatever comes after it is not.
        boolean pictures = Radiographs.of(start).isPresent();
        if (pictures != tomography) {
            tomography = pictures;
            shown.set(pictures);
        }
    }

    /// Notes that the run takes frames.
    void arrived() {
        present.set(true);
        absence.set(elsewhere);
    }

    /// Brings the sinogram up to what was measured.
    void draw() {
        if (!tomography) {
            return;
        }
        radiographs
                .flatMap(Radiographs::sinogram)
                .ifPresent(raster -> {
                    if (sinogram.raster().filter(r -> r == raster).isPresent()) {
                        sinogram.changed();
                    } else {
                        sinogram.show(raster, new PlotModel.Axis("absorption", "", 3));
                    }
                });
    }

    /// Whether the latest run is a tomography.
    public boolean isTomography() {
        return tomography;
    }

    /// One row of every projection of a tomography.
    public MapModel sinogram() {
        return sinogram;
    }

    /// The row that the sinogram is made of, -1 before the first projection.
    public int row() {
        return radiographs.map(Radiographs::row).orElse(-1);
    }

    /// Takes the sinogram from another row, from the next projection on.
    public void chooseRow(int row) {
        radiographs.ifPresent(r -> r.setRow(row));
        sinogram.clear();
    }

    /// Whether the latest run takes frames.
    public ReadOnlyObjectProperty<Boolean> presentProperty() {
        return present.getReadOnlyProperty();
    }

    /// Whether the latest frame is to be shown.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Why there is no picture of the latest frame, and where it is; empty if there is one.
    ReadOnlyStringProperty absenceProperty() {
        return absence.getReadOnlyProperty();
    }

    /// The latest frame for the picture.
    public ReadOnlyObjectProperty<Optional<RunFrame>> latestProperty() {
        return latest.getReadOnlyProperty();
    }
}
