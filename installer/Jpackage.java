import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The packages for Windows and macOS, made by the JDK's jpackage out of the same runtime and jars. Its options lie in
/// files of arguments: `installer/common.args` and one for each kind of package.
final class Jpackage {
    private Jpackage() {}

    /// @param system folder of the definitions: `windows` or `macos`
    static void run(Path jars, Path runtime, String version, Path output, String system) throws IOException {
        Path beside = output.resolve("modules");
        LinkedRuntime.delete(beside);
        Files.createDirectories(beside);
        for (Path jar : LinkedRuntime.beside(jars)) {
            Files.copy(jar, beside.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String kind : system.equals("macos") ? List.of("dmg", "pkg") : List.of("msi")) {
            List<String> args = new ArrayList<>(List.of(
                    "@installer/common.args", "@installer/" + system + "/" + kind + ".args",
                    // Neither system takes more than numbers.
                    "--app-version", version.replaceFirst("-.*", ""), "--runtime-image", runtime.toString(),
                    "--module-path", beside.toString(), "--dest", output.toString()));
            LinkedRuntime.tool("jpackage", args.toArray(String[]::new));
        }
    }
}
