package io.beamdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The definitions of packages for systems that the tests do not run on.
class InstallerTest {
    private static final Path INSTALLER = Path.of("installer");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    /// Options of jpackage on every system, each with a value.
    private static final Set<String> COMMON =
            Set.of(
                    "--type",
                    "--name",
                    "--vendor",
                    "--description",
                    "--copyright",
                    "--license-file",
                    "--module",
                    "--java-options",
                    "--file-associations",
                    "--icon",
                    "--add-launcher");

    private static final Set<String> WINDOWS =
            Set.of(
                    "--win-upgrade-uuid",
                    "--win-menu",
                    "--win-menu-group",
                    "--win-shortcut-prompt",
                    "--win-dir-chooser");
    private static final Set<String> MACOS =
            Set.of("--mac-package-identifier", "--mac-app-category");
    private static final Set<String> WITHOUT_VALUE =
            Set.of("--win-menu", "--win-shortcut-prompt", "--win-dir-chooser");

    @Test
    void commonArgumentsAreThoseOfJpackageAndNameFilesThatAreThere() throws IOException {
        Map<String, List<String>> options = options("common.args");
        assertThat(COMMON).containsAll(options.keySet());
        assertThat(options.get("--module")).containsExactly("io.beamdesk/io.beamdesk.cli.Main");
        assertThat(options.get("--license-file")).allMatch(file -> Files.exists(Path.of(file)));
        assertThat(options.get("--file-associations"))
                .hasSize(2)
                .allMatch(file -> Files.exists(Path.of(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows/msi", "macos/pkg", "macos/dmg"})
    void argumentsOfASystemAreThoseOfItsPackage(String kind) throws IOException {
        Map<String, List<String>> options = options(kind + ".args");
        Set<String> known = new TreeSet<>(COMMON);
        known.addAll(kind.startsWith("windows") ? WINDOWS : MACOS);
        assertThat(known).containsAll(options.keySet());
        assertThat(options.get("--type")).containsExactly(kind.substring(kind.indexOf('/') + 1));
        assertThat(options.get("--icon")).allMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void argumentsForWindowsKeepTheIdentityByWhichAnUpgradeIsKnown() throws IOException {
        Map<String, List<String>> options = options("windows/msi.args");
        assertThat(options.get("--win-upgrade-uuid"))
                .extracting(UUID::fromString)
                .containsExactly(UUID.fromString("7b8f1d0e-52f5-4c7b-9a3f-6f0f3c1f2a58"));
        String[] launcher = options.get("--add-launcher").getFirst().split("=", 2);
        assertThat(properties(Path.of(launcher[1]))).containsEntry("win-console", "true");
    }

    @Test
    void fileTypesAreTheSameOnEverySystem() throws Exception {
        Properties recipe = properties(INSTALLER.resolve("recipe.properties"));
        Properties product = properties(INSTALLER.resolve("product.properties"));
        Document types =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(INSTALLER.resolve("linux/beamdesk.xml").toFile());
        Element type = (Element) types.getElementsByTagName("mime-type").item(0);
        Element glob = (Element) type.getElementsByTagName("glob").item(0);
        assertThat(type.getAttribute("type")).isEqualTo(recipe.getProperty("mime-type"));
        assertThat(glob.getAttribute("pattern")).isEqualTo("*." + recipe.getProperty("extension"));
        assertThat(Files.readString(INSTALLER.resolve("linux/beamdesk.desktop")))
                .contains(
                        recipe.getProperty("mime-type") + ";",
                        product.getProperty("mime-type") + ";");
    }

    @Test
    void iconOfWindowsHasEverySizeItNames() throws IOException {
        ByteBuffer icon = buffer("windows/beamdesk.ico").order(ByteOrder.LITTLE_ENDIAN);
        assertThat(icon.getShort(0)).isZero();
        assertThat(icon.getShort(2)).isEqualTo((short) 1);
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < icon.getShort(4); i++) {
            int entry = 6 + 16 * i;
            int width = Byte.toUnsignedInt(icon.get(entry));
            int size = width == 0 ? 256 : width;
            byte[] picture = slice(icon, icon.getInt(entry + 12), icon.getInt(entry + 8));
            if (isPng(picture)) {
                assertThat(read(picture).getWidth()).isEqualTo(size);
            } else {
                // A bitmap says its own width after its header's length.
                assertThat(ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
                        .isEqualTo(size);
            }
            sizes.add(size);
        }
        assertThat(sizes).contains(16, 32, 48, 256);
    }

    @Test
    void iconOfMacosIsMadeOfWholeParts() throws IOException {
        ByteBuffer icon = buffer("macos/beamdesk.icns");
        assertThat(new String(slice(icon, 0, 4), StandardCharsets.US_ASCII)).isEqualTo("icns");
        assertThat(icon.getInt(4)).isEqualTo(icon.capacity());
        List<Integer> sizes = new ArrayList<>();
        int at = 8;
        while (at < icon.capacity()) {
            int length = icon.getInt(at + 4);
            byte[] part = slice(icon, at + 8, length - 8);
            if (isPng(part)) {
                sizes.add(read(part).getWidth());
            }
            at += length;
        }
        assertThat(at).isEqualTo(icon.capacity());
        assertThat(sizes).contains(256, 512);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32, 48, 64, 128, 256, 512})
    void iconOfEachSizeIsThatLarge(int size) throws IOException {
        BufferedImage icon =
                ImageIO.read(Path.of("assets/icons/beamdesk-" + size + ".png").toFile());
        assertThat(icon.getWidth()).isEqualTo(size);
        assertThat(icon.getHeight()).isEqualTo(size);
    }

    /// Options and their values, as jpackage reads a file of arguments.
    private static Map<String, List<String>> options(String file) throws IOException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(INSTALLER.resolve(file))) {
            for (String line : lines.filter(l -> !l.startsWith("#") && !l.isBlank()).toList()) {
                Matcher matcher =
                        Pattern.compile("(--[a-z-]+)(?: (?:\"([^\"]*)\"|(\\S+)))?").matcher(line);
                assertThat(matcher.matches()).as(line).isTrue();
                String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
                assertThat(value == null)
                        .as(line)
                        .isEqualTo(WITHOUT_VALUE.contains(matcher.group(1)));
                options.computeIfAbsent(matcher.group(1), _ -> new ArrayList<>()).add(value);
            }
        }
        return options;
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static ByteBuffer buffer(String file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(INSTALLER.resolve(file)));
    }

    private static byte[] slice(ByteBuffer buffer, int at, int length) {
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        return bytes;
    }

    private static boolean isPng(byte[] bytes) {
        return bytes.length > 4 && ByteBuffer.wrap(bytes, 0, 4).equals(ByteBuffer.wrap(PNG));
    }

    private static BufferedImage read(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }
}
