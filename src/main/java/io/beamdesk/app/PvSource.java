package io.beamdesk.app;

import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.pv.pva.PvaProvider;
import io.beamdesk.pv.pva.PvaSettings;
import java.time.Duration;

/// Where variables are taken from.
@FunctionalInterface
public interface PvSource {
    /// The network as the variables `EPICS_CA_*` and `EPICS_PVA_*` describe it; this machine only
    /// without them.
    PvSource NETWORK =
            limit ->
                    new Pvs(
                            new CaProvider(CaSettings.fromEnvironment().withAnswerTime(limit)),
                            new PvaProvider(PvaSettings.fromEnvironment().withAnswerTime(limit)));

    /// All providers.
    ///
    /// @param limit time a read or a connection may take
    Pvs open(Duration limit);
}
