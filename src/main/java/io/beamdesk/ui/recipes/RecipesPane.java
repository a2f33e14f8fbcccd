package io.beamdesk.ui.recipes;

import io.beamdesk.ui.fx.Pane;
import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.Node;

/// Recipes in the navigation. What was typed stays while another pane is in view.
public final class RecipesPane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Recipes";

    /// Its icon there.
    public static final String ICON = "mdi2c-clipboard-list-outline";

    private final RecipesViewModel model;
    private final ZoneId zone;
    private final Runnable started;
    private Optional<RecipesView> view = Optional.empty();

    /// @param model shelf, form and check
    /// @param zone time zone of the times shown
    /// @param started called after a run was started
    public RecipesPane(RecipesViewModel model, ZoneId zone, Runnable started) {
        this.model = model;
        this.zone = zone;
        this.started = started;
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
        RecipesView built = new RecipesView(model, zone, started);
        view = Optional.of(built);
        return built.root();
    }

    @Override
    public void shown() {
        // Axes have moved and PVs come and gone since it was seen last.
        model.shelf().reload();
        model.check();
        engineChanged();
    }

    /// Looks again whether a run can be started.
    public void engineChanged() {
        view.ifPresent(RecipesView::engineChanged);
    }
}
