import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The files of an installation on Linux, as they lie below `/`. Every package is a wrapping of this one tree, and so
/// is the container image.
///
/// @param root stands for `/`
record LinuxTree(Path root) {
    private static final Path ICONS = Path.of("assets/icons");
    private static final Path LINUX = Path.of("installer/linux");

    /// The folder of the application: `bin/`, `lib/` and `runtime/`. It runs wherever it is put.
    Path application() {
        return root.resolve("usr/lib/beamdesk");
    }

    private Path doc() {
        return root.resolve("usr/share/doc/beamdesk");
    }

    static LinuxTree make(Path jars, Path runtime, Path texts, Path output) throws IOException {
        LinuxTree tree = new LinuxTree(output.resolve("root"));
        LinkedRuntime.delete(tree.root);
        copyAll(runtime, tree.application().resolve("runtime"));
        for (Path jar : LinkedRuntime.beside(jars)) {
            Path to = Files.createDirectories(tree.application().resolve("lib")).resolve(jar.getFileName());
            if (jar.getFileName().toString().startsWith("sqlite-jdbc-")) {
                withoutOtherSystems(jar, to);
            } else {
                copy(jar, to);
            }
        }
        copy(LINUX.resolve("beamdesk"), tree.application().resolve("bin/beamdesk"));
        Files.setPosixFilePermissions(tree.application().resolve("bin/beamdesk"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(tree.root.resolve("usr/bin"));
        Files.createSymbolicLink(tree.root.resolve("usr/bin/beamdesk"), Path.of("../lib/beamdesk/bin/beamdesk"));
        tree.share(texts);
        tree.licences(jars, texts);
        copyAll(texts.resolve("handbook"), tree.doc().resolve("handbook"));
        return tree;
    }

    private void share(Path texts) throws IOException {
        Path share = root.resolve("usr/share");
        copy(LINUX.resolve("beamdesk.desktop"), share.resolve("applications/beamdesk.desktop"));
        copy(LINUX.resolve("beamdesk.xml"), share.resolve("mime/packages/beamdesk.xml"));
        Path icons = share.resolve("icons/hicolor");
        copy(ICONS.resolve("beamdesk.svg"), icons.resolve("scalable/apps/beamdesk.svg"));
        copy(ICONS.resolve("recipe.svg"), icons.resolve("scalable/mimetypes/application-vnd.beamdesk.recipe+json.svg"));
        for (int size : new int[] {16, 24, 32, 48, 64, 128, 256, 512}) {
            copy(ICONS.resolve("beamdesk-" + size + ".png"), icons.resolve(size + "x" + size + "/apps/beamdesk.png"));
        }
        copy(texts.resolve("beamdesk.bash"), share.resolve("bash-completion/completions/beamdesk"));
        for (Path page : files(texts.resolve("man"))) {
            Path packed = share.resolve("man/man1/" + page.getFileName() + ".gz");
            Files.createDirectories(packed.getParent());
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                Files.copy(page, out);
            }
        }
    }

    /// The list of everything inside with its licence, and the texts that the jars bring along.
    private void licences(Path jars, Path texts) throws IOException {
        Path doc = doc();
        copy(LINUX.resolve("copyright"), doc.resolve("copyright"));
        copy(texts.resolve("THIRD-PARTY.txt"), doc.resolve("THIRD-PARTY.txt"));
        copy(Path.of("assets/fonts/OFL.txt"), doc.resolve("licences/fonts-OFL.txt"));
        for (Path text : files(Path.of("installer/licences"))) {
            copy(text, doc.resolve("licences").resolve(text.getFileName()));
        }
        copy(Path.of("LICENSE"), doc.resolve("licences/Apache-2.0.txt"));
        for (Path jar : LinkedRuntime.beside(jars)) {
            try (JarFile content = new JarFile(jar.toFile())) {
                String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
                for (Enumeration<JarEntry> entries = content.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (entry.getName().matches("(.*/)?(LICENSE|NOTICE)[^/]*(?<!\\.class)")) {
                        String text = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                        Path to = doc.resolve("licences").resolve(name + "-" + text);
                        try (InputStream in = content.getInputStream(entry)) {
                            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
                        }
                    }
                }
            }
        }
    }

    /// SQLite's library is in its jar for every system there is; the 10 MB for the others stay behind.
    private static void withoutOtherSystems(Path jar, Path to) throws IOException {
        String own = "org/sqlite/native/Linux/" + Map.of("amd64", "x86_64").getOrDefault(System.getProperty("os.arch"), System.getProperty("os.arch")) + "/";
        try (JarFile content = new JarFile(jar.toFile()); ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            out.setMethod(ZipOutputStream.STORED);
            for (Enumeration<JarEntry> entries = content.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.isDirectory() || entry.getName().startsWith("org/sqlite/native/") && !entry.getName().startsWith(own)) {
                    continue;
                }
                byte[] bytes = content.getInputStream(entry).readAllBytes();
                ZipEntry kept = new ZipEntry(entry.getName());
                CRC32 crc = new CRC32();
                crc.update(bytes);
                kept.setCrc(crc.getValue());
                kept.setSize(bytes.length);
                kept.setTime(entry.getTime());
                out.putNextEntry(kept);
                out.write(bytes);
            }
        }
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(jar));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isSymbolicLink(path)) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(path));
                } else if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    copy(path, copy);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        // With its time, by which the cache of classes knows a jar.
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
