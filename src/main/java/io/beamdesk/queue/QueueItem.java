package io.beamdesk.queue;

import com.google.gson.JsonObject;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.SampleRef;
import java.time.Instant;
import java.util.Optional;

/// A recipe to be run for a sample, with everything that is known of it before it runs.
///
/// @param id identity, the same until it is done
/// @param work what is measured
/// @param orders what people have said of it
/// @param added when it was put into the queue
/// @param by who put it there
/// @param progress what has become of it so far
public record QueueItem(
        String id, Work work, Orders orders, Instant added, String by, Progress progress) {

    /// What is measured.
    ///
    /// @param title name of the recipe
    /// @param recipe the whole recipe as compact JSON; its sample is the item's
    /// @param sample name of the sample, may be empty
    /// @param ref which sample that is, if it is one of the list
    public record Work(String title, String recipe, String sample, Optional<SampleRef> ref) {
        static Work of(Recipe recipe, String sample, Optional<SampleRef> ref) {
            JsonObject json = recipe.toJson();
            json.addProperty("sample", sample);
            return new Work(recipe.name(), json.toString(), sample, ref);
        }
    }

    /// What people have said of an item.
    ///
    /// @param skipped whether the queue passes it over
    /// @param approval whether a person has to agree, and who has
    /// @param pauseAfter whether the queue stops after it
    /// @param loop whether it goes to the end of the queue again when it is done
    public record Orders(boolean skipped, Approval approval, boolean pauseAfter, boolean loop) {
        static final Orders NONE = new Orders(false, new Approval.NotNeeded(), false, false);

        /// The same for other work, to which nobody has agreed yet.
        Orders again() {
            return approval instanceof Approval.Given
                    ? new Orders(skipped, new Approval.Needed(), pauseAfter, loop)
                    : this;
        }
    }

    /// What has become of an item so far.
    ///
    /// @param trouble why it does not run by itself, one sentence: its last failure, or what is wrong
    ///     with it; empty if nothing is
    /// @param attempts how many times it was begun
    /// @param estimate what its last dry run said; empty if nobody has asked
    public record Progress(String trouble, int attempts, Optional<Estimate> estimate) {}

    /// Whether a person has to agree before an item runs.
    public sealed interface Approval {
        /// Nobody has to.
        record NotNeeded() implements Approval {}

        /// Somebody has to, and nobody has.
        record Needed() implements Approval {}

        /// Somebody has.
        ///
        /// @param by who
        record Given(String by) implements Approval {}
    }

    /// What to tell of an item at a glance.
    public enum State {
        /// It waits for its turn.
        QUEUED,
        /// It is passed over.
        SKIPPED,
        /// Somebody has to agree first.
        NEEDS_APPROVAL,
        /// It failed, was aborted or cannot run: somebody has to look.
        FAILED
    }

    /// An item for this recipe and a sample that is only a name, new in the queue.
    public static QueueItem of(
            Recipe recipe, String sample, Instant added, String by, Optional<Estimate> estimate) {
        return of(recipe, sample, Optional.empty(), added, by, estimate);
    }

    /// An item for this recipe and sample, new in the queue.
    ///
    /// @param ref which sample of the list it is
    public static QueueItem of(
            Recipe recipe,
            String sample,
            Optional<SampleRef> ref,
            Instant added,
            String by,
            Optional<Estimate> estimate) {
        return new QueueItem(
                ItemIds.next(added),
                Work.of(recipe, sample, ref),
                Orders.NONE,
                added,
                by,
                new Progress("", 0, estimate));
    }

    /// Name of the recipe.
    public String title() {
        return work.title;
    }

    /// The whole recipe as compact JSON.
    public String recipe() {
        return work.recipe;
    }

    /// Name of the sample, may be empty.
    public String sample() {
        return work.sample;
    }

    /// Which sample of the list it is, if it is one.
    public Optional<SampleRef> ref() {
        return work.ref;
    }

    /// Whether the queue passes it over.
    public boolean skipped() {
        return orders.skipped;
    }

    /// Whether a person has to agree, and who has.
    public Approval approval() {
        return orders.approval;
    }

    /// Whether the queue stops after it.
    public boolean pauseAfter() {
        return orders.pauseAfter;
    }

    /// Whether it goes to the end of the queue again when it is done.
    public boolean loop() {
        return orders.loop;
    }

    /// Why it does not run by itself, one sentence; empty if nothing is wrong.
    public String trouble() {
        return progress.trouble;
    }

    /// How many times it was begun.
    public int attempts() {
        return progress.attempts;
    }

    /// What its last dry run said; empty if nobody has asked.
    public Optional<Estimate> estimate() {
        return progress.estimate;
    }

    /// The recipe, to be run.
    ///
    /// @throws RecipeException if this Beamdesk does not understand it
    public Recipe measurement() {
        return RecipeFile.of(RecipeFile.json(work.recipe));
    }

    /// What to tell of it: the reason that weighs most.
    public State state() {
        if (orders.skipped) {
            return State.SKIPPED;
        }
        if (!progress.trouble.isEmpty()) {
            return State.FAILED;
        }
        return orders.approval instanceof Approval.Needed ? State.NEEDS_APPROVAL : State.QUEUED;
    }

    /// As people call it: the sample, if any, and the recipe.
    public String label() {
        return work.sample.isEmpty() ? work.title : work.sample + " · " + work.title;
    }

    /// The same work as a new item.
    QueueItem copy(String newId, Instant when, String who) {
        Progress fresh = new Progress("", 0, progress.estimate);
        return new QueueItem(newId, work, orders.again(), when, who, fresh);
    }

    /// The same place in the queue with other work: who agreed before has not agreed to this, and
    /// another name is another sample.
    QueueItem edited(Recipe other, String newSample, Optional<Estimate> newEstimate) {
        Optional<SampleRef> ref = work.ref.filter(_ -> newSample.equals(work.sample));
        return new QueueItem(
                id,
                Work.of(other, newSample, ref),
                orders.again(),
                added,
                by,
                new Progress("", progress.attempts, newEstimate));
    }

    private QueueItem with(Orders other) {
        return new QueueItem(id, work, other, added, by, progress);
    }

    private QueueItem with(Progress other) {
        return new QueueItem(id, work, orders, added, by, other);
    }

    QueueItem withSkipped(boolean on) {
        return with(new Orders(on, orders.approval, orders.pauseAfter, orders.loop));
    }

    QueueItem withApproval(Approval now) {
        return with(new Orders(orders.skipped, now, orders.pauseAfter, orders.loop));
    }

    QueueItem withPauseAfter(boolean on) {
        return with(new Orders(orders.skipped, orders.approval, on, orders.loop));
    }

    QueueItem withLoop(boolean on) {
        return with(new Orders(orders.skipped, orders.approval, orders.pauseAfter, on));
    }

    QueueItem withTrouble(String why) {
        return with(new Progress(why, progress.attempts, progress.estimate));
    }

    QueueItem withAttempts(int begun) {
        return with(new Progress(progress.trouble, begun, progress.estimate));
    }

    QueueItem withEstimate(Estimate now) {
        return with(new Progress(progress.trouble, progress.attempts, Optional.of(now)));
    }
}
