package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Energy, light and filters, a small card each, as far as the beamline has them.
public final class LightCards implements AlignCard {
    private final Optional<DeviceRow> energy;
    private final Optional<DeviceRow> light;
    private final Optional<DeviceRow> filter;

    /// @param energy photon energy
    /// @param light illumination of the sample
    /// @param filter what weakens the beam
    public LightCards(
            Optional<DeviceRow> energy, Optional<DeviceRow> light, Optional<DeviceRow> filter) {
        this.energy = energy;
        this.light = light;
        this.filter = filter;
    }

    @Override
    public Node build() {
        HBox cards = new HBox();
        energy.ifPresent(row -> cards.getChildren().add(new EnergyPart(row).root()));
        light.ifPresent(row -> cards.getChildren().add(new LightPart(row).root()));
        filter.ifPresent(row -> cards.getChildren().add(new FilterPart(row).root()));
        for (Node card : cards.getChildren()) {
            HBox.setHgrow(card, Priority.ALWAYS);
            ((Region) card).setPrefWidth(1);
        }
        cards.getStyleClass().add("light-cards");
        return cards;
    }

    @Override
    public void setShown(boolean shown) {
        Stream.of(energy, light, filter)
                .flatMap(Optional::stream)
                .forEach(row -> row.setShown(shown));
    }
}
