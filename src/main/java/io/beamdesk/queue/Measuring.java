package io.beamdesk.queue;

import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What a queue needs of the desk to measure its items.
public interface Measuring {
    /// What the recipe would do now, beginning with what brings the sample into the beam, and
    /// everything that stands in its way.
    ///
    /// @param origin the sample, if it is one of a tray; otherwise the one that is in the beam
    /// @throws RuntimeException with one sentence if it names a device that does not exist, or if
    ///     nobody knows where the sample is
    Forecast check(Recipe recipe, Optional<SampleRef> origin);

    /// Runs the recipe on the engine.
    ///
    /// @param origin the sample, if it is one of a tray; otherwise the one that is in the beam
    /// @param next the sample whose turn is after it, to be made ready meanwhile
    /// @param item identity of the queue's item, kept in the product
    /// @param opened told of each product before anything is written to it
    /// @return completes with its outcome, never exceptionally
    /// @throws io.beamdesk.engine.EngineException if another run is under way
    CompletableFuture<Outcome> run(
            Recipe recipe,
            Optional<SampleRef> origin,
            Optional<SampleRef> next,
            Forecast forecast,
            String item,
            Consumer<URI> opened);
}
