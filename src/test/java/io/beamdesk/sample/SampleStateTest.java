package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of the life of a sample.
class SampleStateTest {
    @ParameterizedTest
    @CsvSource({
        "EMPTY, DEFINED",
        "DEFINED, QUEUED",
        "QUEUED, MOUNTED",
        "MOUNTED, MEASURING",
        "MEASURING, MEASURED",
        "MEASURING, FAILED",
        "MEASURING, SCREENED",
        "SCREENED, QUEUED",
        "FAILED, QUEUED",
        "MEASURED, QUEUED",
        "DEFINED, EMPTY"
    })
    void theWaysOfALifeAreThere(SampleState from, SampleState to) {
        assertThat(from.canBecome(to)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY, QUEUED",
        "EMPTY, MEASURING",
        "QUEUED, EMPTY",
        "MOUNTED, EMPTY",
        "MEASURING, EMPTY",
        "MEASURED, EMPTY",
        "MEASURED, DEFINED",
        "MEASURING, DEFINED",
        "MEASURING, MOUNTED"
    })
    void whatWouldLoseASampleOrItsProductsIsNot(SampleState from, SampleState to) {
        assertThat(from.canBecome(to)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyStateCanBeReachedAndLeftAndIsNotItsOwnSuccessor(SampleState state) {
        Set<SampleState> reached = new HashSet<>();
        Set<SampleState> edge = EnumSet.of(SampleState.EMPTY);
        while (reached.addAll(edge)) {
            Set<SampleState> next = EnumSet.noneOf(SampleState.class);
            edge.forEach(s -> next.addAll(s.next()));
            edge = next;
        }
        assertThat(reached).contains(state);
        assertThat(state.next()).isNotEmpty().doesNotContain(state);
    }

    @Test
    void settledStatesAreThoseToComeBackTo() {
        for (SampleState state : SampleState.values()) {
            assertThat(state.isSettled())
                    .isEqualTo(
                            state != SampleState.EMPTY
                                    && state != SampleState.QUEUED
                                    && SampleState.QUEUED.canBecome(state)
                                    && SampleState.MOUNTED.canBecome(state)
                                    && !state.isInBeam());
        }
    }
}
