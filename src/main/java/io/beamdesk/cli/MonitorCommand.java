package io.beamdesk.cli;

import io.beamdesk.app.PvSource;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// Prints process variables whenever they change.
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        description =
                "Prints every change of process variables until it is interrupted; connections that are"
                        + " lost are said and come back by themselves.")
final class MonitorCommand implements Callable<Integer> {
    private final PvSource source;

    @Mixin private PvAccess access = new PvAccess();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after this many values, all names together.")
    private long count = Long.MAX_VALUE;

    @Parameters(arity = "1..*", paramLabel = "PV", description = "Names, such as SIM:m1.RBV.")
    private List<String> names = List.of();

    // Guards what follows, and the output.
    private final Object lock = new Object();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Set<PvName> connected = new HashSet<>();
    private long printed;

    /// Watches the network.
    MonitorCommand() {
        this(PvSource.NETWORK);
    }

    MonitorCommand(PvSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1) {
            throw new ParameterException(
                    access.line(), "--count " + count + " is no number of values");
        }
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        try (Pvs pvs = access.open(source)) {
            List<Channel> channels = names.stream().map(name -> access.open(pvs, name)).toList();
            for (Channel channel : channels) {
                channel.subscribe(new Printer(channel.name(), width));
            }
            if (!end.await(access.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                tellMissing(channels);
                end.await();
            }
            return 0;
        }
    }

    private void tellMissing(List<Channel> channels) {
        synchronized (lock) {
            for (Channel channel : channels) {
                if (!connected.contains(channel.name())) {
                    access.err()
                            .println(
                                    new PvException.NotConnected(
                                                    channel.name().toString(), "watched")
                                            .getMessage());
                }
            }
        }
    }

    private final class Printer implements Consumer<PvEvent> {
        private final PvName name;
        private final int width;
        private Properties properties = Properties.NONE;

        Printer(PvName name, int width) {
            this.name = name;
            this.width = width;
        }

        @Override
        public void accept(PvEvent event) {
            synchronized (lock) {
                if (printed >= count) {
                    return;
                }
                switch (event) {
                    case Sample sample -> print(sample);
                    case PvEvent.PropertiesChanged(Properties told) -> properties = told;
                    case PvEvent.Connected(var _, var _, var _, var rights) -> {
                        connected.add(name);
                        if (!rights.readable()) {
                            access.err().println(name + " may not be read by this user and host");
                        }
                    }
                    case PvEvent.AccessChanged _ -> {}
                    case PvEvent.Disconnected(var since) -> {
                        // At first everything is: that is said after a while only.
                        if (connected.remove(name)) {
                            access.report().line(name + "  disconnected at " + since);
                            access.report()
                                    .object(
                                            "pv", name.toString(),
                                            "event", "disconnected",
                                            "since", since.toString());
                        }
                    }
                }
            }
        }

        private void print(Sample sample) {
            access.print(name, width, sample, properties);
            printed++;
            // The reader of a pipe may have gone.
            if (printed >= count || access.line().getOut().checkError()) {
                end.countDown();
            }
        }
    }
}
