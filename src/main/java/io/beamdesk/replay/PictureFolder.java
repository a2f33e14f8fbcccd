package io.beamdesk.replay;

import io.beamdesk.image.PictureFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The PNG and JPEG pictures of a folder, in the order of their names, in which numbers count: `a2`
/// before `a10`.
final class PictureFolder implements Recording {
    private static final Pattern PICTURE =
            Pattern.compile(".*\\.(png|jpg|jpeg)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Path folder;
    private final List<Path> files;

    private PictureFolder(Path folder, List<Path> files) {
        this.folder = folder;
        this.files = files;
    }

    static Recording open(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (PICTURE.matcher(String.valueOf(file.getFileName())).matches()
                        && Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new RecordingException(
                    "The folder %s cannot be read: %s.".formatted(folder, e.getMessage()), e);
        }
        if (files.isEmpty()) {
            throw new RecordingException(
                    "The folder %s has no PNG or JPEG pictures to replay; choose another one."
                            .formatted(folder));
        }
        files.sort(Comparator.comparing(PictureFolder::order));
        return new PictureFolder(folder, List.copyOf(files));
    }

    /// Numbers of the same length, so that letters compare them.
    private static String order(Path file) {
        return NUMBER.matcher(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT))
                .replaceAll(number ->
                        "0".repeat(Math.max(0, 20 - number.group().length())) + number.group());
    }

    @Override
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public boolean timed() {
        return false;
    }

    @Override
    public double seconds(int index) {
        throw new IllegalStateException(folder + " does not say when its pictures were taken");
    }

    @Override
    public Picture read(int index) {
        Path file = files.get(index);
        try {
            PictureFile.Content content = PictureFile.read(file);
            return new Picture(content.pixels(), content.created());
        } catch (IOException e) {
            throw new RecordingException(
                    "%s cannot be read as a picture: %s; it may be damaged, step over it."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        // Each picture is open only while it is read.
    }
}
