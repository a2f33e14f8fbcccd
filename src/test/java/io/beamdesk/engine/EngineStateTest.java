package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.engine.EngineState.Trigger;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineStateTest {
    private static final Set<Trigger> OPERATOR_ENDS =
            EnumSet.of(Trigger.STOP, Trigger.ABORT, Trigger.HALT);

    @Test
    void everyTransitionKeepsItsPromise() {
        StringBuilder table = new StringBuilder("state      trigger        next\n");
        for (EngineState state : EngineState.values()) {
            for (Trigger trigger : Trigger.values()) {
                EngineState next = state.on(trigger).orElse(null);
                table.append(
                        String.format(
                                "%-10s %-14s %s%n",
                                state, trigger, next == null ? "refused" : next));
                String row = state + " on " + trigger + " gives " + next;
                if (state == EngineState.IDLE) {
                    assertThat(next)
                            .as(row)
                            .isEqualTo(trigger == Trigger.START ? EngineState.RUNNING : null);
                    continue;
                }
                assertThat(trigger == Trigger.START && next != null)
                        .as("no run within a run: " + row)
                        .isFalse();
                if (state != EngineState.HALTING && trigger == Trigger.HALT) {
                    assertThat(next)
                            .as("a halt is always obeyed: " + row)
                            .isEqualTo(EngineState.HALTING);
                }
                if (state.isEnding() && next != null) {
                    assertThat(next.isEnding() || next == EngineState.IDLE)
                            .as("no way back from an end: " + row)
                            .isTrue();
                }
                if (state.isEnding() || OPERATOR_ENDS.contains(trigger)) {
                    assertThat(
                                    next == null
                                            && OPERATOR_ENDS.contains(trigger)
                                            && state != EngineState.ABORTING)
                            .as("an end asked for twice is not an error: " + row)
                            .isFalse();
                }
                if (trigger == Trigger.ENDED && next != null) {
                    assertThat(next).as(row).isEqualTo(EngineState.IDLE);
                }
                if (trigger == Trigger.FAIL) {
                    assertThat(next).as("a failure is possible in every run: " + row).isNotNull();
                }
            }
        }
        System.out.println(table);
    }
}
