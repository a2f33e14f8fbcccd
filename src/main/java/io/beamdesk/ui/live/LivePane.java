package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;

/// Live in the navigation; its badge says how far the run is.
public final class LivePane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Live";

    /// Its icon there.
    public static final String ICON = "mdi2c-chart-line-variant";

    private final LiveViewModel model;
    private final MoveTo moveTo;
    private final Optional<CountersModel> counters;
    private final ZoneId zone;
    private final Runnable openRecipes;
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);

    /// @param model runs and curves
    /// @param moveTo what sends the axis somewhere
    /// @param counters the beamline's counters, if it has any
    /// @param zone time zone of the times shown
    /// @param openRecipes leads to the Recipes pane
    public LivePane(
            LiveViewModel model,
            MoveTo moveTo,
            Optional<CountersModel> counters,
            ZoneId zone,
            Runnable openRecipes) {
        this.model = model;
        this.moveTo = moveTo;
        this.counters = counters;
        this.zone = zone;
        this.openRecipes = openRecipes;
        model.revisionProperty().subscribe(this::refreshBadge);
        model.holdProperty().subscribe(this::refreshBadge);
        refreshBadge();
    }

    private void refreshBadge() {
        Optional<LiveRun> run = model.current().filter(r -> r.stop().isEmpty());
        if (run.isPresent() && model.holdProperty().get().isPresent()) {
            badge.set(new Badge("", "mdi2p-pause", "alarm-minor"));
        } else {
            badge.set(
                    run.filter(r -> r.expected().orElse(0) > 0)
                            .map(r ->
                                    new Badge(
                                            100 * r.points() / r.expected().orElse(1) + "%",
                                            "",
                                            "running"))
                            .orElse(Badge.NONE));
        }
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
        return new LiveView(
                        model,
                        moveTo,
                        counters.map(c -> new CountersCard(c).root()),
                        zone,
                        openRecipes)
                .root();
    }

    @Override
    public void shown() {
        model.setDrawn(true);
        counters.ifPresent(c -> c.setShown(true));
    }

    @Override
    public void hidden() {
        model.setDrawn(false);
        counters.ifPresent(c -> c.setShown(false));
    }

    @Override
    public ReadOnlyObjectProperty<Badge> badge() {
        return badge.getReadOnlyProperty();
    }
}
