import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/// The packages for Debian and for systems with RPM, each where its tool is installed.
///
/// @param tree what is installed
/// @param version as Maven has it
/// @param output where the packages are put
record LinuxPackages(LinuxTree tree, String version, Path output) {
    private static final Path LINUX = Path.of("installer/linux");

    void make() throws Exception {
        deb();
        rpm();
    }

    /// A snapshot comes before the release it leads to, which both systems write with a tilde.
    private String packaged() {
        return version.replace('-', '~');
    }

    private void deb() throws Exception {
        if (missing("dpkg-deb")) {
            return;
        }
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64" -> "amd64";
            case "aarch64" -> "arm64";
            case String other -> other;
        };
        Path control = tree.root().resolve("DEBIAN");
        Files.createDirectories(control);
        Files.writeString(control.resolve("control"),
                Files.readString(LINUX.resolve("control"))
                        .replace("@VERSION@", packaged())
                        .replace("@ARCHITECTURE@", architecture)
                        .replace("@SIZE@", String.valueOf(kibibytes())));
        Files.writeString(control.resolve("md5sums"), sums());
        Path deb = output.resolve("beamdesk_" + packaged() + "_" + architecture + ".deb");
        // Much of it is packed already: xz would take five times as long for a twelfth less.
        Package.run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z6", "--build", tree.root().toString(), deb.toString());
        LinkedRuntime.delete(control);
    }

    private void rpm() throws Exception {
        if (missing("rpmbuild")) {
            return;
        }
        Path top = output.toAbsolutePath().resolve("rpmbuild");
        Package.run("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + top, "--define", "_binary_payload w6.gzdio", "--define", "_rpmdir " + output.toAbsolutePath(),
                "--define", "_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm",
                "--define", "beamdesk_version " + packaged(), "--define", "beamdesk_root " + tree.root().toAbsolutePath(),
                LINUX.resolve("beamdesk.spec").toString());
        LinkedRuntime.delete(top);
    }

    private static boolean missing(String tool) {
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        if (!there) {
            System.out.println("There is no " + tool + " on this system, so its package is not made");
        }
        return !there;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(tree.root().resolve("usr"))) {
            return all.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path)).sorted().toList();
        }
    }

    private long kibibytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes / 1024;
    }

    /// What `dpkg --verify` compares with.
    private String sums() throws IOException, NoSuchAlgorithmException {
        StringBuilder sums = new StringBuilder();
        for (Path file : files()) {
            byte[] sum = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
            sums.append("%032x  %s%n".formatted(new BigInteger(1, sum), tree.root().relativize(file)));
        }
        return sums.toString();
    }
}
