package io.beamdesk;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The directions between packages: each rule says why it is there.
@AnalyzeClasses(packages = "io.beamdesk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule layers =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("document")
                    .definedBy("io.beamdesk.document..")
                    .layer("codec")
                    .definedBy("io.beamdesk.codec..")
                    .layer("log")
                    .definedBy("io.beamdesk.log..")
                    .layer("pv")
                    .definedBy("io.beamdesk.pv")
                    .layer("providers")
                    .definedBy(
                            "io.beamdesk.pv.ca..", "io.beamdesk.pv.local..", "io.beamdesk.pv.pva..")
                    .layer("device")
                    .definedBy("io.beamdesk.device")
                    .layer("epics")
                    .definedBy("io.beamdesk.device.epics..")
                    .layer("config")
                    .definedBy("io.beamdesk.config..")
                    .layer("sample")
                    .definedBy("io.beamdesk.sample..")
                    .layer("plan")
                    .definedBy("io.beamdesk.plan..")
                    .layer("recipe")
                    .definedBy("io.beamdesk.recipe")
                    .layer("scrape")
                    .definedBy("io.beamdesk.recipe.scrape..")
                    .layer("engine")
                    .definedBy("io.beamdesk.engine..")
                    .layer("queue")
                    .definedBy("io.beamdesk.queue..")
                    .layer("product")
                    .definedBy("io.beamdesk.product..")
                    .layer("database")
                    .definedBy("io.beamdesk.database..")
                    .layer("catalogue")
                    .definedBy("io.beamdesk.catalogue..")
                    .layer("retention")
                    .definedBy("io.beamdesk.retention..")
                    .layer("export")
                    .definedBy("io.beamdesk.export..")
                    .layer("replay")
                    .definedBy("io.beamdesk.replay..")
                    .layer("sim")
                    .definedBy("io.beamdesk.sim..")
                    .layer("app")
                    .definedBy("io.beamdesk.app..")
                    .layer("cli")
                    .definedBy("io.beamdesk.cli..")
                    .layer("ui")
                    .definedBy("io.beamdesk.ui..")
                    .whereLayer("document")
                    .mayNotAccessAnyLayer()
                    .whereLayer("codec")
                    .mayNotAccessAnyLayer()
                    .whereLayer("log")
                    .mayNotAccessAnyLayer()
                    .whereLayer("pv")
                    .mayNotAccessAnyLayer()
                    .whereLayer("providers")
                    .mayOnlyAccessLayers("pv")
                    .whereLayer("device")
                    .mayOnlyAccessLayers("pv", "document")
                    .whereLayer("epics")
                    .mayOnlyAccessLayers("device", "pv", "document", "codec")
                    .whereLayer("config")
                    .mayOnlyAccessLayers("epics", "device", "pv", "document", "codec")
                    .whereLayer("database")
                    .mayNotAccessAnyLayer()
                    .whereLayer("sample")
                    .mayOnlyAccessLayers("document", "database")
                    .whereLayer("plan")
                    .mayOnlyAccessLayers("device", "document", "pv")
                    .whereLayer("recipe")
                    .mayOnlyAccessLayers("plan", "sample", "device", "document")
                    .whereLayer("scrape")
                    .mayOnlyAccessLayers("recipe", "plan", "pv")
                    .whereLayer("engine")
                    .mayOnlyAccessLayers("plan", "device", "document", "pv")
                    .whereLayer("queue")
                    .mayOnlyAccessLayers("engine", "recipe", "sample", "document", "pv")
                    .whereLayer("product")
                    .mayOnlyAccessLayers("document", "codec")
                    .whereLayer("catalogue")
                    .mayOnlyAccessLayers("product", "document", "database")
                    .whereLayer("retention")
                    .mayOnlyAccessLayers("catalogue", "product", "config", "codec")
                    .whereLayer("export")
                    .mayOnlyAccessLayers("codec")
                    .whereLayer("replay")
                    .mayOnlyAccessLayers("product", "device", "pv", "document")
                    .whereLayer("sim")
                    .mayNotAccessAnyLayer()
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("ui")
                    .mayNotBeAccessedByAnyLayer()
                    .because(
                            "data flows one way, from PV events to products, and everything below the windows runs without them");

    @ArchTest
    static final ArchRule simulationIsReachedOverTheNetwork =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.beamdesk.sim..", "io.beamdesk.app..", "io.beamdesk.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.beamdesk.sim..")
                    .because(
                            "the simulated beamline is used as a real one is, over Channel Access; only the composition root and the command `sim` start it");

    @ArchTest
    static final ArchRule toolkitStaysInTheWindows =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.beamdesk.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp..")
                    .because("the same core serves the desktop, the command line and the tests");

    @ArchTest
    static final ArchRule picturesNeedNothing =
            noClasses()
                    .that()
                    .resideInAPackage("io.beamdesk.image..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.beamdesk..")
                                    .and(resideOutsideOfPackage("io.beamdesk.image..")))
                    .because(
                            "frames are plain arrays to the simulation, the devices and the windows alike");

    @ArchTest
    static final ArchRule viewModelsHaveNoScene =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("ViewModel")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx.scene..")
                    .because("a view-model is tested without a toolkit");

    @ArchTest
    static final ArchRule channelAccessStaysInItsProvider =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.beamdesk.pv.ca..", "io.beamdesk.sim..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("gov.aps..", "com.cosylab..")
                    .because("a protocol can be exchanged only if nobody sees its library");

    @ArchTest
    static final ArchRule pvAccessStaysInItsProvider =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.beamdesk.pv.pva..", "io.beamdesk.sim..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.epics.pva..")
                    .because("a protocol can be exchanged only if nobody sees its library");

    @ArchTest
    static final ArchRule nothingListensOnEveryInterface =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.epics.pva.server.PVAServer")
                    .because(
                            "core-pva's server accepts clients from every network, and nothing here talks beyond loopback unless configured");

    @ArchTest
    static final ArchRule hdfStaysInTheProduct =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.beamdesk.product..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.jhdf..")
                    .because(
                            "the library is pinned and every layout that it writes is checked in one place");

    @ArchTest
    static final ArchRule databasesStayWhereTheirTablesAre =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.beamdesk.database..",
                            "io.beamdesk.sample..",
                            "io.beamdesk.catalogue..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.sql..")
                    .because("what a file looks like is known in one place");

    @ArchTest
    static final ArchRule sqliteStaysInTheDatabase =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.beamdesk.database..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.sqlite..")
                    .because("locks, journals and failures of its files are handled alike");

    @ArchTest
    static final ArchRule csvStaysWithTheSamples =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.beamdesk.sample..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("de.siegmar..")
                    .because("what a file looks like is known in one place");

    @ArchTest
    static final ArchRule sshStaysInTheExport =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.beamdesk.export..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.sshd..", "org.bouncycastle..")
                    .because("who is trusted and where secrets lie is decided in one place");

    @ArchTest
    static final ArchRule plansTouchNoClockThreadOrFile =
            noClasses()
                    .that()
                    .resideInAPackage("io.beamdesk.plan..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.io..", "java.nio..", "java.util.concurrent..")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class, java.time.Clock.class)
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("the same plan is run dry on a virtual clock");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.beamdesk.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a package that cannot be read without another one is part of it");
}
