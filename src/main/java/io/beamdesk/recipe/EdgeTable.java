package io.beamdesk.recipe;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// X-ray absorption edges of the elements magnesium to uranium, in eV: K, L1 to L3, and M1 to M5 from
/// 1000 eV on. The values and where they are from are in `assets/edges.json`.
///
/// @param source where the values are from
/// @param elements by atomic number
public record EdgeTable(String source, List<Element> elements) {
    private static final String RESOURCE = "/io/beamdesk/assets/edges.json";
    private static final EdgeTable SHIPPED = shipped();

    /// An element and its edges.
    ///
    /// @param symbol `Ni`
    /// @param name `nickel`
    /// @param z atomic number
    /// @param edges energies in eV by name, `K` first
    public record Element(String symbol, String name, int z, Map<String, Double> edges) {
        /// Keeps the order of the edges.
        public Element {
            edges = Collections.unmodifiableMap(new LinkedHashMap<>(edges));
        }

        /// Energy of an edge in eV.
        ///
        /// @throws RecipeException if the table has no such edge; says which it has
        public double edge(String edge) {
            Double energyEv = edges.get(edge);
            if (energyEv == null) {
                String known =
                        edges.entrySet().stream()
                                .map(e -> "%s (%s eV)".formatted(e.getKey(), e.getValue()))
                                .collect(Collectors.joining(", "));
                throw refused("edge", edge, "give an edge that " + symbol + " has: " + known);
            }
            return energyEv;
        }
    }

    /// Copies the list.
    public EdgeTable {
        elements = List.copyOf(elements);
    }

    /// The table that comes with Beamdesk.
    public static EdgeTable get() {
        return SHIPPED;
    }

    /// The element of this symbol.
    ///
    /// @throws RecipeException if the table has no such element; says which was probably meant
    public Element element(String symbol) {
        return find(e -> e.symbol.equals(symbol))
                .orElseThrow(() -> refused("element", symbol, hint(symbol)));
    }

    private String hint(String given) {
        String word = given.strip().toLowerCase(Locale.ROOT);
        Optional<Element> meant =
                find(e -> word.equals(e.symbol.toLowerCase(Locale.ROOT)))
                        .or(() -> find(e -> word.length() > 2 && e.name.startsWith(word)));
        String alike =
                elements.stream()
                        .map(Element::symbol)
                        .filter(s -> !word.isEmpty() && first(s) == first(word))
                        .collect(Collectors.joining(", "));
        return meant.map(e -> "did you mean %s (%s)?".formatted(e.symbol, e.name))
                .orElseGet(() ->
                        alike.isEmpty()
                                ? "give the symbol of an element from Mg to U"
                                : "the table has " + alike);
    }

    private static char first(String word) {
        return Character.toLowerCase(word.charAt(0));
    }

    private Optional<Element> find(Predicate<Element> condition) {
        return elements.stream().filter(condition).findFirst();
    }

    private static RecipeException refused(String field, String given, String hint) {
        return new RecipeException(
                List.of(new RecipeException.Fault(field, "is \"" + given + "\"; " + hint)));
    }

    private static EdgeTable shipped() {
        try (InputStream bytes =
                        Objects.requireNonNull(EdgeTable.class.getResourceAsStream(RESOURCE));
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            return new Gson().fromJson(text, EdgeTable.class);
        } catch (IOException | JsonParseException broken) {
            throw new IllegalStateException(
                    RESOURCE + " is part of the application and cannot be read", broken);
        }
    }
}
