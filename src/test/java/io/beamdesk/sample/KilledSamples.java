package io.beamdesk.sample;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A program that works with samples until it is killed. Before each action it prints what it is
/// going to do, after it that it was confirmed.
final class KilledSamples {
    private KilledSamples() {}

    static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[2]));
        String tray = args[1];
        try (SampleStore store =
                SampleStore.open(Path.of(args[0]), TrayTypes.shipped(), InstantSource.system())) {
            if (store.tray(tray).isEmpty()) {
                store.apply(Edit.add(Tray.of(tray, "384-1")), "anna");
            }
            print("ready");
            while (true) {
                act(store, tray, random);
                print("confirmed");
            }
        }
    }

    private static void act(SampleStore store, String tray, SplittableRandom random) {
        List<SampleCard> there = store.samples(tray);
        int choice = random.nextInt(4);
        if (there.isEmpty() || (choice == 0 && there.size() < 300)) {
            List<Sample> added = new ArrayList<>();
            List<Position> all = store.types().get("384-1").positions();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Position place = all.get(random.nextInt(all.size()));
                boolean free =
                        there.stream().noneMatch(c -> c.sample().position().equals(place.id()))
                                && added.stream().noneMatch(s -> s.position().equals(place.id()));
                if (free) {
                    added.add(Sample.of(tray, place.id(), "s" + random.nextInt(1000)));
                }
            }
            StringBuilder what = new StringBuilder("add");
            added.forEach(s -> what.append(' ').append(s.position()).append('=').append(s.alias()));
            print(what.toString());
            store.apply(Edit.add(added), "anna");
            return;
        }
        Sample one = there.get(random.nextInt(there.size())).sample();
        if (choice == 1) {
            print("remove " + one.position());
            store.apply(Edit.remove(List.of(one)), "anna");
        } else {
            String alias = "r" + random.nextInt(1000);
            print("rename " + one.position() + "=" + alias);
            store.apply(Edit.replace(one, one.withAlias(alias)), "anna");
        }
    }

    /// In one piece: a line is said or not.
    private static void print(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
