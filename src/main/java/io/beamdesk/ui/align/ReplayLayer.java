package io.beamdesk.ui.align;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.replay.Replay;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.Zoom;
import io.beamdesk.ui.fx.Parts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Says on the picture itself that it is a replay, and of what: it is in the whole screen and in a kept
/// view, too.
final class ReplayLayer implements Overlay {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final double EDGE = 16;

    /// The corners of the picture have the line above.
    private static final double BELOW_CORNERS = 52;

    private final AlignViewModel model;
    private final CameraView camera;
    private final Label plate = Parts.label("", "image-plate", "replay-plate");

    ReplayLayer(AlignViewModel model, CameraView camera) {
        this.model = model;
        this.camera = camera;
        plate.setId("align-replay-plate");
    }

    @Override
    public Node node() {
        return plate;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        Optional<Replay> replay = model.replayProperty().get();
        Optional<CameraView.Shown> shown = camera.shownProperty().get();
        plate.setVisible(replay.isPresent() && shown.isPresent());
        if (plate.isVisible()) {
            plate.setText(words(replay.orElseThrow(), shown.orElseThrow().frame()));
            plate.autosize();
            plate.resize(Math.min(plate.getWidth(), width - 2 * EDGE), plate.getHeight());
            plate.relocate(Math.rint((width - plate.getWidth()) / 2), BELOW_CORNERS);
        }
    }

    /// `REPLAY  loops.h5  frame 12 of 200  2026-03-04 05:06:07.125`, in the time of this place.
    static String words(Replay replay, FrameEvent.Shot shot) {
        return "REPLAY  "
                + replay.name()
                + "  frame "
                + shot.uniqueId()
                + " of "
                + replay.count()
                + "  "
                + shot.taken()
                        .map(taken -> TIME.withZone(ZoneId.systemDefault()).format(taken))
                        .orElse("no time recorded");
    }
}
