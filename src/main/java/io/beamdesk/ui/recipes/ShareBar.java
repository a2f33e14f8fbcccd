package io.beamdesk.ui.recipes;

import io.beamdesk.engine.Forecast.Share;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// One bar that divides the time of a run into what it is spent on.
final class ShareBar extends Region {
    private static final List<Share> ORDER = List.of(Share.COUNTING, Share.SETTLING, Share.MOVING);

    private Map<Share, Duration> shares = Map.of();

    ShareBar() {
        getStyleClass().add("share-bar");
        for (Share share : ORDER) {
            Region part = new Region();
            part.getStyleClass().add(style(share));
            part.setManaged(false);
            getChildren().add(part);
        }
    }

    static String word(Share share) {
        return switch (share) {
            case COUNTING -> "counting";
            case SETTLING -> "settling";
            case MOVING -> "moving";
        };
    }

    private static String style(Share share) {
        return switch (share) {
            case COUNTING -> "share-1";
            case SETTLING -> "share-3";
            case MOVING -> "share-2";
        };
    }

    static Node legend(Share share, Duration time) {
        Region square = new Region();
        square.getStyleClass().addAll("share-square", style(share));
        HBox entry =
                new HBox(square, Parts.label(word(share)), Parts.label(Figures.time(time), "mono"));
        entry.getStyleClass().add("share-entry");
        return entry;
    }

    void show(Map<Share, Duration> now) {
        shares = now;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double total = shares.values().stream().mapToDouble(Duration::toNanos).sum();
        double at = 0;
        for (int i = 0; i < ORDER.size(); i++) {
            double width =
                    total == 0
                            ? 0
                            : getWidth()
                                    * shares.getOrDefault(ORDER.get(i), Duration.ZERO).toNanos()
                                    / total;
            // Rounded at both ends alike, so that neighbours meet without a gap or an overlap.
            double left = Math.round(at);
            double right = Math.round(at + width);
            getChildren()
                    .get(i)
                    .resizeRelocate(
                            left,
                            0,
                            Math.max(0, right - left - (right < getWidth() ? 1 : 0)),
                            getHeight());
            at += width;
        }
    }
}
