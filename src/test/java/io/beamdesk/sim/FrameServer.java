package io.beamdesk.sim;

import io.beamdesk.sim.cas.CaServer;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Region;
import io.beamdesk.sim.pvas.PvaServer;
import io.beamdesk.sim.record.Database;
import io.beamdesk.sim.record.RealWorld;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Serves frames that were made beforehand, by the image plugin and the PVAccess plugin of the
/// simulated beamline, as `B:image1:` and `B:Pva1:Image`. A process of its own for the benchmarks.
///
/// Arguments: columns and rows, frames a second. Prints the two ports and runs until it is killed.
public final class FrameServer {
    private FrameServer() {}

    private record Ready(int side) implements Sensor {
        @Override
        public String model() {
            return "Prepared";
        }

        @Override
        public int size() {
            return side;
        }

        @Override
        public int startSize() {
            return side;
        }

        @Override
        public Depth depth() {
            return Depth.UINT16;
        }

        @Override
        public Supplier<Elements> expose(Region region, double seconds, long frame) {
            throw new IllegalStateException("frames are prepared");
        }
    }

    public static void main(String[] args) throws Exception {
        int side = Integer.parseInt(args[0]);
        long period = 1_000_000_000L / Integer.parseInt(args[1]);
        RealWorld world = new RealWorld();
        Database database = new Database();
        PvaServer pva = PvaServer.start(0);
        Elements[] frames = new Elements[4];
        for (int f = 0; f < frames.length; f++) {
            Random noise = new Random(f);
            short[] pixels = new short[side * side];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) (i % side * 40 + noise.nextInt(2000));
            }
            frames[f] = new Elements.UnsignedShorts(pixels);
        }
        Region region = new Region(0, 0, side, side);
        ImagePlugin[] waveform = new ImagePlugin[1];
        world.hold(() ->
                waveform[0] =
                        new ImagePlugin(
                                new Site(world, database, "B:", 1),
                                "image1:",
                                "BENCH",
                                new Ready(side)));
        PvaPlugin array = new PvaPlugin(pva, "B:Pva1:Image");
        CaServer ca = CaServer.start(0, database::find);
        System.out.println(ca.port() + " " + pva.port());
        long next = System.nanoTime();
        for (int id = 1; ; id++) {
            int number = id;
            Elements frame = frames[id % frames.length];
            Instant now = Instant.now();
            world.hold(() -> waveform[0].take(frame, region, number, now));
            array.take(frame, region, number, now);
            next += period;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
