package io.beamdesk.ui.live;

import atlantafx.base.controls.ToggleSwitch;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The Live pane: the plot left; runs, peak and counters right.
public final class LiveView {
    private static final int MOST_SEGMENTS = 4;

    private final LiveViewModel model;
    private final Plot plot;
    private final Label title = Parts.label("", "medium");
    private final Label detail = Parts.label("", "muted");
    private final Label plotTitle = Parts.label("", "card-title");
    private final StackPane chooser = new StackPane();
    private final Label cursorX = Parts.label("", "mono", "bold");
    private final Label cursorUnit = Parts.label("", "muted");
    private final Label cursorName = Parts.label("");
    private final Label cursorY = Parts.label("", "mono", "bold");
    private final ToggleSwitch follow = new ToggleSwitch("Follow the scan");
    private final Button frameButton = new Button();
    private final VBox root;
    private final Map<String, ToggleButton> segments = new HashMap<>();
    private List<Quantity.Choice> offered = List.of();

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
        plot = new Plot(model.plot());
        frameButton.setGraphic(Parts.icon("mdi2i-image-outline"));
        frameButton.setOnAction(
                _ -> model.frameShownProperty().set(!model.frameShownProperty().get()));
        VBox plotCard = Parts.card(plotHeader(), plot, footer());
        VBox.setVgrow(plot, Priority.ALWAYS);
        Node frame = new FrameView(model).root();
        Node empty = emptyState(openRecipes);
        StackPane main = new StackPane(plotCard, frame, empty);
        HBox.setHgrow(main, Priority.ALWAYS);
        main.setMinWidth(0);
        VBox side = new VBox(new RunsCard(model, zone).root(), new PeakCard(model, moveTo).root());
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
                            model.frameShownProperty().get() && model.hasFramesProperty().get();
                    empty.setVisible(!any);
                    plotCard.setVisible(any && !shown);
                    frame.setVisible(any && shown);
                    frameButton.setText(shown ? "Show the plot" : "Show the frame");
                    refreshTitle();
                };
        model.revisionProperty().subscribe(refresh);
        model.frameShownProperty().subscribe(refresh);
        model.hasFramesProperty()
                .subscribe(has -> {
                    frameButton.setVisible(has);
                    frameButton.setManaged(has);
                });
        model.choicesProperty().subscribe(this::refreshChooser);
        model.choiceProperty().subscribe(this::refreshChooser);
        model.plot().cursorProperty().subscribe(this::refreshCursor);
        model.plot()
                .revisionProperty()
                .subscribe(() -> follow.setSelected(!model.plot().isZoomed()));
        refresh.run();
        refreshChooser();
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
                    PlotModel plotted = model.plot();
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
                        chooser,
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
                                () -> model.plot().reset()));
        header.getStyleClass().add("card-header");
        return header;
    }

    private HBox footer() {
        HBox place = new HBox(cursorX, cursorUnit);
        HBox value = new HBox(cursorName, cursorY);
        place.getStyleClass().add("figure-unit");
        value.getStyleClass().add("name-figure");
        HBox footer =
                new HBox(
                        Parts.label("Cursor", "muted"),
                        place,
                        value,
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
        Optional<PlotModel.Cursor> at = model.plot().cursorProperty().get();
        PlotModel.Axis x = model.plot().xAxis();
        PlotModel.Axis y = model.plot().yAxis();
        cursorX.setText(at.map(c -> Figures.of(c.x(), x.precision())).orElse(Figures.DASH));
        cursorUnit.setText(at.isPresent() ? x.units() : "");
        cursorName.setText(at.map(c -> c.curve().name()).orElse(""));
        cursorY.setText(at.map(c -> Figures.of(c.y(), y.precision())).orElse(""));
    }

    private void refreshChooser() {
        List<Quantity.Choice> choices = model.choicesProperty().get();
        Optional<Quantity.Choice> chosen = model.choiceProperty().get();
        plotTitle.setText(
                chosen.map(c -> c.name() + " against " + model.plot().xAxis().title()).orElse(""));
        if (!choices.equals(offered)) {
            offered = choices;
            segments.clear();
            chooser.getChildren().clear();
            if (choices.size() > MOST_SEGMENTS) {
                chooser.getChildren().add(list(choices));
            } else if (choices.size() > 1) {
                chooser.getChildren().add(segments(choices));
            }
        }
        segments.forEach((name, button) ->
                button.setSelected(chosen.filter(c -> c.name().equals(name)).isPresent()));
    }

    private Node segments(List<Quantity.Choice> choices) {
        ToggleButton[] buttons = new ToggleButton[choices.size()];
        for (int i = 0; i < buttons.length; i++) {
            Quantity.Choice choice = choices.get(i);
            buttons[i] = new ToggleButton(choice.name());
            buttons[i].setMnemonicParsing(false); // a column may have an underscore in its name
            buttons[i].setId("plot-" + choice.name());
            segments.put(choice.name(), buttons[i]);
            buttons[i].setOnAction(_ -> model.choose(choice));
        }
        return Parts.segmented(buttons);
    }

    private Node list(List<Quantity.Choice> choices) {
        ComboBox<Quantity.Choice> box = new ComboBox<>();
        box.getItems().setAll(choices);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Quantity.Choice choice) {
                        return choice == null ? "" : choice.name();
                    }

                    @Override
                    public Quantity.Choice fromString(String name) {
                        return choices.stream()
                                .filter(c -> c.name().equals(name))
                                .findFirst()
                                .orElseThrow();
                    }
                });
        box.setAccessibleText("Signal to plot");
        box.setValue(model.choiceProperty().get().orElse(choices.getFirst()));
        box.setOnAction(_ -> model.choose(box.getValue()));
        return box;
    }
}
