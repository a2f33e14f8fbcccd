package io.beamdesk.ui.devices;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Obstacle;
import io.beamdesk.device.Place;
import io.beamdesk.device.Status;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.device.Whereabouts.Spot;
import io.beamdesk.device.epics.Recourse;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Subscription;
import io.beamdesk.ui.fx.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// A sample changer on the Devices pane: how it is, what can be asked of it, and what stands in the
/// way. Everything but Abort waits for the end of a run.
public final class ChangerViewModel {
    /// How it is.
    ///
    /// @param mounted what is on the goniometer, in words
    /// @param held what is in the gripper, in words
    /// @param lid where the lid is
    /// @param lidOpen whether it is open
    /// @param powered whether the drives have power
    /// @param message what it says, may be empty
    /// @param moves whether it is on its way
    /// @param running whether a run or the queue is going, so that nothing but Abort is taken
    /// @param canTakeOff whether a sample could be taken off now
    /// @param obstacles what stands in the way of mounting what is typed; empty if nothing is
    /// @param canMount whether what is typed could be mounted now
    /// @param recourses what helps in the state that it is in
    public record Shown(
            String mounted,
            String held,
            String lid,
            boolean lidOpen,
            boolean powered,
            String message,
            boolean moves,
            boolean running,
            boolean canTakeOff,
            List<Obstacle> obstacles,
            boolean canMount,
            List<Recourse> recourses) {}

    private static final Obstacle RUN =
            new Obstacle("a run or the queue is going", "wait for its end, or hold it");

    private final SampleChanger changer;
    private final Executor background;
    private final Executor fxThread;
    private final Supplier<Optional<String>> busy;
    private final Pulse.Slot<Boolean> slot;
    private final ReadOnlyObjectWrapper<Shown> shown;
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper(this, "answer", "");
    private final StringProperty place = new SimpleStringProperty(this, "place", "");
    private final List<Subscription> subscriptions = new ArrayList<>();

    /// @param busy why nothing can be moved by hand now, as a run or the queue is going
    /// @param background does what talks to the changer
    /// @param fxThread runs what changes the properties
    public ChangerViewModel(
            SampleChanger changer,
            Pulse pulse,
            Supplier<Optional<String>> busy,
            Executor background,
            Executor fxThread) {
        this.changer = changer;
        this.background = background;
        this.fxThread = fxThread;
        this.busy = busy;
        shown = new ReadOnlyObjectWrapper<>(this, "shown", look());
        slot = pulse.slot(_ -> heard());
        place.subscribe(_ -> shown.set(look()));
    }

    /// The variable by which the pane's row knows it.
    public PvName row() {
        return changer.signals().getFirst().pv();
    }

    /// How it is, while somebody listens; see [#listen].
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// What became of what was asked last; empty while nothing needs saying.
    public ReadOnlyStringProperty answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /// The place that is typed: `P2-7`.
    public StringProperty placeProperty() {
        return place;
    }

    /// Begins or ends to follow the changer.
    void listen(boolean on) {
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
        if (on) {
            changer.signals()
                    .forEach(signal -> subscriptions.add(signal.watch(_ -> slot.offer(true))));
            shown.set(look());
        }
    }

    /// Looks again at what no variable tells: whether a run is under way.
    void tick() {
        slot.offer(true);
    }

    private void heard() {
        boolean helped = !shown.get().recourses().isEmpty();
        shown.set(look());
        if (helped && shown.get().recourses().isEmpty()) {
            // What had failed is over, whoever has ended it.
            answer.set("");
        }
    }

    private Shown look() {
        Whereabouts whereabouts = changer.whereabouts();
        boolean running = busy.get().isPresent();
        Optional<Place> typed = typed();
        boolean mounted = typed.isPresent() && whereabouts.isMounted(typed.get());
        List<Obstacle> obstacles = typed.map(p -> obstacles(p, running)).orElse(List.of());
        boolean some = !(whereabouts.goniometer() instanceof Whereabouts.Empty);
        return new Shown(
                words(whereabouts.goniometer()),
                words(whereabouts.gripper()),
                changer.lidPosition(),
                changer.lidPosition().equalsIgnoreCase("open"),
                changer.isPowered(),
                changer.message(),
                changer.state().moves(),
                running,
                some && obstacles(Place.NONE, running).isEmpty(),
                obstacles,
                typed.isPresent() && !mounted && obstacles.isEmpty(),
                changer.recourses());
    }

    private List<Obstacle> obstacles(Place target, boolean running) {
        List<Obstacle> all = new ArrayList<>();
        if (running) {
            all.add(RUN);
        }
        all.addAll(changer.obstacles(target));
        return all;
    }

    private Optional<Place> typed() {
        return Place.of(place.get()).filter(p -> !p.equals(Place.NONE));
    }

    private static String words(Spot spot) {
        return switch (spot) {
            case Whereabouts.Empty _ -> "no sample";
            case Whereabouts.Holds(Place at) -> at.text() + ", " + at.label();
            case Whereabouts.Unknown(var last, var _) ->
                    "unknown" + last.map(at -> ", last " + at.text()).orElse("");
        };
    }

    /// Why what is typed is no place; empty if it is one, or nothing is typed.
    String mistake() {
        String text = place.get().strip();
        return text.isEmpty() || typed().isPresent()
                ? ""
                : "Write P2-7 for puck 2, position 7, or H3 for plate slot 3.";
    }

    /// Mounts the sample of the place that is typed.
    void mount() {
        typed().ifPresent(target -> ask(() -> changer.set(target)));
    }

    /// Takes the sample off.
    void takeOff() {
        ask(() -> changer.set(Place.NONE));
    }

    /// Opens or closes the lid, whichever it is not.
    void toggleLid() {
        boolean open = !shown.get().lidOpen();
        ask(() -> changer.setLid(open));
    }

    /// Switches the power.
    void power(boolean on) {
        ask(() -> changer.setPower(on));
    }

    /// Stops it where it is, run or no run.
    void abort() {
        background.execute(changer::stop);
    }

    /// Does what is offered.
    void act(Recourse.Action action) {
        switch (action) {
            case ABORT -> abort();
            case RECOVER -> ask(changer::recover);
            case CLEAR -> ask(changer::clear);
            case POWER_ON -> power(true);
        }
    }

    private void ask(Supplier<Status> command) {
        Optional<String> why = busy.get();
        if (why.isPresent()) {
            answer.set(why.get());
            return;
        }
        answer.set("");
        background.execute(() -> {
            var _ =
                    command.get()
                            .future()
                            .whenComplete((_, failure) ->
                                    fxThread.execute(() -> answer.set(sentence(failure))));
        });
    }

    private static String sentence(@Nullable Throwable failure) {
        Throwable root =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        if (root == null) {
            return "";
        }
        return root instanceof DeviceException
                ? String.valueOf(root.getMessage())
                : "The sample changer did not take it: " + root;
    }
}
