package io.beamdesk.queue;

import com.google.gson.JsonObject;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import java.time.Instant;
import java.util.Optional;

/// A recipe to be run for a sample, with everything that is known of it before it runs.
///
/// @param id identity, the same until it is done
/// @param title name of the recipe
/// @param recipe the whole recipe as compact JSON; its sample is the item's
/// @param sample name of the sample, may be empty
/// @param skipped whether the queue passes it over
/// @param approval whether a person has to agree, and who has
/// @param pauseAfter whether the queue stops after it
/// @param loop whether it goes to the end of the queue again when it is done
/// @param added when it was put into the queue
/// @param by who put it there
/// @param trouble why it does not run by itself, one sentence: its last failure, or what is wrong with
///     it; empty if nothing is
/// @param attempts how many times it was begun
/// @param estimate what its last dry run said; empty if nobody has asked
public record QueueItem(
        String id,
        String title,
        String recipe,
        String sample,
        boolean skipped,
        Approval approval,
        boolean pauseAfter,
        boolean loop,
        Instant added,
        String by,
        String trouble,
        int attempts,
        Optional<Estimate> estimate) {

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

    /// An item for this recipe and sample, new in the queue.
    public static QueueItem of(
            Recipe recipe, String sample, Instant added, String by, Optional<Estimate> estimate) {
        return new QueueItem(
                ItemIds.next(added),
                recipe.name(),
                text(recipe, sample),
                sample,
                false,
                new Approval.NotNeeded(),
                false,
                false,
                added,
                by,
                "",
                0,
                estimate);
    }

    private static String text(Recipe recipe, String sample) {
        JsonObject json = recipe.toJson();
        json.addProperty("sample", sample);
        return json.toString();
    }

    /// The recipe, to be run.
    ///
    /// @throws RecipeException if this Beamdesk does not understand it
    public Recipe measurement() {
        return RecipeFile.of(RecipeFile.json(recipe));
    }

    /// What to tell of it: the reason that weighs most.
    public State state() {
        if (skipped) {
            return State.SKIPPED;
        }
        if (!trouble.isEmpty()) {
            return State.FAILED;
        }
        return approval instanceof Approval.Needed ? State.NEEDS_APPROVAL : State.QUEUED;
    }

    /// As people call it: the sample, if any, and the recipe.
    public String label() {
        return sample.isEmpty() ? title : sample + " · " + title;
    }

    /// The same work as a new item.
    QueueItem copy(String newId, Instant when, String who) {
        Approval again = approval instanceof Approval.Given ? new Approval.Needed() : approval;
        return new QueueItem(
                newId,
                title,
                recipe,
                sample,
                skipped,
                again,
                pauseAfter,
                loop,
                when,
                who,
                "",
                0,
                estimate);
    }

    /// The same place in the queue with other work: who agreed before has not agreed to this.
    QueueItem edited(Recipe other, String newSample, Optional<Estimate> newEstimate) {
        Approval again = approval instanceof Approval.Given ? new Approval.Needed() : approval;
        return new QueueItem(
                id,
                other.name(),
                text(other, newSample),
                newSample,
                skipped,
                again,
                pauseAfter,
                loop,
                added,
                by,
                "",
                attempts,
                newEstimate);
    }

    QueueItem withSkipped(boolean on) {
        return new QueueItem(
                id,
                title,
                recipe,
                sample,
                on,
                approval,
                pauseAfter,
                loop,
                added,
                by,
                trouble,
                attempts,
                estimate);
    }

    QueueItem withApproval(Approval now) {
        return new QueueItem(
                id,
                title,
                recipe,
                sample,
                skipped,
                now,
                pauseAfter,
                loop,
                added,
                by,
                trouble,
                attempts,
                estimate);
    }

    QueueItem withPauseAfter(boolean on) {
        return new QueueItem(
                id, title, recipe, sample, skipped, approval, on, loop, added, by, trouble,
                attempts, estimate);
    }

    QueueItem withLoop(boolean on) {
        return new QueueItem(
                id,
                title,
                recipe,
                sample,
                skipped,
                approval,
                pauseAfter,
                on,
                added,
                by,
                trouble,
                attempts,
                estimate);
    }

    QueueItem withTrouble(String why) {
        return new QueueItem(
                id,
                title,
                recipe,
                sample,
                skipped,
                approval,
                pauseAfter,
                loop,
                added,
                by,
                why,
                attempts,
                estimate);
    }

    QueueItem withAttempts(int begun) {
        return new QueueItem(
                id,
                title,
                recipe,
                sample,
                skipped,
                approval,
                pauseAfter,
                loop,
                added,
                by,
                trouble,
                begun,
                estimate);
    }

    QueueItem withEstimate(Estimate now) {
        return new QueueItem(
                id,
                title,
                recipe,
                sample,
                skipped,
                approval,
                pauseAfter,
                loop,
                added,
                by,
                trouble,
                attempts,
                Optional.of(now));
    }
}
