package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NexusLayoutTest {
    private static NexusLayout.Places place(
            Map<String, Object> metadata, EventDescriptor descriptor) {
        RunStart start = new RunStart("run", ScanDocuments.BEGIN, metadata);
        return new NexusLayout(start).place(descriptor);
    }

    private static Map<String, DataKey> keys(Object... namesDevicesAndRoles) {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < namesDevicesAndRoles.length; i += 3) {
            String name = (String) namesDevicesAndRoles[i];
            String device = (String) namesDevicesAndRoles[i + 1];
            Role role = (Role) namesDevicesAndRoles[i + 2];
            keys.put(name, DataKey.number("ca://" + name, "mm", 3, device, role));
        }
        return keys;
    }

    private static EventDescriptor stream(String name, Map<String, DataKey> keys) {
        return new EventDescriptor("d", "run", ScanDocuments.BEGIN, name, keys, Map.of(), Map.of());
    }

    private static @Nullable Object data(NexusLayout.Places places, String attribute) {
        NexusLayout.Group group = places.groups().get("/entry/data");
        return group == null ? null : group.attributes().get(attribute);
    }

    private static @Nullable String path(NexusLayout.Places places, String column) {
        NexusLayout.Column place = places.columns().get(column);
        return place == null ? null : place.path();
    }

    private static final Map<String, DataKey> TWO_AXES =
            keys(
                    "x_set",
                    "x",
                    Role.SETPOINT,
                    "x",
                    "x",
                    Role.READBACK,
                    "y_set",
                    "y",
                    Role.SETPOINT,
                    "y",
                    "y",
                    Role.READBACK,
                    "i0",
                    "scaler",
                    Role.SIGNAL,
                    "it",
                    "scaler",
                    Role.SIGNAL);

    @Test
    void positionersHaveTheNamesThatNexusGivesThem() {
        NexusLayout.Places places = place(Map.of(), stream("primary", TWO_AXES));
        assertThat(path(places, "x")).isEqualTo("/entry/instrument/x/value");
        assertThat(path(places, "x_set")).isEqualTo("/entry/instrument/x/target_value");
        assertThat(path(places, "it")).isEqualTo("/entry/instrument/scaler/it");
        assertThat(places.groups().get("/entry/instrument/x"))
                .isEqualTo(new NexusLayout.Group("NXpositioner", Map.of()));
        assertThat(places.groups().get("/entry/instrument/scaler"))
                .isEqualTo(new NexusLayout.Group("NXdetector", Map.of()));
    }

    @Test
    void hintsChooseTheAxis() {
        Map<String, Object> hints = Map.of("dimensions", List.of(List.of(List.of("y"), "primary")));
        NexusLayout.Places places = place(Map.of("hints", hints), stream("primary", TWO_AXES));
        assertThat(data(places, "axes")).isEqualTo(List.of("y"));
        assertThat(data(places, "y_indices")).isEqualTo(0);
        assertThat(data(places, "signal")).isEqualTo("i0");
        assertThat(data(places, "auxiliary_signals")).isEqualTo(List.of("it"));
    }

    @Test
    void motorsChooseTheAxisWithoutHints() {
        NexusLayout.Places places =
                place(Map.of("motors", List.of("y")), stream("primary", TWO_AXES));
        assertThat(data(places, "axes")).isEqualTo(List.of("y"));
    }

    @Test
    void whateverMovesIsTheAxisWithoutHintsOrMotors() {
        NexusLayout.Places places = place(Map.of(), stream("primary", TWO_AXES));
        assertThat(data(places, "axes")).isEqualTo(List.of("x"));
        assertThat(data(places, "y_indices")).isEqualTo(0);
    }

    @Test
    void hintsThatNameNoColumnAreIgnored() {
        Map<String, Object> hints =
                Map.of("dimensions", List.of(List.of(List.of("nothing"), "primary")));
        NexusLayout.Places places = place(Map.of("hints", hints), stream("primary", TWO_AXES));
        assertThat(data(places, "axes")).isEqualTo(List.of("x"));
    }

    @Test
    void namesBecomeValidAndStayApart() {
        Map<String, DataKey> odd =
                keys(
                        "a/b",
                        "d",
                        Role.SIGNAL,
                        "a:b",
                        "d",
                        Role.SIGNAL,
                        "time",
                        "d",
                        Role.SIGNAL,
                        "2theta",
                        "d",
                        Role.SIGNAL);
        NexusLayout.Places places = place(Map.of(), stream("primary", odd));
        List<String> aliases =
                places.columns().values().stream().flatMap(c -> c.aliases().stream()).toList();
        assertThat(aliases)
                .containsExactly(
                        "/entry/data/a_b",
                        "/entry/data/a_b_2",
                        "/entry/data/time_2",
                        "/entry/data/_2theta");
        assertThat(places.columns().values().stream().map(NexusLayout.Column::path))
                .doesNotHaveDuplicates();
    }

    @Test
    void columnsWhoseTimesWouldCollideStayApart() {
        Map<String, DataKey> odd = keys("a", "d", Role.SIGNAL, "a_time", "d", Role.SIGNAL);
        for (String stream : List.of("primary", "baseline", "monitor")) {
            NexusLayout.Places places = place(Map.of(), stream(stream, odd));
            List<String> paths =
                    places.columns().values().stream()
                            .flatMap(c -> List.of(c.path(), c.timePath()).stream())
                            .toList();
            assertThat(paths).hasSize(4).doesNotHaveDuplicates();
        }
    }

    @Test
    void aDevicesConfigurationKeepsItsPlace() {
        NexusLayout.Places places =
                place(Map.of(), stream("primary", keys("configuration", "d", Role.SIGNAL)));
        assertThat(path(places, "configuration")).isEqualTo("/entry/instrument/d/configuration_2");
    }

    @Test
    void otherStreamsHaveGroupsOfTheirOwn() {
        Map<String, DataKey> ring = keys("current", "ring", Role.READBACK);
        assertThat(path(place(Map.of(), stream("baseline", ring)), "current"))
                .isEqualTo("/entry/baseline/current");
        assertThat(path(place(Map.of(), stream("data", ring)), "current"))
                .isEqualTo("/entry/stream_data/current");
    }
}
