package io.beamdesk.ui.fx;

import javafx.scene.layout.Region;

/// A bar that is filled from the left; a new share lays out nothing but the bar.
public final class ProgressTrack extends Region {
    private final Region bar = new Region();
    private double share;

    /// An empty bar.
    public ProgressTrack() {
        getStyleClass().add("progress-track");
        bar.getStyleClass().add("bar");
        bar.setManaged(false);
        getChildren().add(bar);
    }

    /// Fills this share, 0 to 1.
    public void setShare(double share) {
        this.share = Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1);
        place();
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    private void place() {
        bar.resizeRelocate(1, 1, Math.round((getWidth() - 2) * share), getHeight() - 2);
    }
}
