package io.beamdesk.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Catalogues as earlier versions made them: `catalogue-N.sql` has their tables.
class CatalogueUpgradeTest {
    private static final String COLUMNS =
            "row, path, size, modified, technique, result, reason, title, number, uid, element, sample,"
                    + " sample_id, tray, position, experiment, proposal, people, notes, start, ended,"
                    + " points, frames, checksum";

    @TempDir private Path temporary;

    private void make(Path file, int version, Path product) throws Exception {
        Files.createDirectories(file.getParent());
        try (InputStream sql =
                        Objects.requireNonNull(
                                CatalogueUpgradeTest.class.getResourceAsStream(
                                        "catalogue-%d.sql".formatted(version)));
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA journal_mode = WAL");
            statement.executeUpdate(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            CatalogueEntry.Version now = Catalogue.version(product);
            boolean first = version == 1;
            boolean linked = version == 4;
            if (!first) {
                statement.executeUpdate(
                        "INSERT INTO cell VALUES (1, 'MAP', 'FAILED', 'Zn', 'Old', 0, 0)");
            }
            // The state of the file is known, its contents are wrong: it has to be read again.
            statement.executeUpdate(
                    """
                    INSERT INTO product (%s%s) VALUES (%d, '%s', %d, %d, 'MAP', 'FAILED', 'lost', 'Old map',
                        7, 'old', 'Zn', 'old', 'old', '', '', 'Old', '', '', '', 1, 2, 3, 4, 'sum'%s)
                    """
                            .formatted(
                                    COLUMNS,
                                    first
                                            ? ", facets"
                                            : linked
                                                    ? ", bytes, away, away_size, away_missing"
                                                    : "",
                                    first ? 1 : Cells.NEXT + 1,
                                    product.getFileName(),
                                    now.size(),
                                    now.modified().toEpochMilli(),
                                    first ? ", 'techniquemap'" : linked ? ", 3, 0, 0, 0" : ""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void anEarlierCatalogueIsMadeAnewByTheFirstLook(int version) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("data"));
        Path index = temporary.resolve("index");
        Path product = Runs.succeeded(folder, 1, "xas", "Ni foil");
        Path file = Catalogue.file(folder, index);
        make(file, version, product);
        try (Catalogue catalogue = Catalogue.open(folder, index)) {
            assertThat(catalogue.search(CatalogueQuery.ALL).total()).isZero();
            assertThat(catalogue.search(CatalogueQuery.ALL.text("old")).total()).isZero();
            assertThat(Gathering.of(catalogue)).isEqualTo(new Gathering.Outcome(1, 1, 0));
            check(catalogue);
        }
        try (Catalogue again = Catalogue.open(folder, index)) {
            assertThat(Gathering.of(again).isNews()).isFalse();
            check(again);
        }
        assertThat(schema(file)).isEqualTo(schema(fresh()));
    }

    private static void check(Catalogue catalogue) {
        Found found = catalogue.search(CatalogueQuery.ALL.text("ni"));
        assertThat(found.entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.technique()).isEqualTo(Technique.ABSORPTION);
                    assertThat(entry.sample().name()).isEqualTo("Ni foil");
                });
        assertThat(catalogue.search(CatalogueQuery.ALL).facets().get(Facet.EXPERIMENT))
                .containsExactly(new Found.Count("Catalysts at work", 1));
    }

    private Path fresh() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("fresh"));
        Path index = temporary.resolve("fresh-index");
        Catalogue.open(folder, index).close();
        return Catalogue.file(folder, index);
    }

    private static String schema(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT group_concat(type || name || coalesce(sql, ''), char(10))"
                                        + " FROM (SELECT * FROM sqlite_schema ORDER BY name)")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
