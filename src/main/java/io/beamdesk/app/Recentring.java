package io.beamdesk.app;

import io.beamdesk.plan.CentredFirst;
import io.beamdesk.plan.Centring;
import io.beamdesk.plan.OnSample.Axle;
import io.beamdesk.plan.OnStage;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.Screening;
import io.beamdesk.recipe.CentringRecipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.KeptCentring;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What becomes of the centring of a sample when it is measured: where it still holds, its axes go there;
/// where the sample has been taken off meanwhile, it is centred again as it was before.
final class Recentring {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH)
                    .withZone(ZoneId.systemDefault());

    private final SampleStore store;
    private final BeamlineDevices devices;

    Recentring(SampleStore store, BeamlineDevices devices) {
        this.store = store;
        this.devices = devices;
    }

    /// The same plan with what brings the sample to where it is centred before it.
    ///
    /// @param stays whether the sample is in front of the beam already, or comes there as it was
    /// @throws SampleException if it cannot be centred as it was
    Plan before(Plan plan, SampleRef origin, boolean stays) {
        Optional<KeptCentring> kept = store.centrings().of(origin.id());
        if (kept.isEmpty() || centresItself(plan)) {
            return plan;
        }
        KeptCentring centring = kept.get();
        if (centring.holds() && stays) {
            List<Axle> axles =
                    centring.axes().entrySet().stream()
                            .map(at -> new Axle(devices.axis(at.getKey()), at.getValue()))
                            .toList();
            return new OnStage(
                    origin.place() + " as centred " + WHEN.format(centring.time()),
                    devices.beamShutter(),
                    axles,
                    plan);
        }
        return new CentredFirst(origin.place(), again(centring), plan);
    }

    private static boolean centresItself(Plan plan) {
        return plan instanceof Centring
                || (plan instanceof Screening screening && screening.centring().isPresent());
    }

    private Centring again(KeptCentring centring) {
        if (RecipeFile.of(RecipeFile.json(centring.recipe())) instanceof CentringRecipe recipe) {
            return recipe.plan(devices);
        }
        throw new SampleException(
                "What the sample was centred with is no centring; screen it again");
    }
}
