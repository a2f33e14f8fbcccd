package io.beamdesk.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/// The one look of every window: fonts, stylesheet, light or dark, compact or not.
///
/// A theme follows the open windows, so that dialogs and tooltips get the same tokens as the main
/// window. It is made, and used, on the JavaFX thread.
public final class Theme {
    /// A window narrower than this, in pixels, is shown compact.
    public static final double COMPACT_BELOW_WIDTH = 1600;

    /// A window lower than this, in pixels, is shown compact.
    public static final double COMPACT_BELOW_HEIGHT = 900;

    /// A window lower than this, in pixels, has no room for the navigation of a compact one.
    private static final double LOW_BELOW_HEIGHT = 750;

    private static final List<String> FACES =
            List.of(
                    "Inter-Regular.otf",
                    "Inter-Medium.otf",
                    "Inter-SemiBold.otf",
                    "Inter-Bold.otf",
                    "JetBrainsMono-Regular.ttf",
                    "JetBrainsMono-Bold.ttf");

    /// Without a graphics card everything is drawn by the processor; it is the one that lacks 3D. The style
    /// sheet leaves out there what costs much and says nothing.
    private static final boolean SOFTWARE = !Platform.isSupported(ConditionalFeature.SCENE3D);

    private static boolean facesLoaded;

    private final String stylesheet =
            Objects.requireNonNull(Theme.class.getResource("/io/beamdesk/ui/beamdesk.bss"))
                    .toExternalForm();
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark");

    /// Loads the fonts and dresses every window that is open or will be.
    public Theme(boolean startDark) {
        loadFaces();
        dark.set(startDark);
        applyBase();
        Window.getWindows().forEach(this::dress);
        Window.getWindows()
                .addListener(
                        (ListChangeListener<Window>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(this::dress);
                                    }
                                });
        dark.subscribe(() -> {
            applyBase();
            Window.getWindows().forEach(this::dress);
        });
    }

    /// Whether the dark tokens are in force; set it to switch.
    public BooleanProperty darkProperty() {
        return dark;
    }

    /// A scene that is dressed before it has its root: what is dressed afterwards looks for its styles twice.
    public Scene scene(Parent root, double width, double height) {
        Scene scene = new Scene(new Group(), width, height);
        dress(scene);
        root.getStyleClass().addAll(scene.getRoot().getStyleClass());
        scene.setRoot(root);
        return scene;
    }

    /// Dresses a scene before its window is shown, so that its first picture is right.
    ///
    /// The root is compact whenever the scene is narrow or low, and `low` where even that is too high.
    public void dress(Scene scene) {
        if (!scene.getStylesheets().contains(stylesheet)) {
            scene.getStylesheets().add(stylesheet);
            scene.widthProperty().subscribe(() -> applyCompact(scene));
            scene.heightProperty().subscribe(() -> applyCompact(scene));
        }
        toggle(scene.getRoot(), "dark", dark.get());
        toggle(scene.getRoot(), "software", SOFTWARE);
        applyCompact(scene);
    }

    /// Whether a root of this size is shown compact.
    public static boolean isCompact(double width, double height) {
        return width < COMPACT_BELOW_WIDTH || height < COMPACT_BELOW_HEIGHT;
    }

    private void dress(Window window) {
        Scene scene = window.getScene();
        if (scene == null || scene.getRoot() == null) {
            return;
        }
        if (window instanceof PopupWindow) {
            // A popup takes its stylesheets from its owner, but not the classes of the owner's
            // root.
            toggle(scene.getRoot(), "dark", dark.get());
            toggle(scene.getRoot(), "software", SOFTWARE);
        } else {
            dress(scene);
        }
    }

    private void applyBase() {
        Application.setUserAgentStylesheet(
                dark.get()
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
    }

    private static void applyCompact(Scene scene) {
        if (scene.getWidth() > 0 && scene.getHeight() > 0) {
            toggle(scene.getRoot(), "compact", isCompact(scene.getWidth(), scene.getHeight()));
            toggle(scene.getRoot(), "low", scene.getHeight() < LOW_BELOW_HEIGHT);
        }
    }

    private static void toggle(Parent root, String styleClass, boolean on) {
        if (!on) {
            root.getStyleClass().remove(styleClass);
        } else if (!root.getStyleClass().contains(styleClass)) {
            root.getStyleClass().add(styleClass);
        }
    }

    /// Loads the fonts, once; on any thread, before the toolkit has started or after.
    public static synchronized void loadFaces() {
        if (!facesLoaded) {
            facesLoaded = true;
            FACES.forEach(Theme::loadFace);
        }
    }

    private static void loadFace(String file) {
        try (InputStream face =
                Theme.class.getResourceAsStream("/io/beamdesk/assets/fonts/" + file)) {
            Font.loadFont(Objects.requireNonNull(face, file), 14);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
