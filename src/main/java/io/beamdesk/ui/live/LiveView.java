package io.beamdesk.ui.live;

import atlantafx.base.controls.ToggleSwitch;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import java.time.ZoneId;
import java.util.Optional;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Live pane: the plot left; runs, peak and counters right.
public final class LiveView {
    private final LiveViewModel model;
    private final Plot plot;
    private final Label title = Parts.label("", "medium");
    private final Label detail = Parts.label("", "muted");
    private final Label plotTitle = Parts.label("", "card-title");
    private final Label cursorX = Parts.label("", "mono", "bold");
    private final Label cursorUnit = Parts.label("", "muted");
    private final Label cursorName = Parts.label("");
    private final Label cursorY = Parts.label("", "mono", "bold");
    private final Label slopeName = Parts.label("");
    private final Label slopeY = Parts.label("", "mono", "bold");
    private final ToggleSwitch follow = new ToggleSwitch("Follow the scan");
    private final Button frameButton = new Button();
    private final VBox root;

    /// Builds the pane.
    ///
    /// @param model runs and curves
    /// @param moveTo what sends the axis somewhere
    /// @param counters card of the counters, empty without any
    /// @param zone time zone of the times shown
    /// @param openRecipes leads to where a first run begins
    public LiveView(
            LiveViewModel model,
            MoveTo moveTo,
            Optional<Node> counters,
            ZoneId zone,
            Runnable openRecipes) {
        this.model = model;
        plot = new Plot(model.curves().plot());
        frameButton.setGraphic(Parts.icon("mdi2i-image-outline"));
        frameButton.setOnAction(
                _ -> model.frames().shownProperty().set(!model.frames().shownProperty().get()));
        Plot slope = new Plot(model.curves().spectrum().slope());
        slope.getStyleClass().add("slope-plot");
        slope.align(plot);
        VBox plotCard = Parts.card(plotHeader(), plot, slope, footer());
        VBox.setVgrow(plot, Priority.ALWAYS);
        model.curves()
                .spectrum()
                .slope()
                .revisionProperty()
                .subscribe(() -> {
                    boolean spectrum = !model.curves().spectrum().slope().curves().isEmpty();
                    slope.setVisible(spectrum);
                    slope.setManaged(spectrum);
                });
        Node frame = new FrameView(model, "Latest frame").root();
        Node tomography = new TomographyView(model).root();
        Node empty = emptyState(openRecipes);
        Node map = new MapView(model).root();
        StackPane main = new StackPane(plotCard, map, frame, tomography, empty);
        HBox.setHgrow(main, Priority.ALWAYS);
        main.setMinWidth(0);
        Node peak = new PeakCard(model, moveTo).root();
        VBox side =
                new VBox(new RunsCard(model, zone).root(), peak, new MapCard(model, moveTo).root());
        counters.ifPresent(side.getChildren()::add);
        side.getStyleClass().addAll("card-column", "live-side");
        HBox cards = new HBox(main, side);
        cards.getStyleClass().add("card-row");
        VBox.setVgrow(cards, Priority.ALWAYS);
        HBox bar = Parts.paneBar("Live", title, detail, Parts.spacer(), frameButton);
        root = new VBox(bar, cards);
        root.getStyleClass().addAll("pane", "live-pane");

        Runnable refresh =
                () -> {
                    boolean any = model.current().isPresent();
                    boolean shown =
                            model.frames().shownProperty().get()
                                    && model.frames().presentProperty().get();
                    empty.setVisible(!any);
                    boolean mapped = model.session().map().isPresent();
                    plotCard.setVisible(any && !shown && !mapped);
                    map.setVisible(any && !shown && mapped);
                    boolean curves = !mapped && !(shown && model.frames().isTomography());
                    peak.setVisible(curves);
                    peak.setManaged(curves);
                    frame.setVisible(any && shown && !model.frames().isTomography());
                    tomography.setVisible(any && shown && model.frames().isTomography());
                    frameButton.setText(
                            shown
                                    ? (model.session().map().isPresent()
                                            ? "Show the map"
                                            : "Show the plot")
                                    : model.frames().isTomography()
                                            ? "Show the projection"
                                            : "Show the frame");
                    refreshTitle();
                    refreshPlotTitle();
                };
        model.revisionProperty().subscribe(refresh);
        model.frames().shownProperty().subscribe(refresh);
        model.frames()
                .presentProperty()
                .subscribe(has -> {
                    frameButton.setVisible(has);
                    frameButton.setManaged(has);
                });
        model.choiceProperty().subscribe(this::refreshPlotTitle);
        model.curves().plot().cursorProperty().subscribe(this::refreshCursor);
        model.curves().spectrum().slope().cursorProperty().subscribe(this::refreshCursor);
        model.curves()
                .plot()
                .revisionProperty()
                .subscribe(() -> follow.setSelected(!model.curves().plot().isZoomed()));
        refresh.run();
        refreshPlotTitle();
        refreshCursor();
    }

    /// What to show.
    public Node root() {
        return root;
    }

    /// The plot, for the keyboard focus.
    public Plot plot() {
        return plot;
    }

    private HBox plotHeader() {
        follow.setSelected(true);
        follow.setLabelPosition(HorizontalDirection.RIGHT);
        follow.setId("follow");
        follow.setTooltip(
                new Tooltip("Shows every point as it is measured; off keeps the view as it is"));
        follow.selectedProperty()
                .subscribe(on -> {
                    PlotModel plotted = model.curves().plot();
                    if (on && plotted.isZoomed()) {
                        plotted.reset();
                    } else if (!on && !plotted.isZoomed()) {
                        plotted.zoom(plotted.viewX(), plotted.viewY());
                    }
                });
        HBox header =
                new HBox(
                        plotTitle,
                        Parts.spacer(),
                        new QuantityChoice(model, "plot-").root(),
                        follow,
                        Parts.iconButton(
                                "mdi2m-magnify-plus-outline",
                                "Zoom in (+)",
                                () -> plot.zoomCentre(0.7)),
                        Parts.iconButton(
                                "mdi2m-magnify-minus-outline",
                                "Zoom out (−)",
                                () -> plot.zoomCentre(1 / 0.7)),
                        Parts.iconButton(
                                "mdi2f-fit-to-screen-outline",
                                "Show everything (0, or double-click)",
                                () -> model.curves().plot().reset()));
        header.getStyleClass().add("card-header");
        return header;
    }

    private HBox footer() {
        HBox place = new HBox(cursorX, cursorUnit);
        HBox value = new HBox(cursorName, cursorY);
        place.getStyleClass().add("figure-unit");
        HBox slope = new HBox(slopeName, slopeY);
        value.getStyleClass().add("name-figure");
        slope.getStyleClass().add("name-figure");
        HBox footer =
                new HBox(
                        Parts.label("Cursor", "muted"),
                        place,
                        value,
                        slope,
                        Parts.spacer(),
                        Parts.label(
                                "Arrows step the cursor by a point, double-click resets the zoom",
                                "muted",
                                "footer-hint"));
        footer.getStyleClass().add("card-footer");
        return footer;
    }

    private static Node emptyState(Runnable openRecipes) {
        VBox words =
                new VBox(
                        Parts.icon("mdi2c-chart-line", "empty-icon"),
                        Parts.label("No run yet in this session", "text-m", "semibold"),
                        Parts.label(
                                "Choose a recipe and press Run now; its points appear here as they are measured.",
                                "muted"),
                        Parts.button("Open Recipes", "mdi2c-clipboard-text-outline", openRecipes));
        words.getStyleClass().addAll("card", "empty-state");
        return words;
    }

    private void refreshTitle() {
        Optional<LiveRun> run = model.current();
        title.setText(run.map(LiveRun::title).orElse(""));
        detail.setText(run.map(LiveView::about).orElse(""));
    }

    private static String about(LiveRun run) {
        String scan = run.number().isEmpty() ? "" : "scan " + run.number() + ", ";
        return scan
                + (run.expected().isPresent()
                        ? run.points() + " of " + run.expected().getAsInt() + " points"
                        : run.points() + " points");
    }

    private void refreshCursor() {
        Optional<PlotModel.Cursor> at = model.curves().plot().cursorProperty().get();
        PlotModel.Axis x = model.curves().plot().xAxis();
        PlotModel.Axis y = model.curves().plot().yAxis();
        cursorX.setText(at.map(c -> Figures.of(c.x(), x.precision())).orElse(Figures.DASH));
        cursorUnit.setText(at.isPresent() ? x.units() : "");
        cursorName.setText(at.map(c -> c.curve().name()).orElse(""));
        cursorY.setText(at.map(c -> Figures.of(c.y(), y.precision())).orElse(""));
        Optional<PlotModel.Cursor> below = model.curves().spectrum().slope().cursorProperty().get();
        slopeName.setText(below.map(c -> c.curve().name()).orElse(""));
        slopeY.setText(below.map(c -> Figures.of(c.y(), 4)).orElse(""));
    }

    private void refreshPlotTitle() {
        Optional<Quantity.Choice> chosen = model.choiceProperty().get();
        plotTitle.setText(
                chosen.map(c ->
                                model.curves().spectrum().slope().curves().isEmpty()
                                        ? c.name()
                                                + " against "
                                                + model.curves().plot().xAxis().title()
                                        : "Absorption and derivative")
                        .orElse(""));
    }
}
