package io.beamdesk.device;

import java.util.List;
import java.util.Optional;

/// What mounts samples: set to a place it mounts the sample of that place, in exchange for the one
/// that is mounted; set to [Place#NONE] it takes that one off.
///
/// Its position is the place of the sample that is mounted. It never mounts what is mounted: set to
/// where it is it does nothing.
public interface Changer extends Movable<Place>, Readable, Securable {
    /// Where the samples are that are not in their places.
    Whereabouts whereabouts();

    /// Everything that stands in the way of mounting the sample of this place, or of taking off the
    /// one that is mounted; empty if nothing does, or if it is mounted.
    List<Obstacle> obstacles(Place target);

    /// What takes the next sample into the gripper while it is staged, so that its exchange is
    /// shorter; empty if the changer cannot. It never fails: what was not prepared is fetched later.
    Optional<Stageable> preparing(Place next);

    /// What puts the sample in the gripper back while it is staged, because it was prepared for another turn;
    /// empty if the gripper is free or holds the one that is mounted next. Fails where it cannot.
    Optional<Stageable> freeing(Place next);

    /// A sample half-way is nowhere: a pause waits until it is mounted.
    @Override
    default boolean endsByItself() {
        return true;
    }
}
