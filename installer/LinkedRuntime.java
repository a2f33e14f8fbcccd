import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// A Java runtime of the modules that Beamdesk needs: those of the JDK and of JavaFX. Automatic modules cannot be
/// linked, so the other jars lie beside it.
final class LinkedRuntime {
    /// Libraries of the JDK's own windows, of its sound and of text drawn into pictures, 4 MB: JavaFX has its own, and
    /// pictures are only read and written.
    private static final String UNUSED = "regex:.*/lib(awt_xawt|fontmanager|freetype|jawt|jsound|mlib_image|splashscreen)[.]so";

    private LinkedRuntime() {}

    /// Links the runtime, unless the one that is there is of the same modules.
    ///
    /// @return its folder
    static Path make(Path jars, Path output) throws IOException {
        Path runtime = output.resolve("runtime");
        Path made = output.resolve("runtime.modules");
        List<Path> javafx = modular(jars, true);
        Set<String> modules = needed(jars);
        String stamp = Runtime.version() + " " + modules + " " + javafx.stream().map(Path::getFileName).toList() + " " + UNUSED;
        if (Files.exists(made) && Files.readString(made).equals(stamp)) {
            return runtime;
        }
        Files.deleteIfExists(made);
        delete(runtime);
        Path jmods = output.resolve("jmods");
        delete(jmods);
        Files.createDirectories(jmods);
        for (Path jar : javafx) {
            jmod(jar, jmods);
        }
        tool("jlink", "--module-path", jmods.toString(), "--add-modules", String.join(",", modules), "--compress", "zip-6",
                "--exclude-files", UNUSED, "--no-header-files", "--no-man-pages", "--output", runtime.toString());
        Files.writeString(made, stamp);
        return runtime;
    }

    /// The jars that lie beside the runtime.
    static List<Path> beside(Path jars) throws IOException {
        return modular(jars, false);
    }

    private static List<Path> modular(Path jars, boolean javafx) throws IOException {
        try (Stream<Path> all = Files.list(jars)) {
            return all.filter(jar -> jar.toString().endsWith(".jar"))
                    .filter(jar -> jar.getFileName().toString().startsWith("javafx-") == javafx)
                    // Of each JavaFX module there is an empty jar too, which only leads Maven to the system's own.
                    .filter(jar -> !javafx || !descriptor(jar).isAutomatic())
                    .sorted()
                    .toList();
        }
    }

    private static ModuleDescriptor descriptor(Path jar) {
        return ModuleFinder.of(jar).findAll().stream().map(ModuleReference::descriptor).findFirst().orElseThrow();
    }

    /// What the descriptors require, and what the classes of automatic modules use.
    private static Set<String> needed(Path jars) throws IOException {
        Set<String> modules = new TreeSet<>();
        List<String> jdeps = new ArrayList<>(List.of("--ignore-missing-deps", "-q", "--print-module-deps", "--multi-release",
                String.valueOf(Runtime.version().feature()), "--module-path", jars.toString(), "--add-modules", "ALL-MODULE-PATH"));
        for (Path jar : beside(jars)) {
            jdeps.add(jar.toString());
            descriptor(jar).requires().stream()
                    .filter(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                    .map(ModuleDescriptor.Requires::name)
                    .filter(name -> name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("javafx."))
                    .forEach(modules::add);
        }
        modules.addAll(List.of(tool("jdeps", jdeps.toArray(String[]::new)).strip().split(",")));
        return modules;
    }

    /// A module for the linker, with its native libraries where it wants them.
    private static void jmod(Path jar, Path jmods) throws IOException {
        Path classes = Files.createDirectories(jmods.resolve("classes"));
        Path libraries = Files.createDirectories(jmods.resolve("libraries"));
        try (JarFile content = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = content.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                boolean library = entry.getName().matches("[^/]+\\.(so|dylib|dll)");
                Path file = (library ? libraries : classes).resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(content.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        tool("jmod", "create", "--class-path", classes.toString(), "--libs", libraries.toString(),
                jmods.resolve(descriptor(jar).name() + ".jmod").toString());
        delete(classes);
        delete(libraries);
    }

    static String tool(String name, String... args) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        if (ToolProvider.findFirst(name).orElseThrow().run(out, out, args) != 0) {
            throw new IllegalStateException(name + " failed: " + said);
        }
        return said.toString();
    }

    /// Deletes a folder with all that is in it; nothing happens if it is not there.
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
