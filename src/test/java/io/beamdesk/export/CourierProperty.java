package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.codec.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A far end that loses its connection anywhere, and damages what it has.
class CourierProperty {
    private static final String NAME = "a/b.h5";

    /// Files in memory; every connection lasts for so many operations.
    private static class Flaky implements FarEnd {
        final Map<String, byte[]> files = new HashMap<>();
        final Random random;
        final int patience;
        int left;

        Flaky(Random random, int patience) {
            this.random = random;
            this.patience = patience;
        }

        Flaky connect() {
            left = 1 + random.nextInt(patience);
            return this;
        }

        private void operation() throws IOException {
            if (--left < 0) {
                throw new IOException("connection lost");
            }
        }

        @Override
        public OptionalLong size(String name) throws IOException {
            operation();
            byte[] file = files.get(name);
            return file == null ? OptionalLong.empty() : OptionalLong.of(file.length);
        }

        @Override
        public OutputStream write(String name, long from) throws IOException {
            operation();
            files.put(name, Arrays.copyOf(files.getOrDefault(name, new byte[0]), (int) from));
            return new OutputStream() {
                @Override
                public void write(int b) {
                    throw new AssertionError("bytes come in pieces");
                }

                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                    byte[] file = files.get(name);
                    boolean lost = --left < 0;
                    int taken = lost ? random.nextInt(count) : count;
                    byte[] grown = Arrays.copyOf(file, file.length + taken);
                    System.arraycopy(bytes, offset, grown, file.length, taken);
                    files.put(name, grown);
                    if (lost) {
                        throw new IOException("connection lost");
                    }
                }
            };
        }

        @Override
        public InputStream read(String name) throws IOException {
            operation();
            return new ByteArrayInputStream(files.get(name));
        }

        @Override
        public String sha256(String name) throws IOException {
            operation();
            return Sha256.of(files.get(name));
        }

        @Override
        public void rename(String name, String to) throws IOException {
            operation();
            assertThat(files).doesNotContainKey(to);
            files.put(to, files.remove(name));
        }

        @Override
        public void delete(String name) throws IOException {
            operation();
            files.remove(name);
        }

        @Override
        public void close() {}
    }

    private static Courier courier(Flaky far, AtomicLong moved) {
        return new Courier(
                far::connect,
                new Bandwidth(0, System::nanoTime, _ -> {}),
                _ -> {},
                moved::addAndGet);
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    @Property(tries = 300)
    void aFileArrivesWholeOverAnyConnectionThatEverBringsSomething(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 400_000) int size)
            throws Exception {
        Random random = new Random(seed);
        Path file = Files.createTempFile("courier", ".h5");
        try {
            byte[] content = bytes(random, size);
            Files.write(file, content);
            // Comparing and renaming need five operations of one connection.
            Flaky far = new Flaky(random, 12);
            switch (random.nextInt(3)) {
                case 0 ->
                        far.files.put(
                                NAME + Courier.SUFFIX,
                                Arrays.copyOf(content, random.nextInt(size + 1)));
                case 1 ->
                        // Of another file, or damaged.
                        far.files.put(
                                NAME + Courier.SUFFIX, bytes(random, random.nextInt(2 * size + 1)));
                default -> {
                    // Nothing is there.
                }
            }
            Delivery delivery = new Delivery(new Parcel.Item(file, NAME, size));
            String sum;
            AtomicLong moved = new AtomicLong();
            try {
                sum = courier(far, moved).bring(delivery);
            } catch (ExportException e) {
                // Twelve connections in a row that brought nothing.
                assertThat(e).hasMessageContaining("connection lost");
                assertThat(far.files).doesNotContainKey(NAME);
                return;
            }
            assertThat(far.files).containsOnlyKeys(NAME);
            assertThat(far.files.get(NAME)).isEqualTo(content);
            assertThat(sum).isEqualTo(Sha256.of(content));
            assertThat(delivery.look().there()).isTrue();
            assertThat(delivery.sent()).isEqualTo(size);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 50)
    void whatIsThereIsNotSentAgain(@ForAll @IntRange(min = 0, max = 200_000) int there)
            throws Exception {
        Random random = new Random(there);
        Path file = Files.createTempFile("courier", ".h5");
        try {
            byte[] content = bytes(random, 200_000);
            Files.write(file, content);
            Flaky far = new Flaky(random, Integer.MAX_VALUE - 1);
            far.files.put(NAME + Courier.SUFFIX, Arrays.copyOf(content, there));
            AtomicLong moved = new AtomicLong();
            Delivery delivery = new Delivery(new Parcel.Item(file, NAME, content.length));
            var _ = courier(far, moved).bring(delivery);
            assertThat(moved).hasValue(content.length - there);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 20)
    void aFarEndThatDamagesEverythingKeepsNothing(@ForAll long seed) throws Exception {
        Path file = Files.createTempFile("courier", ".h5");
        try {
            Files.write(file, bytes(new Random(seed), 50_000));
            Flaky far =
                    new Flaky(new Random(seed), Integer.MAX_VALUE - 1) {
                        @Override
                        public String sha256(String name) {
                            return "0".repeat(64);
                        }
                    };
            Delivery delivery = new Delivery(new Parcel.Item(file, NAME, 50_000));
            assertThatThrownBy(() -> courier(far, new AtomicLong()).bring(delivery))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("another checksum at the far end");
            assertThat(far.files).isEmpty();
        } finally {
            Files.delete(file);
        }
    }
}
