package io.beamdesk.plan;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A camera with the column `image_key`, which says what its frame is.
///
/// @param camera what is read
/// @param key what its frame is
record KeyedFrames(Readable camera, ImageKey key) implements Readable {
    @Override
    public String name() {
        return camera.name();
    }

    @Override
    public String label() {
        return camera.label();
    }

    @Override
    public List<Signal> signals() {
        return camera.signals();
    }

    @Override
    public Map<String, DataKey> describe() {
        Map<String, DataKey> keys = new LinkedHashMap<>(camera.describe());
        DataKey frames = keys.get(camera.name());
        if (frames == null || frames.external().isEmpty()) {
            throw new PlanException(
                    camera.name() + " takes no frames; name a camera as the recipe's detector");
        }
        keys.put(
                ImageKey.COLUMN,
                new DataKey(
                        DataKey.DERIVED + "0 projection, 1 flat, 2 dark",
                        DataKey.Dtype.INTEGER,
                        "<i8",
                        List.of(),
                        "",
                        0,
                        List.of(),
                        Optional.empty(),
                        camera.name(),
                        DataKey.Role.AUXILIARY));
        return keys;
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        Map<String, Reading> readings = new LinkedHashMap<>(camera.read());
        Reading frame = Objects.requireNonNull(readings.get(camera.name()));
        readings.put(ImageKey.COLUMN, new Reading(key.number(), frame.timestamp()));
        return readings;
    }

    @Override
    public Map<String, Reading> configuration() {
        return camera.configuration();
    }

    @Override
    public List<String> hints() {
        return camera.hints();
    }
}
