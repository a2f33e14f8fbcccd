package io.beamdesk.ui.samples;

import io.beamdesk.pv.Subscription;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.KeptCentring;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SamplePicture;
import io.beamdesk.sample.SampleProduct;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Transition;
import io.beamdesk.sample.TrayCount;
import io.beamdesk.sample.TrayType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What the Samples pane needs of the desk. Everything that returns a value at once may wait for the
/// disk and is called away from the JavaFX thread; refusals are exceptions with one sentence.
public interface SampleDesk {
    /// Types that a tray can be of.
    List<TrayType> types();

    /// Every tray with its samples counted, the one received last first.
    List<TrayCount> trays();

    /// The samples of a tray.
    List<SampleCard> samples(String tray);

    /// A sample.
    Optional<SampleCard> sample(String id);

    /// An item of the queue.
    ///
    /// @param recipe name of its recipe
    /// @param word how far it is: `running`, `3rd of 12`, `failed`
    /// @param trouble why it does not run, one sentence; empty if nothing is wrong with it
    record Waiting(String recipe, String word, String trouble) {}

    /// What has happened to a sample.
    ///
    /// @param history its life, the last step last
    /// @param products made of it, the last one first
    /// @param pictures taken of it, the last one first
    /// @param waiting items of the queue that are about it, in their order
    /// @param at where the stage has to be so that it is in the beam, if its tray is taught
    /// @param centred where it was centred, if it was
    record Story(
            List<Transition> history,
            List<SampleProduct> products,
            List<SamplePicture> pictures,
            List<Waiting> waiting,
            Optional<MotorPosition> at,
            Optional<KeptCentring> centred) {}

    /// What was found.
    ///
    /// @param first as many as a list shows, by tray and place
    /// @param all how many there are in all trays
    /// @param here places of the tray that is looked at
    record Found(List<SampleCard> first, int all, Set<String> here) {}

    /// Looks for samples in all trays.
    ///
    /// @param tray id of the tray that is looked at
    Found search(SampleSearch search, String tray);

    /// Groups that samples belong to, sorted.
    List<String> groups();

    /// What has happened to a sample.
    Story story(String sample);

    /// Does an edit as a whole.
    void apply(Edit edit);

    /// Calls the watcher after every change of trays and samples, and with no tray after one of what is in
    /// the beam; on any thread.
    Subscription watch(Consumer<SampleStore.Changed> changed);

    /// Looks whether another process has changed anything, and tells the watchers if so.
    void lookForOthers();

    /// Where the beam is: a place of a tray that is on the stage or mounted.
    ///
    /// @param tray id of the tray
    /// @param position id of the place
    /// @param share of the run there that is measured, 0 to 1
    record InBeam(String tray, String position, double share) {}

    /// The place in the beam, if that is known.
    Optional<InBeam> inBeam();

    /// How much of the run that is under way is measured, 0 to 1. Waits for nothing.
    double share();

    /// Whether the beamline has a camera that looks at the sample.
    boolean sees();

    /// Takes a picture of a sample and keeps it; refused unless the sample is in the beam.
    CompletableFuture<Void> takePicture(String sample);

    /// A recipe to choose.
    ///
    /// @param key identity in the library
    /// @param name for people
    record Choice(String key, String name) {}

    /// The library's recipes.
    List<Choice> recipes();

    /// What submitting would do.
    ///
    /// @param recipe chosen
    /// @param measured samples that would go into the queue, in their order
    /// @param skipped what would be left out, each with its reason
    /// @param total how long all of it takes, if every one could be estimated
    /// @param problems what the check of the recipe says stands in its way now
    /// @param centred ids of those that were centred before, and whether that still holds
    record Submission(
            Choice recipe,
            List<SampleCard> measured,
            List<String> skipped,
            Optional<Duration> total,
            List<String> problems,
            Map<String, Boolean> centred) {}

    /// What becomes of what was centred before.
    enum Centring {
        /// Its axes go to where it was centred; it is centred again where that does not hold any more.
        KEPT,
        /// It is centred again in any case.
        AGAIN,
        /// It is measured where it is, and what is known of its centring is forgotten.
        NONE
    }

    /// What submitting these would do; changes nothing.
    Submission prepare(Choice recipe, String tray, List<String> positions);

    /// Puts it into the queue.
    CompletableFuture<Void> submit(Submission submission, Centring centring);

    /// Leads to the items of a sample in the queue.
    void showInQueue(String sample);

    /// Leads to what is in a product.
    void showProduct(URI product);

    /// Moves the stage so that a place is in the beam, or has the sample changer mount it.
    CompletableFuture<Void> bring(String tray, String position);

    /// Spots at the beamline where a tray of this kind can be, each with its words.
    Map<String, String> spots(TrayType.Kind kind);

    /// Where a tray is at the beamline, if it is.
    Optional<String> spot(String tray);

    /// Says where a tray is now; empty if it is not at the beamline any more.
    void load(String tray, Optional<String> spot);

    /// Where the stage is now.
    MotorPosition stage();

    /// Where files are looked for first.
    Path folder();
}
