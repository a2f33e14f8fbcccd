package io.beamdesk.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.retention.Deed;
import io.beamdesk.retention.DeedLog;
import io.beamdesk.retention.Due;
import io.beamdesk.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The way of a person from products to their copies and their end.
class LifeCycleViewTest extends FxRobot {
    @TempDir private Path temporary;
    private Path folder;
    private CataloguedFolder desk;
    private DataViewModel model;

    @BeforeEach
    void open() throws Exception {
        folder = Files.createDirectory(temporary.resolve("data"));
        Measured.scan(folder, 1, "Ni foil");
        Measured.scan(folder, 2, "Co foil");
        desk = new CataloguedFolder(folder, temporary.resolve("index"));
        desk.gather();
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> {
            model =
                    new DataViewModel(
                            desk,
                            task -> Thread.ofVirtual().start(task),
                            Runnable::run,
                            Platform::runLater,
                            () -> desk.now,
                            ZoneOffset.UTC);
            DataPane pane = new DataPane(model, ZoneOffset.UTC);
            Scene scene = new Scene((Parent) pane.content(), 1000, 800);
            new Theme(false).dress(scene);
            stage.setScene(scene);
            stage.show();
            pane.shown();
        });
        until(() -> list().getItems().size() == 2);
    }

    @AfterEach
    void close() throws Exception {
        interact(model::close);
        FxToolkit.setupStage(Stage::close);
        FxToolkit.cleanupStages();
        desk.close();
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private ListView<CatalogueEntry> list() {
        return lookup("#data-list").queryListView();
    }

    private TableView<Due> table() {
        return lookup("#retention-table").queryTableView();
    }

    private String text(String id) {
        return lookup(id).queryAs(Labeled.class).getText();
    }

    private void shown(String id) throws TimeoutException {
        until(() -> lookup(id).tryQuery().isPresent());
    }

    private void type(String id, String text) throws TimeoutException {
        shown(id);
        interact(() -> lookup(id).queryAs(TextInputControl.class).setText(text));
    }

    private void exportAllTo(String destination) throws TimeoutException {
        interact(() -> list().getSelectionModel().selectAll());
        clickOn("#data-export");
        shown("#export-to");
        ComboBox<?> to = lookup("#export-to").queryAs(ComboBox.class);
        interact(() -> to.getEditor().setText(destination));
    }

    private ExportRun run() {
        return model.exports().runs().getLast();
    }

    private void ended(ExportRun.State state) throws TimeoutException {
        until(() -> run().stateProperty().get() != ExportRun.State.RUNNING);
        assertThat(run().stateProperty().get()).as(run().sentenceProperty().get()).isEqualTo(state);
    }

    @Test
    void chosenProductsAreExportedToAFolder() throws Exception {
        Path stick = Files.createDirectory(temporary.resolve("stick"));
        exportAllTo("sftp://anna:secret@server/folder");
        assertThat(text("#export-hint")).startsWith("A password does not belong into an address");
        assertThat(lookup("#export-go").query().isDisabled()).isTrue();
        interact(() ->
                lookup("#export-to").queryAs(ComboBox.class).getEditor().setText(stick.toString()));
        clickOn("#export-go");
        ended(ExportRun.State.DONE);
        assertThat(run().sentenceProperty().get()).contains("2 files there", "SHA-256 compared");
        assertThat(stick.resolve("scan_0002_step-scan.h5"))
                .hasSameBinaryContentAs(folder.resolve("scan_0002_step-scan.h5"));
        clickOn("Dismiss");
        assertThat(lookup("#export-strip").query().isVisible()).isFalse();
        assertThat(model.exports().destinations()).containsExactly(stick.toString());
    }

    @Test
    void whatCannotBeExportedSaysWhyAndIsExportedAgain() throws Exception {
        Path stick = temporary.resolve("stick");
        exportAllTo(stick.toString());
        clickOn("#export-go");
        ended(ExportRun.State.FAILED);
        assertThat(run().sentenceProperty().get()).contains(stick.toString());
        Files.createDirectory(stick);
        clickOn("Export again");
        ended(ExportRun.State.DONE);
    }

    @Test
    void anUnknownServerIsTrustedByAPersonOnlyAndThePasswordAskedFor() throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, word, _) -> word.equals(user + "-4711"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
        try {
            String to =
                    "sftp://anna@127.0.0.1:%d%s"
                            .formatted(server.getPort(), temporary.resolve("there"));
            exportAllTo(to);
            clickOn("#export-go");
            shown("#export-fingerprint");
            assertThat(lookup("#export-fingerprint").queryAs(TextInputControl.class).getText())
                    .startsWith("SHA256:");
            push(KeyCode.ESCAPE);
            ended(ExportRun.State.FAILED);
            assertThat(temporary.resolve("there")).doesNotExist();
            clickOn("Export again");
            shown("#export-trust");
            clickOn("#export-trust");
            shown("#export-secret");
            assertThat(lookup("#export-secret").queryAs(PasswordField.class).getText()).isEmpty();
            type("#export-secret", "anna-4711");
            clickOn("Continue");
            ended(ExportRun.State.DONE);
            assertThat(temporary.resolve("there/scan_0001_step-scan.h5")).exists();
        } finally {
            server.stop(true);
        }
    }

    @Test
    void aProductIsHeldAndReleased() throws Exception {
        interact(() -> list().getSelectionModel().select(0));
        until(() -> text("#keeping-title").equals("Kept until 4 Mar 2027"));
        clickOn("#keeping-hold");
        shown("#retention-reason");
        assertThat(lookup("#retention-confirm").query().isDisabled()).isTrue();
        type("#retention-reason", "thesis");
        clickOn("#retention-confirm");
        until(() -> text("#keeping-title").equals("Held"));
        clickOn("#data-retention");
        until(() -> table().getItems().size() == 1);
        assertThat(table().getItems().getFirst().state()).isEqualTo(Due.State.HELD);
        interact(() -> table().getSelectionModel().select(0));
        clickOn("#retention-release");
        until(() -> table().getItems().isEmpty());
    }

    @Test
    void aProductIsKeptForLonger() throws Exception {
        interact(() -> list().getSelectionModel().select(0));
        until(() -> text("#keeping-title").equals("Kept until 4 Mar 2027"));
        clickOn("#keeping-extend");
        type("#retention-reason", "thesis");
        clickOn("#retention-confirm");
        until(() -> !text("#keeping-title").equals("Kept until 4 Mar 2027"));
        assertThat(new DeedLog(folder).deeds())
                .singleElement()
                .satisfies(deed -> assertThat(deed.what()).isInstanceOf(Deed.What.Extend.class));
    }

    @Test
    void onlyWhatIsOverAndCopiedAndConfirmedIsDeleted() throws Exception {
        desk.now = desk.now.plus(Duration.ofDays(400));
        clickOn("#data-retention");
        until(() -> table().getItems().size() == 2);
        interact(() -> table().getSelectionModel().selectAll());
        assertThat(text("#retention-why")).contains("has no verified copy");
        clickOn("#retention-delete");
        shown("#retention-stays");
        assertThat(lookup("#retention-confirm").query().isDisabled()).isTrue();
        push(KeyCode.ESCAPE);

        Path stick = Files.createDirectory(temporary.resolve("stick"));
        CatalogueEntry first = table().getItems().getFirst().entry();
        interact(() -> table().getSelectionModel().clearAndSelect(0));
        clickOn("#retention-export");
        shown("#export-to");
        ComboBox<?> to = lookup("#export-to").queryAs(ComboBox.class);
        interact(() -> to.getEditor().setText(stick.toString()));
        clickOn("#export-go");
        ended(ExportRun.State.DONE);
        interact(() -> model.retention().refresh());
        until(() -> table().getItems().stream().filter(Due::isOffered).count() == 1);

        interact(() -> table().getSelectionModel().selectAll());
        clickOn("#retention-delete");
        shown("#retention-goes");
        assertThat(lookup("#retention-goes").queryListView().getItems())
                .singleElement()
                .asString()
                .startsWith(first.path());
        assertThat(lookup("#retention-stays").queryListView().getItems()).hasSize(1);
        assertThat(desk.file(first)).exists();
        clickOn("#retention-confirm");
        until(() -> table().getItems().size() == 1);
        assertThat(desk.file(first)).doesNotExist();
        assertThat(new DeedLog(folder).deeds().getLast().what())
                .isInstanceOfSatisfying(
                        Deed.What.Deleted.class,
                        deed ->
                                assertThat(deed.tombstone().sample())
                                        .isEqualTo(first.sample().name()));
    }
}
