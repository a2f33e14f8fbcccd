package io.beamdesk.ui.devices;

import io.beamdesk.device.Obstacle;
import io.beamdesk.device.epics.Recourse;
import io.beamdesk.ui.devices.ChangerViewModel.Shown;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Ticker;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The part of the chosen device's card that is for a sample changer: what is where, mounting, and
/// the ways out of a fault. It follows the changer while it is shown.
final class ChangerPart extends VBox {
    private final Label mounted = value();
    private final Label held = value();
    private final Label lid = value();
    private final Label power = value();
    private final Label message = value();
    private final TextField place = new TextField();
    private final Button mount = Parts.button("Mount", "mdi2a-arrow-collapse-down", this::mount);
    private final Button takeOff =
            Parts.button("Take off", "mdi2a-arrow-expand-up", () -> model().takeOff());
    private final Button moveLid = Parts.button("", "", () -> model().toggleLid());
    private final Button powerOff =
            Parts.button("Power off", "mdi2p-power", () -> model().power(false), "danger");
    private final Button abort =
            Parts.button("Abort", "mdi2s-stop-circle-outline", () -> model().abort(), "danger");
    private final Label mistake = words("muted");
    private final VBox obstacles = new VBox();
    private final VBox recourses = new VBox();
    private final Label answer = words("changer-answer");
    private final Ticker second = new Ticker(this::tick);
    private @Nullable ChangerViewModel model;
    private Subscription subscription = Subscription.EMPTY;

    ChangerPart() {
        getStyleClass().add("changer-part");
        obstacles.getStyleClass().add("changer-list");
        recourses.getStyleClass().add("changer-list");
        place.setPromptText("P2-7 or H3");
        place.setAccessibleText("Place of the sample to mount");
        place.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && !mount.isDisabled()) {
                mount();
            }
        });
        HBox.setHgrow(place, Priority.ALWAYS);
        place.setMaxWidth(Double.MAX_VALUE);
        mount.setMinWidth(USE_PREF_SIZE);
        Parts.described(takeOff, "Takes the sample off the goniometer, back to its place");
        Parts.described(powerOff, "Takes the power from the drives; the gripper holds what it has");
        Parts.described(abort, "Stops the robot where it is, with what it holds");
        VBox properties =
                new VBox(
                        line("Mounted", mounted),
                        line("Gripper", held),
                        line("Lid", lid),
                        line("Power", power),
                        line("Says", message));
        properties.getStyleClass().add("properties");
        getChildren()
                .addAll(
                        properties,
                        recourses,
                        row(place, mount),
                        mistake,
                        obstacles,
                        answer,
                        row(takeOff, moveLid),
                        row(powerOff, abort));
        for (Button wide : new Button[] {takeOff, moveLid, abort}) {
            HBox.setHgrow(wide, Priority.ALWAYS);
            wide.setMaxWidth(Double.MAX_VALUE);
        }
        sceneProperty().subscribe(_ -> listen());
    }

    /// Shows this changer; `null` for none.
    void show(@Nullable ChangerViewModel next) {
        ChangerViewModel before = model;
        if (before != null) {
            before.listen(false);
        }
        model = next;
        setVisible(next != null);
        setManaged(next != null);
        listen();
    }

    private void listen() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        second.stop();
        ChangerViewModel now = model;
        if (now == null) {
            return;
        }
        boolean on = getScene() != null;
        now.listen(on);
        if (on) {
            place.setText(now.placeProperty().get());
            subscription =
                    Subscription.combine(
                            now.shownProperty().subscribe(this::show),
                            now.answerProperty().subscribe(this::say),
                            place.textProperty().subscribe(now.placeProperty()::set),
                            now.placeProperty().subscribe(_ -> correct(now.mistake())));
            second.start();
        }
    }

    private void tick() {
        if (model != null) {
            model.tick();
        }
    }

    private ChangerViewModel model() {
        return Objects.requireNonNull(model);
    }

    private void mount() {
        model().mount();
    }

    private void show(Shown now) {
        mounted.setText(now.mounted());
        held.setText(now.held());
        lid.setText(now.lid());
        power.setText(now.powered() ? "On" : "Off");
        message.setText(now.message().isEmpty() ? Figures.DASH : now.message());
        mount.setDisable(!now.canMount());
        takeOff.setDisable(!now.canTakeOff());
        abort.setDisable(!now.moves());
        boolean free = !now.moves() && !now.running();
        moveLid.setText(now.lidOpen() ? "Close lid" : "Open lid");
        moveLid.setDisable(!free);
        powerOff.setDisable(!now.powered() || now.running());
        obstacles.getChildren().setAll(now.obstacles().stream().map(ChangerPart::line).toList());
        recourses
                .getChildren()
                .setAll(
                        now.recourses().stream()
                                .filter(r ->
                                        r.action().stream()
                                                .noneMatch(a -> a == Recourse.Action.ABORT))
                                .map(r -> offer(r, free))
                                .toList());
        // What helps says it all; the obstacles and the failure would say it again.
        boolean fine = recourses.getChildren().isEmpty();
        collapse(recourses, fine);
        collapse(obstacles, !fine || now.obstacles().isEmpty());
        collapse(answer, !fine || answer.getText().isEmpty());
    }

    private static Node line(Obstacle obstacle) {
        String text = sentence(obstacle.what()) + ": " + obstacle.remedy() + ".";
        Label label = words("changer-obstacle");
        label.setText(text);
        label.setGraphic(Parts.icon("mdi2a-alert-outline"));
        return label;
    }

    private Node offer(Recourse recourse, boolean free) {
        Label what = words();
        what.setText(sentence(recourse.what()) + ".");
        VBox box = new VBox(what);
        box.getStyleClass().add("changer-offer");
        recourse.action()
                .ifPresent(action -> {
                    Button button =
                            Parts.button(
                                    word(action),
                                    "",
                                    () -> model().act(action),
                                    recourse.dangerous() ? "danger" : "");
                    button.setDisable(!free);
                    box.getChildren().add(button);
                });
        return box;
    }

    private static String word(Recourse.Action action) {
        return switch (action) {
            case ABORT -> "Abort";
            case RECOVER -> "Recover, put back and go home";
            case CLEAR -> "I have looked: clear";
            case POWER_ON -> "Power on";
        };
    }

    private void say(String text) {
        answer.setText(text);
        collapse(answer, text.isEmpty() || recourses.isVisible());
    }

    private void correct(String text) {
        mistake.setText(text);
        collapse(mistake, text.isEmpty());
    }

    private static String sentence(String clause) {
        return clause.isEmpty()
                ? ""
                : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    }

    private static void collapse(Node node, boolean away) {
        node.setVisible(!away);
        node.setManaged(!away);
    }

    private static Label value() {
        Label label = words();
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private static Label words(String... styleClasses) {
        Label label = Parts.label("", styleClasses);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static HBox line(String name, Label value) {
        HBox line = new HBox(Parts.label(name, "muted", "property-name"), value);
        line.getStyleClass().add("property");
        return line;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(nodes);
        row.getStyleClass().add("changer-row");
        return row;
    }
}
