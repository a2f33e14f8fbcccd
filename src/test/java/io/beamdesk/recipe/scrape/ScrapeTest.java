package io.beamdesk.recipe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.pv.PvException;
import io.beamdesk.recipe.ListScanRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScrapeTest {
    private final Records records = new Records();

    @BeforeEach
    void setUp() throws Exception {
        records.ready();
    }

    private static Recipe line(int points) {
        return new StepScanRecipe(
                "line",
                List.of(new AxisRange("x", 1, 2, points)),
                false,
                false,
                List.of("scaler"),
                List.of(),
                0.5,
                0.1,
                "",
                "");
    }

    private String problem() throws Exception {
        Scraped scraped = records.scrape("SIM:scan1");
        assertThat(scraped.recipe()).isEmpty();
        assertThat(scraped.problems()).hasSize(1);
        return scraped.problems().getFirst().toString();
    }

    private String leftOut() throws Exception {
        Scraped scraped = records.scrape("SIM:scan1");
        assertThat(scraped.recipe()).isPresent();
        assertThat(scraped.leftOut()).hasSize(1);
        return scraped.leftOut().getFirst().toString();
    }

    @Test
    void aLineIsAStepScanAndNothingIsWritten() throws Exception {
        Scraped scraped = records.scrape("SIM:scan1");
        assertThat(scraped.recipe().orElseThrow())
                .isEqualTo(
                        new StepScanRecipe(
                                "scan",
                                List.of(new AxisRange("x", 0, 10, 11)),
                                false,
                                false,
                                List.of("scaler"),
                                List.of(),
                                1,
                                0,
                                "",
                                "Scraped from SIM:scan1."));
        assertThat(scraped.leftOut()).isEmpty();
        assertThat(scraped.busy()).isEmpty();
        assertThat(records.written).isEmpty();
    }

    @Test
    void theRecordsDescriptionIsTheNameWhereNoneIsGiven() throws Exception {
        assertThat(
                        records.record("SIM:scan1")
                                .scrape(java.util.Optional.empty())
                                .get()
                                .recipe()
                                .orElseThrow()
                                .name())
                .isEqualTo("Scan 1");
    }

    @Test
    void twoPositionersOfOneRecordMoveTogetherAndAreAList() throws Exception {
        records.write("SIM:scan1.NPTS", 3);
        records.write("SIM:scan1.P2PV", "SIM:m2.VAL");
        records.write("SIM:scan1.P2SM", "TABLE");
        records.write("SIM:scan1.P2PA", 7, 8, 9, 10);
        ListScanRecipe list = (ListScanRecipe) records.scrape("SIM:scan1").recipe().orElseThrow();
        assertThat(list.axes()).containsExactly("x", "y");
        assertThat(list.positions())
                .containsExactly(List.of(0.0, 7.0), List.of(5.0, 8.0), List.of(10.0, 9.0));
    }

    @Test
    void aTableAroundALineIsAListOfEveryCombination() throws Exception {
        records.write("SIM:scan1.NPTS", 2);
        records.write("SIM:scan2.P1PV", "SIM:m2.VAL");
        records.write("SIM:scan2.P1SM", "TABLE");
        records.write("SIM:scan2.NPTS", 2);
        records.write("SIM:scan2.P1PA", 7, 9);
        records.write("SIM:scan2.T1PV", "SIM:scan1.EXSC");
        ListScanRecipe list = (ListScanRecipe) records.scrape("SIM:scan2").recipe().orElseThrow();
        assertThat(list.axes()).containsExactly("y", "x");
        assertThat(list.positions())
                .containsExactly(
                        List.of(7.0, 0.0),
                        List.of(7.0, 10.0),
                        List.of(9.0, 0.0),
                        List.of(9.0, 10.0));
    }

    @Test
    void aBusyRecordIsFlaggedAndStillRead() throws Exception {
        records.show("SIM:scan1.BUSY", 1);
        Scraped scraped = records.scrape("SIM:scan1");
        assertThat(scraped.recipe()).isPresent();
        assertThat(scraped.busy())
                .singleElement()
                .asString()
                .isEqualTo(
                        "SIM:scan1.BUSY: is 1, a scan is under way (IDLE); wait for its end, or stop"
                                + " it with SIM:scan1.EXSC");
    }

    @Test
    void aRecordThatIsNotThereIsOneSentence() {
        assertThatThrownBy(() -> records.scrape("SIM:scan9"))
                .hasCauseInstanceOf(PvException.NotConnected.class)
                .hasMessageContaining("SIM:scan9.NPTS is not connected");
    }

    @Test
    void aPositionerThatNoAxisHasIsAProblem() throws Exception {
        records.write("SIM:scan1.P1PV", "SIM:m99.VAL");
        assertThat(problem())
                .startsWith("SIM:scan1.P1PV: moves SIM:m99.VAL, which no axis of the beamline");
    }

    @Test
    void aStartThatIsNoNumberIsAProblem() throws Exception {
        records.write("SIM:scan1.P1SP", Double.NaN);
        assertThat(problem()).isEqualTo("SIM:scan1.P1SP: is NaN; give a number");
    }

    @Test
    void aTablePositionThatIsNoNumberIsAProblem() throws Exception {
        records.write("SIM:scan1.P1SM", "TABLE");
        records.write("SIM:scan1.NPTS", 3);
        records.write("SIM:scan1.P1PA", 1, Double.NaN, 3);
        assertThat(problem()).isEqualTo("SIM:scan1.P1PA: has NaN for point 2; load a number there");
    }

    @Test
    void morePointsThanARecipeHoldsIsAProblem() throws Exception {
        records.show("SIM:scan1.NPTS", 2e9);
        assertThat(problem()).startsWith("SIM:scan1.NPTS: is 2000000000, more than the 1000000");
    }

    @Test
    void aModeThatTheRecordDoesNotHaveIsAProblem() throws Exception {
        records.show("SIM:scan1.P1SM", 9);
        assertThat(problem()).isEqualTo("SIM:scan1.P1SM: is 9; give LINEAR or TABLE");
    }

    @Test
    void aFlyScanIsAProblem() throws Exception {
        records.write("SIM:scan1.P1SM", "FLY");
        assertThat(problem()).startsWith("SIM:scan1.P1SM: is FLY, which measures during");
    }

    @Test
    void anEndThatTheStepsDoNotReachIsToldAndTheStepsCount() throws Exception {
        records.show("SIM:scan1.P1EP", 12);
        assertThat(leftOut()).startsWith("SIM:scan1.P1EP: is 12.0, but 11 points in steps of 1.0");
    }

    @Test
    void aStepBeforeTheScanIsLeftOutAndSaid() throws Exception {
        records.write("SIM:scan1.BSPV", "SIM:autorock");
        assertThat(leftOut())
                .isEqualTo(
                        "SIM:scan1.BSPV: writes 1.0 to SIM:autorock before the scan and waits for"
                                + " it; a recipe has no such step");
    }

    @Test
    void aDetectorDelayIsLeftOutAndSaid() throws Exception {
        records.write("SIM:scan1.DDLY", 0.2);
        assertThat(leftOut()).startsWith("SIM:scan1.DDLY: waits 0.2 s");
    }

    @Test
    void aReadingThatNoDeviceRecordsIsLeftOutAndSaid() throws Exception {
        records.write("SIM:scan1.D07PV", "SIM:other");
        assertThat(leftOut()).startsWith("SIM:scan1.D07PV: reads SIM:other, which no device");
    }

    @Test
    void whatWasScrapedDiffersInNothing() throws Exception {
        records.write("SIM:scan1.D07PV", "SIM:other");
        Recipe recipe = records.scrape("SIM:scan1").recipe().orElseThrow();
        assertThat(records.compare(recipe, "SIM:scan1").differences()).isEmpty();
    }

    @Test
    void onlyChangedFieldsAreWrittenAndThePointsBeforeThePositions() throws Exception {
        SscanChange change = records.compare(line(21), "SIM:scan1");
        assertThat(records.written).isEmpty();
        assertThat(records.record("SIM:scan1").apply(change).get().differences()).isEmpty();
        assertThat(records.written)
                .containsExactly(
                        "SIM:scan1.NPTS",
                        "SIM:scan1.P1SP",
                        "SIM:scan1.P1EP",
                        "SIM:scan1.PDLY",
                        "SIM:count");
        assertThat(records.number("SIM:scan1.P1SI")).isEqualTo(0.05);
    }

    @Test
    void aScanningRecordIsNotWritten() throws Exception {
        SscanChange change = records.compare(line(21), "SIM:scan1");
        records.show("SIM:scan1.BUSY", 1);
        assertThatThrownBy(() -> records.record("SIM:scan1").apply(change).get())
                .hasCauseInstanceOf(SscanException.class)
                .hasMessageContaining("Nothing was written to SIM:scan1: SIM:scan1.BUSY: is 1");
        assertThat(records.written).isEmpty();
    }

    @Test
    void aRecordThatWasChangedSinceItWasShownIsNotWritten() throws Exception {
        SscanChange change = records.compare(line(21), "SIM:scan1");
        records.write("SIM:scan1.P1SP", -5);
        assertThatThrownBy(() -> records.record("SIM:scan1").apply(change).get())
                .hasMessageContaining("have changed since they were compared");
        assertThat(records.written).isEmpty();
    }

    @Test
    void moreThanTheRecordTakesIsRefused() throws Exception {
        assertThat(records.compare(line(2001), "SIM:scan1").problems())
                .extracting(Remark::toString)
                .containsExactly(
                        "SIM:scan1.MPTS: allows 2000 points; the recipe has 2001, give fewer");
    }

    @Test
    void whatDidNotTakeIsStillDifferentAfterwards() throws Exception {
        SscanChange change = records.compare(line(11), "SIM:scan1");
        records.ignored.add("SIM:scan1.P1EP");
        SscanChange left = records.record("SIM:scan1").apply(change).get();
        assertThat(left.differences())
                .singleElement()
                .asString()
                .isEqualTo("SIM:scan1.P1EP: 10.0 → 2.0");
    }

    @Test
    void aRecipeOfTwoAxesNeedsAnOuterRecord() throws Exception {
        Recipe grid =
                new StepScanRecipe(
                        "grid",
                        List.of(new AxisRange("y", 0, 1, 3), new AxisRange("x", 0, 1, 3)),
                        false,
                        false,
                        List.of("scaler"),
                        List.of(),
                        1,
                        0,
                        "",
                        "");
        assertThat(records.compare(grid, "SIM:scan1").problems())
                .singleElement()
                .asString()
                .startsWith("SIM:scan1: scans 1 of the recipe's 2 axes; name an outer record");
        assertThat(records.compare(grid, "SIM:scan2").differences())
                .extracting(Difference::toString)
                .contains("SIM:scan2.T1PV: (empty) → SIM:scan1.EXSC");
    }
}
