package io.beamdesk.device;

import io.beamdesk.document.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Devices that measure by themselves while the plan waits, row by row: kicked off, completed,
/// collected.
///
/// A pass that was interrupted is kicked off again for the rows that were not collected. Its parts
/// are devices of their own; it has no signals beside theirs.
public interface Flyable extends Stageable, Securable {
    /// Starts it; done when it measures.
    Status kickoff();

    /// Of what was kicked off: done when the last row can be collected.
    Status complete();

    /// Waits for rows and takes them; empty when there will be none any more.
    ///
    /// @return rows in order, each with the columns of the devices that it [#measures]
    List<Map<String, Reading>> collect() throws InterruptedException;

    /// Names of the devices whose columns its rows have.
    List<String> measures();

    /// What is wrong with the rows that were collected since the kickoff, one clause each: what is missing
    /// between them, what was measured too late.
    List<String> remarks();

    /// Rows that are still to be collected.
    int rows();

    /// How long these take from the kickoff on.
    Duration estimate();

    /// Where it will have left what it moves.
    Map<Axis, Double> ends();

    /// Nothing is kept: its parts are staged and restored by themselves.
    @Override
    default void stage() throws InterruptedException {}

    @Override
    default void unstage() throws InterruptedException {}
}
