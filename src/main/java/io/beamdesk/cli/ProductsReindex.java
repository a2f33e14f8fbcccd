package io.beamdesk.cli;

import io.beamdesk.app.Settings;
import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.Gathering;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Makes the catalogue of a data folder anew.
@Command(
        name = "reindex",
        mixinStandardHelpOptions = true,
        description =
                "Reads every product of a data folder anew into its catalogue; the files are only read.")
final class ProductsReindex implements Callable<Integer> {
    @Mixin private ProductsTool.Printing printing = new ProductsTool.Printing();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The data folder; default: the one set in the desktop.")
    private @Nullable Path folder;

    @Mixin private IndexOption index = new IndexOption();

    @Override
    public Integer call() throws InterruptedException {
        Path where = folder == null ? Settings.load().data() : folder;
        try (Catalogue catalogue = index.catalogue(where)) {
            Gathering.Outcome outcome =
                    Gathering.again(
                            catalogue, read -> printing.report().passing(read + " products read"));
            printing.report().passing("");
            printing.report()
                    .line(
                            "%s: %d products read, %d forgotten that are not there any more"
                                    .formatted(catalogue.folder(), outcome.read(), outcome.gone()));
            printing.report()
                    .object(
                            "folder", catalogue.folder().toString(),
                            "read", outcome.read(),
                            "gone", outcome.gone());
        }
        return 0;
    }
}
