import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Makes the packages of this system out of the runnable layout that `mvn package` leaves. Started by the profile
/// `installer`: `java installer/Package.java LAYOUT TEXTS OUTPUT VERSION`.
///
/// - LAYOUT: the folder with `lib/`, the jars and JavaFX's native libraries
/// - TEXTS: the folder with the man pages, the completion for bash, the list of licences and the handbook as HTML
/// - OUTPUT: the folder where everything is made
/// - VERSION: as Maven has it
public final class Package {
    private Package() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("Give LAYOUT TEXTS OUTPUT VERSION, as the profile installer does");
            System.exit(2);
        }
        Path jars = Path.of(args[0]).resolve("lib");
        Path texts = Path.of(args[1]);
        Path output = Files.createDirectories(Path.of(args[2]));
        Path runtime = LinkedRuntime.make(jars, output);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("linux")) {
            LinuxTree tree = LinuxTree.make(jars, runtime, texts, output);
            ClassCache.make(tree.application(), output);
            new LinuxPackages(tree, args[3], output).make();
        } else {
            Jpackage.run(jars, runtime, args[3], output, system.contains("mac") ? "macos" : "windows");
        }
    }

    /// Runs a program and shows what it says.
    static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(command[0] + " ended with " + code);
        }
    }
}
