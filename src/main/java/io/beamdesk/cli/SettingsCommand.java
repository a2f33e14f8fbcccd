package io.beamdesk.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.beamdesk.app.SettingsLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says what is set, and where.
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = {
            "Prints every setting with its value and where it comes from: built in, a file of the site, your file,"
                    + " or the command line.",
            "Exit 1 if something is wrong with a file."
        })
final class SettingsCommand implements Callable<Integer> {
    private static final String COMMAND_LINE = "command line";

    @Mixin private CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        SettingsLayers read = SettingsLayers.read();
        List<SettingsLayers.Value> values = new ArrayList<>();
        for (SettingsLayers.Value value : read.explained()) {
            values.add(shown(value));
        }
        Report report = new Report(line.getOut(), json);
        int widest = values.stream().mapToInt(v -> v.name().length()).max().orElse(0);
        int wide =
                values.stream().mapToInt(v -> text(v).length()).filter(w -> w < 50).max().orElse(0);
        for (SettingsLayers.Value value : values) {
            report.line(
                    ("%-" + widest + "s  %-" + Math.max(1, wide) + "s  %s")
                            .formatted(value.name(), text(value), value.source()));
            report.object("name", value.name(), "value", value.value(), "source", value.source());
        }
        for (String problem : read.problems()) {
            report.object("problem", problem);
            if (!json) {
                line.getErr().println(problem);
            }
        }
        return read.problems().isEmpty() ? 0 : 1;
    }

    private SettingsLayers.Value shown(SettingsLayers.Value value) {
        if (value.name().equals("beamline") && common.givenBeamline().isPresent()) {
            return given(value, common.givenBeamline().get().toString());
        }
        if (value.name().equals("dataFolder") && common.givenData().isPresent()) {
            return given(value, common.givenData().get().toString());
        }
        if (value.name().equals("forwardLogTo") && !value.value().getAsString().isBlank()) {
            // An address with its key: who reads this over a shoulder need not have it.
            return new SettingsLayers.Value(
                    value.name(), new JsonPrimitive("(set)"), value.source());
        }
        return value;
    }

    private static SettingsLayers.Value given(SettingsLayers.Value value, String now) {
        return new SettingsLayers.Value(value.name(), new JsonPrimitive(now), COMMAND_LINE);
    }

    private static String text(SettingsLayers.Value value) {
        JsonElement element = value.value();
        String text = element.isJsonPrimitive() ? element.getAsString() : element.toString();
        return text.isEmpty() ? "-" : text;
    }
}
