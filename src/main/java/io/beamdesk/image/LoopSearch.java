package io.beamdesk.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where the middle of a loop on a pin is seen while the pin turns: the loop of the outline, found in
/// pictures at several angles.
///
/// Along the pin the loop reaches from the tip to its neck, which the pictures that show it from its flat
/// side tell; across the pin the middle of the outline follows a sinusoid, whatever the loop's shape.
/// What does not behave like that is not taken for a loop: rather none than a wrong one.
///
/// It belongs to one thread.
public final class LoopSearch {
    /// What the pictures come to.
    public sealed interface Finding permits Found, NotSure {}

    /// A loop.
    ///
    /// @param across where its middle is seen across the pin, against the angle, in pixels
    /// @param along where its middle is seen along the pin, in pixels
    /// @param width how wide it is at most, in pixels
    /// @param confidence 0 to 1: how well it behaves like a loop on a turning pin
    /// @param missing how many pictures show it cut or not at all
    public record Found(Sinusoid across, double along, double width, double confidence, int missing)
            implements Finding {}

    /// No loop, or none that can be told from something else.
    ///
    /// @param saw what was seen, as a clause
    /// @param advice what to do, as a clause
    public record NotSure(String saw, String advice) implements Finding {}

    /// Fewest pictures.
    public static final int LEAST = 6;

    /// Below it a loop is not told.
    private static final double SURE = 0.5;

    /// How far the neck is narrower than the loop.
    private static final double NECK = 0.75;

    // A loop narrower than this share of the frame is dirt on the ground.
    private static final double NARROWEST = 0.02;

    // Pixels by which a picture differs from itself by its noise, and a share of the loop's width.
    private static final double STILL = 1.5;
    private static final double ALIKE = 0.03;

    private record Picture(double degrees, Outline outline) {}

    /// The loop in one picture.
    ///
    /// @param width at most
    /// @param upper line from which on it is half as wide between its width and its neck's
    /// @param lower line up to which it is
    /// @param sharp how much wider it is than its neck, 0 to 1
    private record Bulge(double width, double upper, double lower, double sharp) {
        double middle() {
            return (upper + lower) / 2;
        }
    }

    private final boolean upright;
    private final List<Picture> pictures = new ArrayList<>();
    private final List<String> blanks = new ArrayList<>();
    private int size;

    /// @param upright whether the pin stands upright in the frames, else it lies across them
    public LoopSearch(boolean upright) {
        this.upright = upright;
    }

    /// Takes a picture in.
    ///
    /// @param degrees how far the pin was turned
    public void add(double degrees, Pixels pixels) {
        size = Math.max(size, upright ? pixels.columns() : pixels.rows());
        switch (Outline.of(pixels, upright)) {
            case Outline.Seen(Outline outline) -> pictures.add(new Picture(degrees, outline));
            case Outline.Blank(String why) -> blanks.add(why);
        }
    }

    /// Where the loop is.
    public Finding find() {
        int taken = pictures.size() + blanks.size();
        if (pictures.size() < LEAST / 2) {
            return blank(taken);
        }
        boolean end = pictures.getFirst().outline.fromEnd();
        if (pictures.stream().anyMatch(p -> p.outline.fromEnd() != end)) {
            return new NotSure(
                    "a pin that comes in from one side in some pictures and from the other in others",
                    "see what stands in the way of the camera");
        }
        List<Bulge> bulges = new ArrayList<>();
        for (Picture picture : pictures) {
            bulge(picture.outline).ifPresent(bulges::add);
        }
        if (bulges.size() < 3) {
            long cut = pictures.stream().filter(p -> p.outline.isCut(p.outline.tip())).count();
            if (cut + blanks.size() > 0) {
                return cut((int) cut + blanks.size(), taken);
            }
            return new NotSure(
                    "a pin without a loop: nothing on it is wider than its neck in "
                            + (pictures.size() - bulges.size())
                            + " of "
                            + pictures.size()
                            + " pictures",
                    "look whether the loop is still on the pin");
        }
        double widest = bulges.stream().mapToDouble(Bulge::width).max().orElseThrow();
        List<Bulge> flat = bulges.stream().filter(b -> b.width > 0.7 * widest).toList();
        double middle = median(flat.stream().mapToDouble(Bulge::middle).toArray());
        double half = median(flat.stream().mapToDouble(b -> b.lower - b.upper).toArray()) / 2;
        double uneven =
                flat.stream().mapToDouble(b -> Math.abs(b.middle() - middle)).max().orElseThrow();
        return across(middle, half, widest, uneven, taken);
    }

    private NotSure blank(int taken) {
        String commonest =
                blanks.stream()
                        .max((one, other) -> Integer.compare(count(one), count(other)))
                        .orElse("too few pictures were taken");
        String advice =
                switch (commonest) {
                    case "the picture is dark", "there is no even bright ground" ->
                            "give more light, or a longer exposure";
                    case "nothing stands out against the ground" ->
                            "look whether a sample is mounted, and bring it into the picture";
                    default -> "bring the pin into the picture by hand";
                };
        return new NotSure(
                commonest + " in " + count(commonest) + " of " + taken + " pictures", advice);
    }

    private static NotSure cut(int missing, int taken) {
        return new NotSure(
                "something that leaves the picture at " + missing + " of " + taken + " angles",
                "bring it nearer to the rotation's axis by hand first");
    }

    private int count(String why) {
        return (int) blanks.stream().filter(why::equals).count();
    }

    private Finding across(double middle, double half, double widest, double uneven, int taken) {
        int from = (int) Math.round(middle - half);
        int to = (int) Math.round(middle + half);
        List<double[]> places = new ArrayList<>();
        int missing = blanks.size();
        for (Picture picture : pictures) {
            double sum = 0;
            int lines = 0;
            boolean cut = false;
            for (int line = Math.max(0, from);
                    line <= Math.min(to, picture.outline.lines() - 1);
                    line++) {
                if (picture.outline.has(line)) {
                    sum += picture.outline.middle(line);
                    lines++;
                    cut |= picture.outline.isCut(line);
                }
            }
            if (cut || lines <= half) {
                missing++;
            } else {
                places.add(new double[] {picture.degrees, sum / lines});
            }
        }
        if (places.size() < Sinusoid.LEAST) {
            return cut(missing, taken);
        }
        return judge(places, middle, widest, uneven, missing);
    }

    private Finding judge(
            List<double[]> places, double middle, double widest, double uneven, int missing) {
        Sinusoid fit;
        try {
            fit =
                    Sinusoid.of(
                            places.stream().mapToDouble(p -> p[0]).toArray(),
                            places.stream().mapToDouble(p -> p[1]).toArray());
        } catch (IllegalArgumentException tooNear) {
            return cut(missing, missing + places.size());
        }
        if (fit.radius() < STILL && alike(middle) < Math.max(STILL, ALIKE * widest)) {
            return new NotSure(
                    "the same picture at all angles",
                    "see that the sample turns and that the camera takes new pictures");
        }
        double worst =
                places.stream().mapToDouble(p -> Math.abs(p[1] - fit.at(p[0]))).max().orElseThrow();
        Outline one = pictures.getFirst().outline;
        double scatter = uneven * one.block();
        double confidence =
                falling(worst, 0.2 * widest)
                        * falling(scatter, 0.35 * widest)
                        * Math.min(1, widest / (NARROWEST * size));
        if (confidence < SURE) {
            return new NotSure(
                    String.format(
                            Locale.ROOT,
                            "something %.0f pixels wide whose middle is up to %.0f pixels off the"
                                    + " curve of a turning loop, and up to %.0f along the pin",
                            widest,
                            worst,
                            scatter),
                    "see that nothing moves but the rotation, and centre it with three clicks");
        }
        return new Found(fit, one.along(middle), widest, confidence, missing);
    }

    /// How much the width of the loop differs between the pictures: a loop is flat.
    private double alike(double middle) {
        double[] widths =
                pictures.stream()
                        .mapToDouble(p -> p.outline.width((int) Math.round(middle)))
                        .sorted()
                        .toArray();
        return widths[widths.length - 1] - widths[0];
    }

    /// 1 where nothing is off, 0.5 at the limit, and falling on.
    private static double falling(double off, double limit) {
        return 1 / (1 + Math.pow(off / limit, 2));
    }

    /// From the tip down the first part that is wider than what follows.
    private Optional<Bulge> bulge(Outline outline) {
        int tip = outline.tip();
        double widest = 0;
        int at = tip;
        int neck = -1;
        for (int line = tip; line < outline.lines() && outline.has(line); line++) {
            double width = outline.width(line);
            if (width > widest) {
                widest = width;
                at = line;
            } else if (width < NECK * widest) {
                neck = line;
                break;
            }
        }
        if (neck < 0 || widest < NARROWEST / 2 * size) {
            return Optional.empty();
        }
        // On to where it is narrowest before it widens to the pin.
        for (int line = neck; line < outline.lines() && outline.has(line); line++) {
            if (outline.width(line) < outline.width(neck)) {
                neck = line;
            } else if (outline.width(line) > 1.2 * outline.width(neck)) {
                break;
            }
        }
        double level = (widest + outline.width(neck)) / 2;
        double upper = crossing(outline, at, -1, level, tip);
        double lower = crossing(outline, at, 1, level, neck);
        return Optional.of(new Bulge(widest, upper, lower, 1 - outline.width(neck) / widest));
    }

    /// The line, with its part, where the width falls to the level.
    private static double crossing(
            Outline outline, int from, int direction, double level, int end) {
        for (int line = from; line != end; line += direction) {
            double here = outline.width(line);
            double next = outline.width(line + direction);
            if (next < level) {
                return line + direction * (here - level) / Math.max(here - next, 1e-9);
            }
        }
        return end;
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
