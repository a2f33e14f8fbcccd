package io.beamdesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final Queue<Runnable> fxTasks = new ArrayDeque<>();
    private final Queue<Runnable> delayed = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private long now;
    private final Pulse pulse =
            new Pulse(
                    fxTasks::add,
                    (delay, task) -> {
                        delays.add(delay);
                        delayed.add(task);
                    },
                    () -> now,
                    Duration.ofMillis(100));

    @Test
    void offerWhileTheFxThreadIsBlockedSetsThePropertyOnce() throws InterruptedException {
        ExecutorService fxThread = Executors.newSingleThreadExecutor();
        AtomicInteger tasks = new AtomicInteger();
        Pulse real =
                new Pulse(
                        task -> {
                            tasks.incrementAndGet();
                            fxThread.execute(task);
                        },
                        (_, task) -> task.run(),
                        System::nanoTime,
                        Duration.ZERO);
        ScriptedPv pv = new ScriptedPv("SIM:m1.RBV");
        CountDownLatch blocked = new CountDownLatch(1);
        fxThread.execute(() -> awaitQuietly(blocked));
        AtomicInteger sets = new AtomicInteger();
        try (PvBinding binding = new PvBinding(pv, real, Clock.systemUTC())) {
            binding.stateProperty().subscribe((_, _) -> sets.incrementAndGet());
            for (int i = 1; i <= 100_000; i++) {
                pv.value(i);
            }
            blocked.countDown();
            fxThread.shutdown();
            assertThat(fxThread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sets).hasValue(1);
            assertThat(tasks).hasValue(1);
            assertThat(binding.state().lastNumber()).hasValue(100_000);
        }
    }

    @Test
    void offerToManySlotsArmsOneTask() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pulse.<Integer>slot(seen::add).offer(i);
        }
        assertThat(fxTasks).hasSize(1);
        fxTasks.remove().run();
        assertThat(seen).hasSize(50);
    }

    @Test
    void offerSoonAfterADeliveryWaitsForTheRestOfThePeriod() {
        Pulse.Slot<Integer> slot = pulse.slot(_ -> {});
        slot.offer(1);
        fxTasks.remove().run();
        now = Duration.ofMillis(30).toNanos();
        slot.offer(2);
        assertThat(fxTasks).isEmpty();
        assertThat(delays).containsExactly(Duration.ofMillis(70));
        delayed.remove().run();
        assertThat(fxTasks).hasSize(1);
    }

    @Test
    void pauseHoldsTheLatestBackUntilResume() {
        List<Integer> seen = new ArrayList<>();
        Pulse.Slot<Integer> slot = pulse.slot(seen::add);
        slot.pause();
        slot.offer(1);
        slot.offer(2);
        assertThat(fxTasks).isEmpty();
        slot.resume();
        fxTasks.remove().run();
        assertThat(seen).containsExactly(2);
    }

    @Test
    void closeDropsWhatIsOnItsWay() {
        List<Integer> seen = new ArrayList<>();
        Pulse.Slot<Integer> slot = pulse.slot(seen::add);
        slot.offer(1);
        slot.close();
        fxTasks.remove().run();
        assertThat(seen).isEmpty();
    }

    @Test
    void closeOfABindingClosesItsSubscriptionAndItsChannel() {
        ScriptedPv pv = new ScriptedPv("SIM:m1.RBV");
        PvBinding binding = new PvBinding(pv, pulse, Clock.systemUTC());
        assertThat(pv.subscribers()).isEqualTo(1);
        binding.close();
        assertThat(pv.subscribers()).isZero();
        assertThat(pv.isClosed()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
