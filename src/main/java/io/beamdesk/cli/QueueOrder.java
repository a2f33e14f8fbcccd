package io.beamdesk.cli;

import io.beamdesk.app.Desk;
import io.beamdesk.app.MountPlaces;
import io.beamdesk.app.MountProposal;
import io.beamdesk.app.Settings;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.sample.SampleRef;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Puts the queue in an order that spares the sample changer work.
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description =
                "Prints an order of what waits in which the sample changer exchanges fewer samples, and applies it if asked to; exit 1 if it does not answer.")
final class QueueOrder implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private QueueTool.Options options = new QueueTool.Options();

    @Option(names = "--apply", description = "Gives the queue this order.")
    private boolean apply;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.load();
        try (Desk desk =
                Desk.open(
                        common.beamline(settings), common.data(settings), settings.experiment())) {
            desk.awaitConnections(CheckCommand.PATIENCE);
            MountPlaces places = desk.samples().places();
            if (!apply) {
                print(MountProposal.of(DurableQueue.look(options.folder()), places, Set.of()));
                return 0;
            }
            try (DurableQueue queue = options.open()) {
                MountProposal proposal = MountProposal.of(queue.state(), places, Set.of());
                var _ =
                        queue.apply(
                                new QueueCommand.Reorder(
                                        proposal.order().stream().map(QueueItem::id).toList()));
                print(proposal);
            }
            return 0;
        }
    }

    private void print(MountProposal proposal) {
        for (QueueItem item : proposal.order()) {
            boolean moves = proposal.moved().contains(item);
            options.report()
                    .line(
                            "%s %s  %s"
                                    .formatted(
                                            moves ? "*" : " ",
                                            item.label(),
                                            item.origin().map(SampleRef::place).orElse("-")));
            options.report().object("id", item.id(), "label", item.label(), "moves", moves);
        }
        options.report().line(proposal.sentence());
        options.report()
                .object("exchanges", proposal.after(), "exchanges_before", proposal.before());
    }
}
