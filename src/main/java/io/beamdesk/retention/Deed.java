package io.beamdesk.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody did to a product's time, or to the product itself.
///
/// @param time when
/// @param person who
/// @param path of the product in the data folder, with `/` between its parts
/// @param uid identity of its run, so that another file of that path is another product; empty of files
///     of other programs
/// @param what was done
public record Deed(Instant time, String person, String path, String uid, What what) {
    /// What was done.
    public sealed interface What {
        /// It is not offered for deletion until it is released.
        ///
        /// @param reason in the person's words
        record Hold(String reason) implements What {}

        /// One hold of it has ended; others stay.
        ///
        /// @param holder who held it; null if all holds have ended
        /// @param reason of that hold; null if all holds of that person have ended
        record Release(@Nullable String holder, @Nullable String reason) implements What {
            boolean ends(Deed deed) {
                return deed.what() instanceof Hold(var why)
                        && (holder == null || holder.equals(deed.person()))
                        && (reason == null || reason.equals(why));
            }
        }

        /// It is kept until then, or until its policy says if that is later.
        ///
        /// @param until the moment
        /// @param reason in the person's words
        record Extend(Instant until, String reason) implements What {}

        /// A copy of it lies elsewhere, and its checksum there is right.
        ///
        /// @param destination where
        /// @param sha256 of the file
        record Copied(String destination, String sha256) implements What {}

        /// A copy that was noted is not what it was: nothing is deleted on the strength of it.
        ///
        /// @param destination where it was
        /// @param sha256 of the file that it was a copy of
        /// @param reason in one clause, or in the person's words
        record Withdrawn(String destination, String sha256, String reason) implements What {
            boolean ends(Copied copy) {
                return copy.destination().equals(destination) && copy.sha256().equals(sha256);
            }
        }

        /// It was deleted.
        ///
        /// @param tombstone what was known of it
        record Deleted(Tombstone tombstone) implements What {}
    }
}
