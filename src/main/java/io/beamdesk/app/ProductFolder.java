package io.beamdesk.app;

import io.beamdesk.document.DocumentSink;
import io.beamdesk.engine.RunStorage;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The folder that products are written to.
///
/// @param path absolute; created by [#create] if need be
public record ProductFolder(Path path) implements RunStorage {
    /// The folder, made if it is not there.
    ///
    /// @throws ProductException if it cannot be made
    public static ProductFolder create(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException problem) {
            throw new ProductException(
                    "The data folder "
                            + absolute
                            + " could not be made: "
                            + problem.getMessage()
                            + "; choose another one with --data",
                    problem);
        }
        return new ProductFolder(absolute);
    }

    @Override
    public Place open(Map<String, Object> metadata) {
        ProductWriter writer =
                ProductWriter.create(path, String.valueOf(metadata.getOrDefault("title", "run")));
        return new Place() {
            @Override
            public URI uri() {
                return writer.path().toUri();
            }

            @Override
            public int number() {
                return writer.number();
            }

            @Override
            public DocumentSink sink() {
                return writer;
            }

            @Override
            public Map<String, Object> parameters(String dataKey) {
                return Map.of("dataset", ProductWriter.framesPath(dataKey));
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }
}
