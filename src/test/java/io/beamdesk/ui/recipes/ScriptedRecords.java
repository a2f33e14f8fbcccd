package io.beamdesk.ui.recipes;

import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.scrape.Difference;
import io.beamdesk.recipe.scrape.Remark;
import io.beamdesk.recipe.scrape.Scraped;
import io.beamdesk.recipe.scrape.SscanChange;
import io.beamdesk.recipe.scrape.SscanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One record of 51 points over sample X; every other name has no record behind it.
final class ScriptedRecords implements LiveRecords {
    static final String NAME = "SIM:scan1";
    static final PvName POINTS = PvName.of(NAME + ".NPTS");

    final List<SscanChange> written = new ArrayList<>();
    boolean busy;
    boolean stubborn;
    boolean silent;
    private final List<CompletableFuture<?>> waiting = new ArrayList<>();

    @Override
    public List<String> names() {
        return List.of(NAME, "SIM:scan2");
    }

    /// Lets what was asked while it was silent come to nothing.
    void fail() {
        waiting.forEach(w -> w.completeExceptionally(noAnswer(NAME)));
    }

    private static PvException noAnswer(String name) {
        return new PvException.NoAnswer(name, "read", Duration.ofSeconds(5));
    }

    private <T> CompletableFuture<T> answer(String record, T what) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (silent) {
            waiting.add(answer);
        } else if (record.equals(NAME)) {
            answer.complete(what);
        } else {
            answer.completeExceptionally(noAnswer(record));
        }
        return answer;
    }

    private List<Remark> scanning() {
        return busy
                ? List.of(new Remark(PvName.of(NAME + ".BUSY"), "is 1, a scan is under way"))
                : List.of();
    }

    @Override
    public CompletableFuture<Scraped> scrape(String record) {
        return answer(
                record,
                new Scraped(
                        new SscanSnapshot(List.of(), Map.of()),
                        Optional.of(ScriptedDesk.profile("Free")),
                        List.of(),
                        List.of(
                                new Remark(
                                        PvName.of(NAME + ".DDLY"),
                                        "waits 0.2 s between measuring and reading")),
                        scanning()));
    }

    @Override
    public CompletableFuture<SscanChange> compare(String record, Recipe recipe) {
        return answer(record, change(recipe, 51));
    }

    private SscanChange change(Recipe recipe, long points) {
        return new SscanChange(
                recipe,
                points == 121
                        ? List.of()
                        : List.of(
                                new Difference(
                                        POINTS, new Value.Whole(points), new Value.Whole(121))),
                List.of(),
                List.of(),
                scanning());
    }

    @Override
    public CompletableFuture<SscanChange> apply(String record, SscanChange change) {
        written.add(change);
        return answer(record, change(change.recipe(), stubborn ? 100 : 121));
    }
}
