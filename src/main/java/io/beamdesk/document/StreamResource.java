package io.beamdesk.document;

import java.util.Map;

/// Where the frames of one column are kept.
///
/// @param uid identity
/// @param runStart uid of the run
/// @param dataKey the column
/// @param mimetype `application/x-hdf5`
/// @param uri the file: `file://localhost/data/scan_0001.h5`
/// @param parameters how to find the frames in it: `dataset` (path), `chunk_shape`
public record StreamResource(
        String uid,
        String runStart,
        String dataKey,
        String mimetype,
        String uri,
        Map<String, Object> parameters)
        implements Document {
    /// Copies the parameters.
    public StreamResource {
        parameters = Map.copyOf(parameters);
    }
}
