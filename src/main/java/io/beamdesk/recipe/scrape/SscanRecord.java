package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import io.beamdesk.recipe.Recipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A live sscan record with the inner ones that it starts: scan2 with scan1 where scan2's trigger is
/// `scan1.EXSC`.
///
/// Nothing here blocks. The futures complete on threads of their own, and fail with a
/// [PvException] if a record is not there, or with an [SscanException].
public final class SscanRecord {
    private static final int DEEPEST = 4;
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([2-9])");

    private final Pvs pvs;
    private final PvName record;
    private final ScanDevices devices;

    /// Takes the record's name, without a field: `SIM:scan2`.
    public SscanRecord(Pvs pvs, PvName record, ScanDevices devices) {
        this.pvs = pvs;
        this.record = record;
        this.devices = devices;
    }

    /// The record that people name.
    ///
    /// @throws PvException.BadName if no PV can have this name
    /// @throws SscanException if it is the name of a field
    public static PvName name(String record) {
        PvName name = PvName.of(record.strip());
        if (name.name().contains(".")) {
            throw new SscanException(
                    record.strip() + " is a field; name the record, such as SIM:scan1");
        }
        return name;
    }

    private static <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, body -> Thread.ofVirtual().name("sscan record").start(body));
    }

    /// Reads the records and makes a recipe of them; writes nothing.
    ///
    /// @param name of the recipe; else the record's description
    public CompletableFuture<Scraped> scrape(Optional<String> name) {
        return async(() -> {
            List<SscanFields> levels = levels(1);
            List<String> detectors = Scrape.detectors(levels.getLast(), devices);
            return Scrape.of(new SscanSnapshot(levels, exposures(detectors)), devices, name);
        });
    }

    /// What would have to be written for the records to do what the recipe says; writes nothing.
    public CompletableFuture<SscanChange> compare(Recipe recipe) {
        return async(() -> difference(recipe));
    }

    /// Writes a change that [#compare] showed, unless a record is scanning or was changed since.
    ///
    /// @return what is still different, read back after the last write; without differences if
    ///     every field took its value
    public CompletableFuture<SscanChange> apply(SscanChange change) {
        return async(() -> {
            SscanChange now = difference(change.recipe());
            List<Remark> against = now.problems().isEmpty() ? now.busy() : now.problems();
            if (!against.isEmpty()) {
                throw new SscanException(
                        "Nothing was written to " + record + ": " + against.getFirst());
            }
            if (!now.alike(change)) {
                throw new SscanException(
                        "Nothing was written to "
                                + record
                                + ": its fields have changed since they were compared; compare them"
                                + " again");
            }
            write(change.differences());
            return difference(change.recipe());
        });
    }

    private SscanChange difference(Recipe recipe) {
        List<SscanFields> levels = levels(Comparison.levels(recipe));
        Map<PvName, Double> exposures = exposures(Comparison.detectors(recipe));
        return Comparison.of(recipe, new SscanSnapshot(levels, exposures), devices);
    }

    private void write(List<Difference> differences) {
        int written = 0;
        for (Difference difference : differences) {
            try (Channel channel = pvs.open(difference.pv())) {
                done(
                        channel.put(difference.after())
                                .orTimeout(WRITE_LIMIT.toSeconds(), TimeUnit.SECONDS),
                        difference.pv());
            } catch (PvException problem) {
                throw new SscanException(
                        problem.getMessage()
                                + "; "
                                + written
                                + " of "
                                + differences.size()
                                + " fields had been written before");
            }
            written++;
        }
    }

    private static <T extends @org.jspecify.annotations.Nullable Object> T done(
            CompletableFuture<T> future, PvName pv) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof PvException problem) {
                throw problem;
            }
            if (failed.getCause() instanceof TimeoutException) {
                throw new PvException.NoAnswer(pv.toString(), "written", WRITE_LIMIT);
            }
            throw failed;
        }
    }

    /// The record with those it starts; at least so many where the names tell which would be next.
    private List<SscanFields> levels(int least) {
        List<SscanFields> chain = new ArrayList<>();
        Optional<PvName> next = Optional.of(record);
        while (next.isPresent() && chain.size() < DEEPEST) {
            SscanFields level = fields(next.get());
            chain.add(level);
            next =
                    inner(level)
                            .or(() ->
                                    chain.size() < least
                                            ? numbered(level.record())
                                            : Optional.empty())
                            .filter(name -> chain.stream().noneMatch(l -> l.record().equals(name)));
        }
        return chain;
    }

    private static Optional<PvName> inner(SscanFields level) {
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            String pv = level.text("T" + i + "PV");
            if (pv.endsWith(".EXSC")) {
                return Optional.of(PvName.of(pv.substring(0, pv.length() - ".EXSC".length())));
            }
        }
        return Optional.empty();
    }

    /// SIM:scan1 for SIM:scan2.
    private static Optional<PvName> numbered(PvName outer) {
        Matcher matcher = NUMBERED.matcher(outer.name());
        return matcher.matches()
                ? Optional.of(
                        new PvName(
                                outer.scheme(),
                                matcher.group(1) + (Integer.parseInt(matcher.group(2)) - 1)))
                : Optional.empty();
    }

    private SscanFields fields(PvName name) {
        // Asked for alone, so that a record that is not there is one disconnected name and not
        // many.
        Map<String, Value> values = new HashMap<>(values(name, List.of("NPTS"), true));
        values.putAll(values(name, SscanFields.NEEDED, true));
        values.putAll(values(name, SscanFields.OPTIONAL, false));
        SscanFields plain = new SscanFields(name, values);
        List<String> tables = new ArrayList<>();
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            if (plain.text("P" + i + "SM").equals("TABLE")) {
                tables.add("P" + i + "PA");
            }
        }
        values.putAll(values(name, tables, true));
        return new SscanFields(name, values);
    }

    private Map<String, Value> values(PvName name, List<String> fields, boolean needed) {
        Map<String, PvName> wanted = new LinkedHashMap<>();
        fields.forEach(field -> wanted.put(field, name.field(field)));
        return values(wanted, needed);
    }

    private <K> Map<K, Value> values(Map<K, PvName> wanted, boolean needed) {
        Map<K, Channel> channels = new LinkedHashMap<>();
        try {
            wanted.forEach((key, pv) -> channels.put(key, pvs.open(pv)));
            Map<K, CompletableFuture<Sample>> reads = new LinkedHashMap<>();
            channels.forEach((key, channel) -> reads.put(key, channel.get()));
            Map<K, Value> values = new HashMap<>();
            reads.forEach((key, read) -> {
                try {
                    values.put(key, done(read, record).value());
                } catch (PvException.NotConnected missing) {
                    if (needed) {
                        throw missing;
                    }
                }
            });
            return values;
        } finally {
            channels.values().forEach(Channel::close);
        }
    }

    private Map<PvName, Double> exposures(List<String> detectors) {
        Map<PvName, PvName> wanted = new LinkedHashMap<>();
        detectors.stream()
                .flatMap(name -> devices.detector(name).stream())
                .forEach(detector -> wanted.put(detector.exposure(), detector.exposure()));
        Map<PvName, Double> exposures = new HashMap<>();
        values(wanted, true)
                .forEach((pv, value) -> exposures.put(pv, value.number().orElse(Double.NaN)));
        return exposures;
    }
}
