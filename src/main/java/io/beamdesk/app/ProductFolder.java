package io.beamdesk.app;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.engine.RunStorage;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/// The folder that products are written to.
///
/// @param path absolute; created by [#create] if need be
public record ProductFolder(Path path) {
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
                            + "; choose another data folder in the settings, or with --data",
                    problem);
        }
        return new ProductFolder(absolute);
    }

    /// Creates the product of a run.
    ///
    /// @param packing how the frames of a device are packed, by its name
    public RunStorage.Place open(
            Map<String, Object> metadata, Function<String, Compression> packing) {
        String title = String.valueOf(metadata.getOrDefault("title", "run"));
        ProductWriter writer = ProductWriter.create(path, title, packing);
        return new RunStorage.Place() {
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
