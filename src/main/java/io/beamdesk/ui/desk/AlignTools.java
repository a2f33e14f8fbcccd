package io.beamdesk.ui.desk;

import io.beamdesk.app.Alignments;
import io.beamdesk.app.Desk;
import io.beamdesk.config.Role;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.plan.Autorock;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.CentringRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.ui.align.AlignCard;
import io.beamdesk.ui.align.AlignViewModel;
import io.beamdesk.ui.align.AutorockCard;
import io.beamdesk.ui.align.AutorockViewModel;
import io.beamdesk.ui.align.CalibrationCard;
import io.beamdesk.ui.align.CentringCard;
import io.beamdesk.ui.align.LoopCentring;
import io.beamdesk.ui.align.MeasuredCurve;
import io.beamdesk.ui.align.PositionsCard;
import io.beamdesk.ui.align.PositionsViewModel;
import io.beamdesk.ui.align.ScanCard;
import io.beamdesk.ui.align.ScanViewModel;
import io.beamdesk.ui.align.Scanning;
import io.beamdesk.ui.align.ToolsCard;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.recipes.RecipeShelf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.application.Platform;

/// What Align measures with: the autorock and quick scans of a desk.
final class AlignTools implements AutoCloseable {
    private final List<DocumentBus.Connection> connections = new ArrayList<>();
    private final AlignCard card;

    AlignTools(
            Desk desk,
            AlignViewModel model,
            AlignCard motors,
            RecipeShelf shelf,
            Pulse pulse,
            Executor background) {
        Scanning scanning = new DeskScanning(desk, model.sight()::busy, background);
        MeasuredCurve rocked =
                new MeasuredCurve(
                        start -> Autorock.NAME.equals(start.metadata().get("plan_name")), pulse);
        MeasuredCurve scanned = new MeasuredCurve(ScanViewModel::ours, pulse);
        connections.add(desk.bus().connect(rocked));
        connections.add(desk.bus().connect(scanned));
        Map<String, AlignCard> tools = new LinkedHashMap<>();
        tools.put(
                "Autorock",
                new AutorockCard(
                        new AutorockViewModel(
                                scanning,
                                () -> autorock(desk, shelf),
                                rocked,
                                background,
                                Platform::runLater)));
        LoopCentring loop =
                new LoopCentring(
                        scanning, () -> centring(desk, shelf), background, Platform::runLater);
        connections.add(desk.bus().connect(loop));
        tools.put("Centring", new CentringCard(model, loop));
        tools.put(
                "Quick scan",
                new ScanCard(new ScanViewModel(scanning, scanned, Platform::runLater)));
        tools.put(
                "Positions",
                new PositionsCard(
                        new PositionsViewModel(
                                new DeskPositions(
                                        desk,
                                        model.sight()::busy,
                                        Alignments.of(desk.beamline().name()),
                                        background),
                                background,
                                Platform::runLater)));
        tools.put("Calibration", new CalibrationCard(model));
        card = new ToolsCard(Optional.of(Map.entry("Motors", motors)), tools);
    }

    AlignCard card() {
        return card;
    }

    /// The recipe of an axis that this beamline has, the operator's own before the one that came with
    /// Beamdesk.
    private static Optional<AutorockRecipe> autorock(Desk desk, RecipeShelf shelf) {
        return recipes(shelf, AutorockRecipe.class)
                .filter(recipe -> desk.axes().contains(recipe.axis().device()))
                .findFirst();
    }

    /// The same for the alignment camera.
    private static Optional<CentringRecipe> centring(Desk desk, RecipeShelf shelf) {
        return desk.beamline()
                .role(Role.ALIGNMENT_CAMERA, AreaDetector.class)
                .flatMap(camera ->
                        recipes(shelf, CentringRecipe.class)
                                .filter(recipe -> recipe.camera().equals(camera.name()))
                                .findFirst());
    }

    private static <T extends Recipe> Stream<T> recipes(RecipeShelf shelf, Class<T> technique) {
        List<RecipeShelf.Entry> entries = shelf.read().entries();
        return Stream.concat(
                        entries.stream().filter(entry -> entry.file().isPresent()),
                        entries.stream().filter(entry -> entry.file().isEmpty()))
                .map(RecipeShelf.Entry::recipe)
                .filter(technique::isInstance)
                .map(technique::cast);
    }

    @Override
    public void close() {
        connections.forEach(DocumentBus.Connection::close);
    }
}
