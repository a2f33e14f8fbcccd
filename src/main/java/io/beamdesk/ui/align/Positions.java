package io.beamdesk.ui.align;

import io.beamdesk.app.Alignment;
import io.beamdesk.app.Alignments;
import io.beamdesk.engine.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// Where the axes of a beamline are, and the alignments that were kept of them.
public interface Positions {
    /// An axis.
    ///
    /// @param name of the device
    /// @param label for people
    /// @param group heading it stands under
    /// @param units of its positions
    /// @param precision decimals of a position
    record Axis(String name, String label, String group, String units, int precision) {}

    /// Every axis, in the order of the beamline file; does not block.
    List<Axis> axes();

    /// Where an axis is; empty if nobody knows. Does not block.
    OptionalDouble position(String axis);

    /// Why an axis cannot get there, as a sentence; empty if it can. Does not block.
    Optional<String> obstacle(Alignment.Place place);

    /// The axes that an alignment is of, unless somebody says otherwise: a group.
    String usualGroup();

    /// The alignments kept; reads files.
    Alignments.Content kept() throws IOException;

    /// Keeps an alignment; writes a file.
    void keep(String name, List<Alignment.Place> places) throws IOException;

    /// Takes an alignment away.
    void forget(Alignment alignment) throws IOException;

    /// Sends axes there, one after the other, in this order. Every place is checked first: it fails with
    /// a sentence before anything moves if one of them cannot be reached.
    CompletableFuture<Outcome> go(String title, List<Alignment.Place> places);

    /// Ends the motion that was started here.
    void stop();
}
