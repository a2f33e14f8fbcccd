package io.beamdesk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever is done to a queue, in whatever order.
class QueueCommandProperty {
    @Property(tries = 300)
    void undoIsTheInverseOfEveryCommand(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int commands) {
        SplittableRandom random = new SplittableRandom(seed);
        QueueState state = Items.after(QueueState.EMPTY, new QueueCommand.Add(Items.items(6)));
        List<QueueState> past = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            Verdict.Accepted done = (Verdict.Accepted) state.after(Items.random(random, state));
            if (done.isChange()) {
                past.add(state);
            } else {
                assertThat(done.state()).isSameAs(state);
            }
            state = done.state();
        }
        for (QueueState before : past.reversed()) {
            state = Items.after(state, new QueueCommand.Undo());
            assertThat(state.items()).isEqualTo(before.items());
            assertThat(state.loop()).isEqualTo(before.loop());
        }
    }

    @Property(tries = 300)
    void noCommandLosesOrDoublesAnItem(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int commands) {
        SplittableRandom random = new SplittableRandom(seed);
        QueueState state = QueueState.EMPTY;
        for (int i = 0; i < commands; i++) {
            QueueCommand command = Items.random(random, state);
            Set<String> expected = new HashSet<>(Items.ids(state));
            switch (command) {
                case QueueCommand.Add add -> add.items().forEach(item -> expected.add(item.id()));
                case QueueCommand.Remove remove -> remove.ids().forEach(expected::remove);
                case QueueCommand.Duplicate twice -> expected.addAll(twice.copies().values());
                case QueueCommand.Clear _ -> expected.clear();
                default -> {
                    // The others only move and mark.
                }
            }
            state = Items.after(state, command);
            assertThat(Items.ids(state))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Property(tries = 300)
    void whatWasMeasuredMeanwhileIsNeitherQueuedAgainNorForgotten(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int actions) {
        SplittableRandom random = new SplittableRandom(seed);
        QueueState state = QueueState.EMPTY;
        Set<String> done = new HashSet<>();
        for (int i = 0; i < actions; i++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (state.after(new QueueCommand.Undo()) instanceof Verdict.Accepted undone) {
                        state = undone.state();
                    }
                }
                case 1 -> {
                    if (!state.items().isEmpty()) {
                        QueueItem front = state.items().getFirst();
                        boolean succeeds = random.nextBoolean();
                        state = Items.measured(state, succeeds);
                        if (succeeds) {
                            done.add(front.id());
                        } else {
                            assertThat(state.items().getFirst().id()).isEqualTo(front.id());
                            assertThat(state.items().getFirst().trouble()).isEqualTo("i0 is gone");
                        }
                    }
                }
                default -> state = Items.after(state, Items.random(random, state));
            }
            assertThat(Items.ids(state)).doesNotHaveDuplicates().noneMatch(done::contains);
        }
    }
}
