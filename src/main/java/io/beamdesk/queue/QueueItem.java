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
/// @param title name of the recipe
/// @param recipe the whole recipe as compact JSON; its sample is the item's
/// @param sample name of the sample, may be empty
/// @param origin the sample itself, if it is one of a tray
/// @param handling how the queue deals with it
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
        Optional<SampleRef> origin,
        Handling handling,
        Instant added,
        String by,
        String trouble,
        int attempts,
        Optional<Estimate> estimate) {

    /// How the queue deals with an item.
    ///
    /// @param skipped whether it is passed over
    /// @param approval whether a person has to agree, and who has
    /// @param pauseAfter whether the queue stops after it
    /// @param loop whether it goes to the end of the queue again when it is done
    public record Handling(boolean skipped, Approval approval, boolean pauseAfter, boolean loop) {
        /// Measured once, when it is its turn.
        static final Handling USUAL = new Handling(false, new Approval.NotNeeded(), false, false);

        Handling skipped(boolean on) {
            return new Handling(on, approval, pauseAfter, loop);
        }

        Handling approval(Approval now) {
            return new Handling(skipped, now, pauseAfter, loop);
        }

        Handling pauseAfter(boolean on) {
            return new Handling(skipped, approval, on, loop);
        }

        Handling loop(boolean on) {
            return new Handling(skipped, approval, pauseAfter, on);
        }

        /// The same for other work: who agreed before has not agreed to this.
        Handling anew() {
            return approval instanceof Approval.Given ? approval(new Approval.Needed()) : this;
        }
    }

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
                Optional.empty(),
                Handling.USUAL,
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
        if (skipped()) {
            return State.SKIPPED;
        }
        if (!trouble.isEmpty()) {
            return State.FAILED;
        }
        return approval() instanceof Approval.Needed ? State.NEEDS_APPROVAL : State.QUEUED;
    }

    /// Whether the queue passes it over.
    public boolean skipped() {
        return handling.skipped();
    }

    /// Whether a person has to agree, and who has.
    public Approval approval() {
        return handling.approval();
    }

    /// Whether the queue stops after it.
    public boolean pauseAfter() {
        return handling.pauseAfter();
    }

    /// Whether it goes to the end of the queue again when it is done.
    public boolean loop() {
        return handling.loop();
    }

    /// As people call it: the sample, if any, and the recipe.
    public String label() {
        return sample.isEmpty() ? title : sample + " · " + title;
    }

    /// The same work as a new item.
    QueueItem copy(String newId, Instant when, String who) {
        return new QueueItem(
                newId, title, recipe, sample, origin, handling.anew(), when, who, "", 0, estimate);
    }

    /// The same place in the queue with other work. Another name of the sample means another sample.
    QueueItem edited(Recipe other, String newSample, Optional<Estimate> newEstimate) {
        return new QueueItem(
                id,
                other.name(),
                text(other, newSample),
                newSample,
                newSample.equals(sample) ? origin : Optional.empty(),
                handling.anew(),
                added,
                by,
                "",
                attempts,
                newEstimate);
    }

    /// The same for a sample of a tray.
    public QueueItem of(SampleRef one) {
        return new QueueItem(
                id,
                title,
                recipe,
                sample,
                Optional.of(one),
                handling,
                added,
                by,
                trouble,
                attempts,
                estimate);
    }

    QueueItem with(Handling other) {
        return with(other, trouble, attempts, estimate);
    }

    QueueItem withTrouble(String why) {
        return with(handling, why, attempts, estimate);
    }

    QueueItem withAttempts(int begun) {
        return with(handling, trouble, begun, estimate);
    }

    QueueItem withEstimate(Estimate now) {
        return with(handling, trouble, attempts, Optional.of(now));
    }

    private QueueItem with(Handling how, String why, int begun, Optional<Estimate> expected) {
        return new QueueItem(
                id, title, recipe, sample, origin, how, added, by, why, begun, expected);
    }
}
