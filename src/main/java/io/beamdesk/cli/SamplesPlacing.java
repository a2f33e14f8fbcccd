package io.beamdesk.cli;

import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Says where a tray is.
@Command(
        name = "place",
        mixinStandardHelpOptions = true,
        description = {
            "Says where a tray is at the beamline, and where the stage was when places of it were in the beam.",
            "What is known of other places stays."
        })
final class SamplesPlacing implements Callable<Integer> {
    @Mixin private SamplesTool.Output output = new SamplesTool.Output();
    @Mixin private SamplesTool.Database database = new SamplesTool.Database();

    @Option(names = "--tray", paramLabel = "ID", required = true, description = "Id of the tray.")
    private String id = "";

    @Option(
            names = "--at",
            paramLabel = "SPOT",
            description =
                    "Where it is: stage, H1 (a slot of the hotel), P1 (a place of the dewar), dewar; none if it is not there any more.")
    private @Nullable String spot;

    @Option(
            names = "--taught",
            paramLabel = "PLACE=X,Y,Z",
            description = "Where the stage was with that place in the beam, in mm: A1-1=0,0,0.")
    private Map<String, String> taught = new LinkedHashMap<>();

    @Override
    public Integer call() {
        try (SampleStore store = database.open()) {
            Tray tray = SamplesTool.tray(store, id, output);
            if (!taught.isEmpty()) {
                List<Taught> all = new ArrayList<>(tray.taught());
                taught.forEach((place, at) -> {
                    all.removeIf(t -> t.id().equals(place));
                    all.add(new Taught(place, position(place, at)));
                });
                store.apply(Edit.replace(tray, tray.withTaught(all)), SamplesTool.who());
            }
            if (spot != null && spot.equals("none")) {
                store.unload(id);
            } else if (spot != null) {
                store.load(id, spot);
            }
            output.report().line(id + (spot == null ? "" : " at " + spot));
            return 0;
        }
    }

    private MotorPosition position(String place, String text) {
        String[] words = text.split(",", -1);
        try {
            return new MotorPosition(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
            throw new ParameterException(
                    output.line(),
                    "\"%s\" is no position for %s; give x, y and z in mm: 1.5,-9,0"
                            .formatted(text, place),
                    wrong);
        }
    }
}
