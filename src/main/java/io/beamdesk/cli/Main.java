package io.beamdesk.cli;

import io.beamdesk.app.DeskLog;
import io.beamdesk.app.Desktop;
import io.beamdesk.app.FileDoor;
import io.beamdesk.app.Folders;
import io.beamdesk.app.Sentence;
import io.beamdesk.app.Settings;
import io.beamdesk.app.SettingsLayers;
import io.beamdesk.app.Version;
import io.beamdesk.log.Logging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Entry point: the desktop, or one of the commands.
@Command(
        name = "beamdesk",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionText.class,
        description = {
            "The desktop that beamline operators sit at.",
            "Without a command it opens the desktop; without --beamline, on a simulated beamline of its own."
        },
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            QueueTool.class,
            RecipesTool.class,
            ProductsTool.class,
            SamplesTool.class,
            BeamlineTool.class,
            SettingsCommand.class,
            SimCommand.class,
            GetCommand.class,
            PutCommand.class,
            MonitorCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it failed, the reason is on stderr",
            "2:wrong usage",
            "130:interrupted after the safe state was reached"
        },
        footer = {
            "",
            "The handbook that a package installs: /usr/share/doc/beamdesk/handbook/index.html"
        })
public final class Main implements Callable<Integer> {
    private static final Optional<Desktop> DESKTOP = ServiceLoader.load(Desktop.class).findFirst();

    @Mixin private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "A recipe or a product to show; in the desktop that is open, if there is one.")
    private @Nullable Path file;

    /// Parses the command line and ends with its exit code.
    public static void main(String[] args) {
        if (opensDesktop(args) && hasDisplay()) {
            // The toolkit starts while the command line is read and the beamline is connected.
            DESKTOP.ifPresent(desktop ->
                    Thread.ofPlatform().daemon().name("toolkit").start(desktop::prepare));
        }
        Logging.silence();
        System.exit(args.length == 0 ? withoutArguments() : commandLine().execute(args));
    }

    // A click on the icon: there is nothing to parse, which leaves the processor to the toolkit.
    private static int withoutArguments() {
        try {
            return new Main().call();
        } catch (Exception problem) {
            System.err.println(Sentence.of(problem));
            return 1;
        }
    }

    private static boolean opensDesktop(String[] args) {
        return args.length == 0 || args[0].startsWith("--beamline") || args[0].startsWith("--data");
    }

    /// The command line with its errors as one sentence.
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, _) -> {
                    command.getErr()
                            .println(command.getColorScheme().errorText(Sentence.of(problem)));
                    return 1;
                });
    }

    @Override
    public Integer call() throws Exception {
        Optional<Path> shown = Optional.ofNullable(file).map(Path::toAbsolutePath);
        if (shown.isPresent()) {
            if (!Files.isRegularFile(shown.get())) {
                System.err.println(
                        "There is no command and no file "
                                + file
                                + "; beamdesk --help lists the commands");
                return 2;
            }
            if (options.isDefault() && FileDoor.give(shown.get())) {
                System.out.println(file + " is shown in the desktop that is open.");
                return 0;
            }
        }
        if (DESKTOP.isEmpty() || !hasDisplay()) {
            System.out.println(
                    "There is no display, so the demonstration experiment runs without a window.");
            return new RunCommand().demonstration(options);
        }
        SettingsLayers read = DeskLog.begin();
        Settings settings = read.settings();
        return DESKTOP.get()
                .open(
                        new Desktop.Opening(
                                options.beamline(settings),
                                options.data(settings),
                                settings,
                                read.problems(),
                                shown));
    }

    private static boolean hasDisplay() {
        boolean needsServer =
                System.getProperty("os.name", "")
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("linux")
                        && !"Headless".equals(System.getProperty("glass.platform"));
        return !needsServer || set("DISPLAY") || set("WAYLAND_DISPLAY");
    }

    private static boolean set(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /// The version as the command line prints it.
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Beamdesk " + Version.text()};
        }
    }

    /// Path of the recipe that the demonstration runs, inside the application.
    static final String DEMONSTRATION = "/io/beamdesk/assets/recipes/step-scan.json";

    /// Never instantiated by others than the command line.
    Main() {}

    /// The folder of a person's recipes.
    static Path recipes() {
        return Folders.config().resolve("recipes");
    }
}
