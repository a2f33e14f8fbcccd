package io.beamdesk.ui.recipes;

import io.beamdesk.engine.Forecast;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.recipes.DryRun.Check;
import io.beamdesk.ui.recipes.TechniqueForm.Placed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the recipe in the form would do: points, time, size, its picture, and what stands in its way.
final class PreviewCard {
    private static final List<Forecast.Share> ORDER =
            List.of(Forecast.Share.COUNTING, Forecast.Share.SETTLING, Forecast.Share.MOVING);

    private static final int MOST_FAULTS = 12;

    private final RecipesViewModel model;
    private final Total points = new Total("Points");
    private final Total time = new Total("Time");
    private final Total size = new Total("Size");
    private final ShareBar bar = new ShareBar();
    private final FlowPane legend = new FlowPane();
    private final Label drawingTitle = Parts.label("", "semibold");
    private final Sketch sketch;
    private final Consumer<String> focus;
    private final HBox checkHead = new HBox();
    private final VBox list = new VBox();
    private final VBox root;

    private static final class Total {
        final Label number = Parts.label(Figures.DASH, "text-l", "mono", "bold");
        final Label unit = Parts.label("", "text-m", "muted");
        final VBox root;

        Total(String name) {
            HBox value = new HBox(number, unit);
            value.getStyleClass().add("total-value");
            root = new VBox(Parts.label(name, "field-label"), value);
            root.getStyleClass().add("total");
            HBox.setHgrow(root, Priority.ALWAYS);
        }

        void show(String figure, String units) {
            number.setText(figure);
            unit.setText(units);
        }
    }

    /// @param focus leads to the field of a path
    PreviewCard(RecipesViewModel model, Consumer<String> focus) {
        this.model = model;
        this.focus = focus;
        sketch = new Sketch(model.desk());
        HBox totals = new HBox(points.root, time.root, size.root);
        totals.getStyleClass().add("totals");
        legend.getStyleClass().add("share-legend");
        VBox top = new VBox(totals, bar, legend, drawingTitle, sketch);
        top.getStyleClass().add("preview-body");
        checkHead.getStyleClass().add("check-head");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root =
                Parts.card(
                        Parts.cardHeader(
                                "Preview",
                                Parts.spacer(),
                                Parts.label("with motion and settling", "muted")),
                        top,
                        checkHead,
                        scroll);
        root.getStyleClass().add("preview-card");
        model.checkProperty().subscribe(this::show);
        model.draftProperty().subscribe(this::draw);
        // Axes have moved by then, and another map may lie beneath the points.
        model.checkProperty().subscribe(this::draw);
        model.faultsProperty().subscribe(_ -> show(model.checkProperty().get()));
    }

    Node root() {
        return root;
    }

    private void draw() {
        Drawing drawing = model.form().drawing();
        drawingTitle.setText(drawing.title());
        drawingTitle.setManaged(!drawing.title().isEmpty());
        sketch.show(drawing, model.recipeProperty().get());
    }

    private void show(Check check) {
        draw();
        switch (check) {
            case Check.Incomplete _ -> {
                clear();
                head(Parts.chip("incomplete", "mdi2p-pencil-outline"));
                list.getChildren()
                        .setAll(
                                Finding.ofFaults(model).stream()
                                        .limit(MOST_FAULTS)
                                        .map(this::line)
                                        .toList());
            }
            case Check.Checking _ -> {
                clear();
                head(Parts.chip("checking", "mdi2t-timer-sand"));
                list.getChildren().clear();
            }
            case Check.Failed(String reason) -> {
                clear();
                head(blockers(1));
                list.getChildren().setAll(line("mdi2a-alert-octagon", "major-text", reason, ""));
            }
            case Check.Done(Forecast forecast) -> show(forecast);
        }
    }

    private void clear() {
        points.show(Figures.DASH, "");
        time.show(Figures.DASH, "");
        size.show(Figures.DASH, "");
        bar.show(Map.of());
        legend.getChildren().clear();
    }

    private static Label blockers(int number) {
        return Parts.chip(
                number + (number == 1 ? " blocker" : " blockers"),
                "mdi2a-alert-octagon",
                "alarm-major");
    }

    private void head(Label chip) {
        checkHead.getChildren().setAll(Parts.label("Check", "semibold"), chip);
    }

    private void show(Forecast forecast) {
        points.show(Figures.of((long) forecast.points()), "");
        Duration total = forecast.total();
        time.show(Figures.time(total), total.toHours() > 0 ? "h" : "min");
        String[] bytes = bytes(forecast.bytes());
        size.show(bytes[0], bytes[1]);
        bar.show(forecast.shares());
        legend.getChildren()
                .setAll(
                        ORDER.stream()
                                .filter(forecast.shares()::containsKey)
                                .map(share ->
                                        ShareBar.legend(
                                                share,
                                                forecast.shares()
                                                        .getOrDefault(share, Duration.ZERO)))
                                .toList());
        List<Finding> findings = Finding.of(forecast, model);
        int warnings = findings.size() - forecast.problems().size();
        if (!forecast.problems().isEmpty()) {
            head(blockers(forecast.problems().size()));
        } else if (warnings > 0) {
            head(
                    Parts.chip(
                            warnings + (warnings == 1 ? " warning" : " warnings"),
                            "mdi2a-alert",
                            "alarm-minor"));
        } else {
            head(Parts.chip("no blockers", "mdi2c-check-circle", "success"));
        }
        list.getChildren().setAll(findings.stream().map(this::line).toList());
        if (forecast.problems().isEmpty()) {
            list.getChildren()
                    .add(
                            line(
                                    "mdi2c-check-circle",
                                    "good",
                                    "Limits, PVs, detectors, data folder and its space",
                                    ""));
        }
        for (String remark : forecast.remarks()) {
            list.getChildren().add(line("mdi2i-information-outline", "muted", remark, ""));
        }
    }

    /// A line with what repairs it, or else with what leads to its field.
    private Node line(Finding finding) {
        HBox line =
                line(
                        finding.level().icon(),
                        finding.level().style(),
                        finding.what(),
                        finding.why());
        finding.field().ifPresent(field -> line.getChildren().add(show(field)));
        finding.repair().ifPresent(action -> line.getChildren().add(repair(action)));
        return line;
    }

    private Node repair(TechniqueForm.Action action) {
        Button button =
                Parts.button(
                        action.label(),
                        action.icon(),
                        () -> model.edit(action.label(), action.change()));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return Parts.described(button, action.words());
    }

    private Node show(Placed field) {
        Hyperlink show = new Hyperlink("Show");
        show.setAccessibleText("Show the field " + field.name(model.form()));
        show.setMinWidth(Region.USE_PREF_SIZE);
        show.setOnAction(_ -> focus.accept(field.path()));
        return show;
    }

    private static HBox line(String icon, String style, String what, String remedy) {
        Label first = Parts.label(what, style.equals("good") ? "text-s" : style);
        first.setWrapText(true);
        VBox words = new VBox(first);
        if (!remedy.isEmpty()) {
            Label second = Parts.label(remedy, "muted");
            second.setWrapText(true);
            words.getChildren().add(second);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox line = new HBox(Parts.icon(icon, style), words);
        line.getStyleClass().add("check-line");
        return line;
    }

    /// A size in the largest unit that leaves a figure before the point.
    static String[] bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return new String[] {Figures.of(value, unit == 0 || value >= 99.95 ? 0 : 1), units[unit]};
    }
}
