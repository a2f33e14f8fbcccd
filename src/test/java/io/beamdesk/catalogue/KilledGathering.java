package io.beamdesk.catalogue;

import java.nio.file.Path;

/// A program that makes a catalogue anew, over and over, until it is killed.
final class KilledGathering {
    private KilledGathering() {}

    static void main(String[] args) throws InterruptedException {
        try (Catalogue catalogue = Catalogue.open(Path.of(args[0]), Path.of(args[1]))) {
            while (true) {
                var _ = Gathering.again(catalogue, _ -> {});
                System.out.println("once");
            }
        }
    }
}
