package io.beamdesk.app;

import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// What stands in the way of a run beside its devices: the data folder.
final class Preflight {
    private Preflight() {}

    static Forecast add(Forecast forecast, ProductFolder folder, long keepFree) {
        List<Problem> problems = new ArrayList<>(forecast.problems());
        if (!Files.isDirectory(folder.path())) {
            problems.add(
                    new Problem(
                            "",
                            "The data folder "
                                    + folder.path()
                                    + " does not exist any more; mount its disk or choose another one"));
        } else if (!Files.isWritable(folder.path())) {
            problems.add(
                    new Problem(
                            "",
                            "The data folder "
                                    + folder.path()
                                    + " cannot be written to; choose another one or change its rights"));
        } else {
            space(forecast, folder, keepFree, problems);
        }
        return new Forecast(
                forecast.points(),
                forecast.shares(),
                forecast.bytes(),
                forecast.targets(),
                problems,
                forecast.remarks());
    }

    /// @param keepFree bytes that a run leaves free beside its own data
    private static void space(
            Forecast forecast, ProductFolder folder, long keepFree, List<Problem> problems) {
        try {
            FileStore store = Files.getFileStore(folder.path());
            long free = store.getUsableSpace();
            if (free < forecast.bytes() + keepFree) {
                problems.add(
                        new Problem(
                                "",
                                "The data folder "
                                        + folder.path()
                                        + " has "
                                        + (free >> 20)
                                        + " MiB free, the run needs "
                                        + (forecast.bytes() >> 20)
                                        + " MiB and leaves "
                                        + (keepFree >> 20)
                                        + " MiB free; free some space or choose another folder"));
            }
        } catch (IOException unknown) {
            problems.add(
                    new Problem(
                            "",
                            "The free space of "
                                    + folder.path()
                                    + " could not be read: "
                                    + unknown.getMessage()));
        }
    }
}
