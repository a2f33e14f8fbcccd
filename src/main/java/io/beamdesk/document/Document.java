package io.beamdesk.document;

/// What a run says about itself, in the order it happens: one [RunStart], then descriptors, events
/// and streams, one [RunStop]. After the Bluesky event model
/// (https://blueskyproject.io/event-model/).
public sealed interface Document
        permits RunStart, EventDescriptor, Event, StreamResource, StreamDatum, RunStop {
    /// Identity of the document, unique in the world.
    String uid();
}
