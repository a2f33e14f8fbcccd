package io.beamdesk.sim;

import io.beamdesk.sim.cas.CaServer;
import io.beamdesk.sim.pvas.PvaServer;
import io.beamdesk.sim.record.Database;
import io.beamdesk.sim.record.RealWorld;
import java.io.IOException;

/// A beamline that exists in this process only, served over Channel Access, and its cameras over
/// PVAccess too, on 127.0.0.1.
///
/// Several may run at once, each on its own port.
public final class SimulatedBeamline implements AutoCloseable {
    private final RealWorld world;
    private final CaServer server;
    private final PvaServer pva;

    private SimulatedBeamline(RealWorld world, CaServer server, PvaServer pva) {
        this.world = world;
        this.server = server;
        this.pva = pva;
    }

    /// Starts it; once this returns, clients can connect.
    ///
    /// @throws java.net.BindException if one of the ports is taken
    public static SimulatedBeamline start(SimSettings settings) throws IOException {
        RealWorld world = new RealWorld();
        PvaServer pva = null;
        try {
            PvaServer frames = PvaServer.start(settings.pvaPort());
            pva = frames;
            Database database =
                    Hall.build(
                            world,
                            name -> new PvaPlugin(frames, name),
                            settings.prefix(),
                            settings.seed());
            CaServer server = CaServer.start(settings.port(), database::find);
            return new SimulatedBeamline(world, server, pva);
        } catch (IOException | RuntimeException e) {
            if (pva != null) {
                pva.close();
            }
            world.close();
            throw e;
        }
    }

    /// The port that it serves Channel Access on.
    public int port() {
        return server.port();
    }

    /// The port that it serves PVAccess on.
    public int pvaPort() {
        return pva.port();
    }

    /// Ends every connection and thread of it.
    @Override
    public void close() {
        server.close();
        pva.close();
        world.close();
    }
}
