package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Settings;
import io.beamdesk.ui.align.AlignCard;
import io.beamdesk.ui.align.AlignPane;
import io.beamdesk.ui.align.AlignViewModel;
import io.beamdesk.ui.align.CountingCard;
import io.beamdesk.ui.align.CountingViewModel;
import io.beamdesk.ui.align.PictureControls;
import io.beamdesk.ui.align.Sight;
import io.beamdesk.ui.align.TrendCard;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.live.CountersModel;
import io.beamdesk.ui.recipes.RecipeShelf;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// Align on a desk whose beamline file names an alignment camera: its place in the navigation, and what it
/// works with, which is made when it is first needed.
final class DeskAlignment implements Pane, AutoCloseable {
    private final Supplier<Works> making;
    private @Nullable Works works;

    private DeskAlignment(Supplier<Works> making) {
        this.making = making;
    }

    /// What Align works with.
    private static final class Works {
        private final AlignViewModel model;
        private final List<Runnable> closing = new ArrayList<>();
        private final AlignPane pane;

        private Works(
                Sight sight,
                Desk desk,
                Optional<CountersModel> counters,
                RecipeShelf shelf,
                Pulse pulse,
                InstantSource clock,
                Executor back) {
            model =
                    new AlignViewModel(
                            sight, clock, () -> FxPulse.isLow(pulse), back, Platform::runLater);
            Supplier<Optional<String>> held = model.sight()::busy;
            AlignSettings settings = new AlignSettings(desk, held, pulse, clock);
            model.busyProperty().subscribe(_ -> settings.look());
            closing.add(settings::close);
            List<AlignCard> below = new ArrayList<>();
            counters.ifPresent(c ->
                    below.add(
                            new TrendCard(c, c.counters().getFirst(), () -> FxPulse.isLow(pulse))));
            List<AlignCard> beside = new ArrayList<>();
            AlignCounting.wires(desk.beamline())
                    .ifPresent(wires -> {
                        CountingViewModel counting =
                                new CountingViewModel(
                                        wires, held, desk.pvs(), pulse, clock, Platform::runLater);
                        closing.add(counting::close);
                        beside.add(new CountingCard(counting));
                    });
            settings.light().ifPresent(beside::add);
            AlignTools tools = new AlignTools(desk, model, settings.motors(), shelf, pulse, back);
            closing.add(tools::close);
            beside.add(tools.card());
            pane =
                    new AlignPane(
                            model,
                            new PictureControls(
                                    settings.keys(model.sight()),
                                    new DeskPictures(desk, held, back),
                                    back,
                                    clock),
                            below,
                            beside);
        }
    }

    /// @return empty if there is no alignment camera
    static Optional<DeskAlignment> of(
            Desk desk,
            Settings settings,
            Optional<CountersModel> counters,
            RecipeShelf shelf,
            Pulse pulse,
            InstantSource clock,
            Executor background) {
        return DeskMicroscope.of(desk, settings, background)
                .map(sight ->
                        new DeskAlignment(() ->
                                new Works(sight, desk, counters, shelf, pulse, clock, background)));
    }

    /// From now on what is measured is seen, whether Align was shown before or not.
    void follow() {
        var _ = pane();
    }

    private AlignPane pane() {
        Works there = works;
        if (there == null) {
            there = making.get();
            works = there;
        }
        return there.pane;
    }

    @Override
    public String title() {
        return AlignPane.TITLE;
    }

    @Override
    public String icon() {
        return AlignPane.ICON;
    }

    @Override
    public Node content() {
        return pane().content();
    }

    @Override
    public void shown() {
        pane().shown();
    }

    @Override
    public void hidden() {
        pane().hidden();
    }

    @Override
    public void close() {
        if (works != null) {
            works.model.close();
            works.closing.forEach(Runnable::run);
        }
    }
}
