package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Ticker;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;

/// Align in the navigation.
public final class AlignPane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Align";

    /// Its icon there.
    public static final String ICON = "mdi2c-crosshairs";

    private final AlignViewModel model;
    private final PictureControls controls;
    private final List<AlignCard> below;
    private final List<AlignCard> beside;
    private final Ticker ticking;

    /// @param model the camera and its crosshair
    /// @param controls what the picture's keys and tools act on
    /// @param below cards under the picture
    /// @param beside cards on its right, the most important first; the last one takes what room is left
    public AlignPane(
            AlignViewModel model,
            PictureControls controls,
            List<AlignCard> below,
            List<AlignCard> beside) {
        this.model = model;
        this.controls = controls;
        this.below = List.copyOf(below);
        this.beside = List.copyOf(beside);
        ticking = new Ticker(this::tick);
    }

    private Stream<AlignCard> cards() {
        return Stream.concat(below.stream(), beside.stream());
    }

    private void tick() {
        model.tick();
        cards().forEach(AlignCard::tick);
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return ICON;
    }

    @Override
    public Node content() {
        Node root =
                new AlignView(
                                model,
                                controls,
                                below.stream().map(AlignCard::build).toList(),
                                beside.stream().map(AlignCard::build).toList())
                        .root();
        cards().forEach(card ->
                card.keys().forEach((keys, action) -> Parts.accelerator(root, keys, action)));
        return root;
    }

    @Override
    public void shown() {
        model.setShown(true);
        cards().forEach(card -> card.setShown(true));
        ticking.start();
    }

    @Override
    public void hidden() {
        ticking.stop();
        model.setShown(false);
        cards().forEach(card -> card.setShown(false));
    }
}
