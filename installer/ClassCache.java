import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A cache of loaded and linked classes, made of what one start of the desktop does. It is made with the display that
/// there is, else on JavaFX's own headless platform, whose cache lacks the classes of the window system.
final class ClassCache {
    private static final long LIMIT = TimeUnit.MINUTES.toNanos(5);

    private ClassCache() {}

    /// Makes `lib/beamdesk.aot` in the application's folder.
    static void make(Path application, Path output) throws IOException, InterruptedException {
        Path cache = application.resolve("lib/beamdesk.aot");
        Files.deleteIfExists(cache);
        if (!display()) {
            System.out.println("There is no display (DISPLAY), so the cache of classes lacks those of the window system and the"
                    + " desktop that is installed starts more slowly: run this under xvfb-run for packages that are given away");
        }
        Path home = output.resolve("training");
        LinkedRuntime.delete(home);
        Files.createDirectories(home);
        Path recorded = home.resolve("recorded");
        record(start(application, home, "-XX:AOTMode=record -XX:AOTConfiguration=" + recorded), home);
        Process assembly = start(application, home,
                "-XX:AOTMode=create -XX:AOTConfiguration=" + recorded + " -XX:AOTCache=" + cache.toAbsolutePath());
        if (assembly.waitFor() != 0 || !Files.exists(cache)) {
            throw new IOException("No cache of classes was made: " + Files.readString(home.resolve("out")));
        }
        LinkedRuntime.delete(home);
    }

    private static boolean display() {
        return !System.getenv().getOrDefault("DISPLAY", "").isEmpty();
    }

    private static Process start(Path application, Path home, String options) throws IOException {
        String headless = display() ? "" : "-Dglass.platform=Headless -Dprism.order=sw ";
        ProcessBuilder builder = new ProcessBuilder(application.resolve("bin/beamdesk").toString());
        for (String folder : new String[] {"DATA", "CONFIG", "STATE", "CACHE", "RUNTIME"}) {
            builder.environment().put("XDG_" + folder + (folder.equals("RUNTIME") ? "_DIR" : "_HOME"), home.toAbsolutePath().toString());
        }
        builder.environment().put("BEAMDESK_JAVA_OPTIONS", headless + options);
        return builder.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile()).start();
    }

    /// Waits until the desktop is there with its first pane and a live value, and ends it as the system would.
    private static void record(Process desktop, Path home) throws IOException, InterruptedException {
        Path log = home.resolve("beamdesk/beamdesk.log");
        long begin = System.nanoTime();
        while (!said(log, "First pane shown") || !said(log, "First live value shown")) {
            if (!desktop.isAlive() || System.nanoTime() - begin > LIMIT) {
                desktop.destroyForcibly();
                throw new IOException("The desktop did not open, so no cache of classes is made: " + Files.readString(home.resolve("out")));
            }
            Thread.sleep(100);
        }
        // What is drawn and asked for right after the first pane belongs to a start too.
        Thread.sleep(2000);
        desktop.destroy();
        desktop.waitFor();
    }

    private static boolean said(Path log, String words) throws IOException {
        return Files.exists(log) && Files.readString(log).contains(words);
    }
}
