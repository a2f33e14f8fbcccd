package io.beamdesk.product;

import java.time.Duration;
import java.time.Instant;

/// When a product is committed: every few seconds, and less often once the superseded trees of a
/// small product would outweigh its data.
final class CommitPace {
    /// Time between commits while the trees are small beside the data.
    static final Duration STEADY = Duration.ofSeconds(5);

    /// Most time between commits: what a crash can cost.
    static final Duration SLOWEST = Duration.ofSeconds(30);

    /// Bytes of trees that any product may spend.
    static final long ALLOWANCE = 1 << 20;

    /// Bytes of data that earn one more byte of trees.
    static final long DATA_PER_TREE = 128;

    private Instant last;

    /// The pace of a product that was committed just now.
    CommitPace(Instant now) {
        last = now;
    }

    /// Notes a commit.
    void committed(Instant now) {
        last = now;
    }

    /// Whether it is time for the next one.
    boolean due(Instant now, long treeBytes, long dataBytes) {
        Duration since = Duration.between(last, now);
        // A clock that was set back says nothing about the time that passed.
        if (since.isNegative() || since.compareTo(SLOWEST) >= 0) {
            return true;
        }
        return since.compareTo(STEADY) >= 0 && treeBytes <= ALLOWANCE + dataBytes / DATA_PER_TREE;
    }
}
