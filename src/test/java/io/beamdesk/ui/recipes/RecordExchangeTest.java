package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.ui.recipes.RecordExchange.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordExchangeTest {
    @TempDir private Path folder;
    private final ScriptedDesk desk = new ScriptedDesk();

    private RecipesViewModel model() {
        return new RecipesViewModel(
                desk,
                ScriptedDesk.shelf(List.of(ScriptedDesk.profile("Sample X profile")), folder),
                Runnable::run,
                Runnable::run,
                Runnable::run);
    }

    private static String text(RecipesViewModel model) {
        return model.messageProperty().get().text();
    }

    @Test
    void scrapeOpensWhatWasFoundAsANewRecipeAndKeepsWhatWasTyped() {
        RecipesViewModel model = model();
        model.edit("notes", new com.google.gson.JsonPrimitive("Mine."));
        RecordExchange exchange = model.records();
        desk.live.busy = true;
        exchange.scrape(" SIM:scan1 ");
        assertThat(exchange.stateProperty().get())
                .isInstanceOfSatisfying(
                        State.Found.class, found -> assertThat(found.scraped().busy()).hasSize(1));
        assertThat(exchange.open()).isTrue();
        assertThat(model.sheet().name()).isEqualTo("Free");
        assertThat(model.entry()).isEmpty();
        assertThat(model.shelf().canSave()).isTrue();
        assertThat(model.library().kept()).hasSize(1);
        assertThat(text(model)).isEqualTo("From SIM:scan1, not saved yet.");
    }

    @Test
    void scrapeOfARecordThatIsNotThereSaysSoWithItsName() {
        RecordExchange exchange = model().records();
        exchange.scrape("SIM:none");
        assertThat(exchange.stateProperty().get())
                .isInstanceOfSatisfying(
                        State.Failed.class,
                        failed -> assertThat(failed.reason()).contains("SIM:none").endsWith("."));
        assertThat(exchange.open()).isFalse();
    }

    @Test
    void writeFollowsTheComparisonAndSaysWhatWasWritten() {
        RecipesViewModel model = model();
        RecordExchange exchange = model.records();
        exchange.write();
        assertThat(desk.live.written).isEmpty();
        exchange.compare("SIM:scan1");
        assertThat(exchange.obstacle()).isEmpty();
        assertThat(desk.live.written).isEmpty();
        exchange.write();
        assertThat(desk.live.written).hasSize(1);
        assertThat(exchange.stateProperty().get()).isInstanceOf(State.Written.class);
        assertThat(text(model))
                .isEqualTo("Wrote 1 field of \"Sample X profile\" to SIM:scan1 and read it back.");
        exchange.write();
        assertThat(desk.live.written).hasSize(1);
    }

    @Test
    void writeNamesTheFieldThatDidNotTakeItsValue() {
        RecipesViewModel model = model();
        desk.live.stubborn = true;
        model.records().compare("SIM:scan1");
        model.records().write();
        assertThat(text(model))
                .isEqualTo(
                        "Wrote 1 field of \"Sample X profile\" to SIM:scan1, but SIM:scan1.NPTS did"
                                + " not take its value.");
    }

    @Test
    void writeIsHeldWhileTheRecordOrTheEngineIsAtWork() {
        RecordExchange exchange = model().records();
        desk.live.busy = true;
        exchange.compare("SIM:scan1");
        assertThat(exchange.obstacle()).contains("SIM:scan1.BUSY: is 1, a scan is under way.");
        desk.live.busy = false;
        exchange.compare("SIM:scan1");
        desk.busy = Optional.of("Slit profile is under way.");
        assertThat(exchange.obstacle()).contains("Slit profile is under way.");
        exchange.write();
        assertThat(desk.live.written).isEmpty();
    }

    @Test
    void compareOfAFormWithFaultsAsksNothing() {
        RecipesViewModel model = model();
        model.edit("axes[0].points", new com.google.gson.JsonPrimitive("x"));
        model.records().compare("SIM:scan1");
        assertThat(model.records().stateProperty().get()).isInstanceOf(State.Failed.class);
    }

    @Test
    void answerThatComesLateIsNotShownButAFailureOfItIsSaid() {
        RecipesViewModel model = model();
        RecordExchange exchange = model.records();
        exchange.compare("SIM:scan1");
        desk.live.silent = true;
        exchange.write();
        exchange.clear();
        desk.live.fail();
        assertThat(exchange.stateProperty().get()).isInstanceOf(State.Idle.class);
        assertThat(text(model)).contains("SIM:scan1");
    }
}
