package io.beamdesk.sim;

import io.beamdesk.sim.cas.CaServer;
import io.beamdesk.sim.record.Database;
import io.beamdesk.sim.record.RealWorld;
import java.io.IOException;

/// A beamline that exists in this process only, served over Channel Access on 127.0.0.1.
///
/// Several may run at once, each on its own port.
public final class SimulatedBeamline implements AutoCloseable {
    private final RealWorld world;
    private final CaServer server;

    private SimulatedBeamline(RealWorld world, CaServer server) {
        this.world = world;
        this.server = server;
    }

    /// Starts it; once this returns, clients can connect.
    ///
    /// @throws java.net.BindException if the port is taken
    public static SimulatedBeamline start(SimSettings settings) throws IOException {
        RealWorld world = new RealWorld();
        try {
            Database database = Hall.build(world, settings.prefix(), settings.seed());
            return new SimulatedBeamline(world, CaServer.start(settings.port(), database::find));
        } catch (IOException | RuntimeException e) {
            world.close();
            throw e;
        }
    }

    /// The port that it serves on.
    public int port() {
        return server.port();
    }

    /// Ends every connection and thread of it.
    @Override
    public void close() {
        server.close();
        world.close();
    }
}
