package io.beamdesk.document;

import java.util.List;

/// Frames that were added to a stream: a half-open range of its indices and of the events they
/// belong to. The frames themselves travel with it to the sinks of this process, so that a frame
/// and its announcement cannot come apart; they are not part of the document as JSON.
///
/// @param uid identity
/// @param streamResource uid of the resource
/// @param descriptor uid of the stream's descriptor
/// @param start index of the first frame in the resource, from 0
/// @param stop index after the last frame in the resource
/// @param firstSeqNum seq_num of the event that the first frame belongs to, from 1
/// @param frames the frames, `stop - start` of them
public record StreamDatum(
        String uid,
        String streamResource,
        String descriptor,
        int start,
        int stop,
        int firstSeqNum,
        List<Frame> frames)
        implements Document {
    /// Copies the list, not the frames.
    public StreamDatum {
        frames = List.copyOf(frames);
    }
}
