package parfocal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.lang.foreign.Linker;
import java.time.Instant;
import parfocal.driver.FocuserDriver;

/// The picture in the README, as rules: packages are floors, and each looks only down.
@AnalyzeClasses(packages = "parfocal", importOptions = ImportOption.DoNotIncludeTests.class)
final class FloorsTest {

    @ArchTest
    static final ArchRule everyFloorLooksOnlyDown =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("image")
                    .definedBy("parfocal.image..")
                    .layer("algebra")
                    .definedBy("parfocal.algebra..")
                    .layer("device")
                    .definedBy("parfocal.device..")
                    .layer("time")
                    .definedBy("parfocal.time..")
                    .layer("maths")
                    .definedBy("parfocal.stars..", "parfocal.curve..", "parfocal.shape..")
                    .layer("link")
                    .definedBy("parfocal.link..")
                    .layer("driver")
                    .definedBy("parfocal.driver..")
                    .layer("motion")
                    .definedBy("parfocal.motion..")
                    .layer("rig")
                    .definedBy("parfocal.rig..")
                    .layer("autofocus")
                    .definedBy("parfocal.autofocus..")
                    .layer("filters")
                    .definedBy("parfocal.filters..")
                    .layer("selftest")
                    .definedBy("parfocal.selftest..")
                    .layer("thermal")
                    .definedBy("parfocal.thermal..")
                    .layer("wire")
                    .definedBy("parfocal.wire..")
                    .layer("camera")
                    .definedBy("parfocal.camera..")
                    .layer("compensation")
                    .definedBy("parfocal.compensation..")
                    .layer("history")
                    .definedBy("parfocal.history..")
                    .layer("hub")
                    .definedBy("parfocal.hub..")
                    .layer("logbook")
                    .definedBy("parfocal.logbook..")
                    .layer("server")
                    .definedBy("parfocal.server..")
                    .layer("report")
                    .definedBy("parfocal.report..")
                    .layer("nights")
                    .definedBy("parfocal.nights..")
                    .layer("cli")
                    .definedBy("parfocal.cli..")
                    .whereLayer("image")
                    .mayNotAccessAnyLayer()
                    .whereLayer("algebra")
                    .mayNotAccessAnyLayer()
                    .whereLayer("time")
                    .mayNotAccessAnyLayer()
                    .whereLayer("device")
                    .mayOnlyAccessLayers("image")
                    .whereLayer("maths")
                    .mayOnlyAccessLayers("image", "algebra")
                    .whereLayer("link")
                    .mayOnlyAccessLayers("device", "time")
                    .whereLayer("driver")
                    .mayOnlyAccessLayers("link", "wire", "device", "time", "algebra")
                    .whereLayer("thermal")
                    .mayNotAccessAnyLayer()
                    .whereLayer("wire")
                    .mayOnlyAccessLayers("link", "device", "image", "time")
                    .whereLayer("camera")
                    .mayOnlyAccessLayers("wire", "link", "device", "image", "time")
                    .whereLayer("motion")
                    .mayOnlyAccessLayers("device", "time")
                    .whereLayer("autofocus")
                    .mayOnlyAccessLayers("motion", "maths", "device", "image", "time", "algebra")
                    .whereLayer("filters")
                    .mayOnlyAccessLayers(
                            "autofocus", "motion", "maths", "device", "image", "time", "algebra")
                    .whereLayer("selftest")
                    .mayOnlyAccessLayers("motion", "maths", "device", "image", "time")
                    .whereLayer("rig")
                    .mayOnlyAccessLayers("driver", "link", "device", "image", "time")
                    .whereLayer("nights")
                    .mayOnlyAccessLayers(
                            "autofocus",
                            "rig",
                            "motion",
                            "maths",
                            "link",
                            "device",
                            "image",
                            "time")
                    .whereLayer("nights")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("report")
                    .mayOnlyAccessLayers("autofocus", "maths", "device", "image")
                    .whereLayer("compensation")
                    .mayOnlyAccessLayers("thermal", "motion", "device", "time")
                    .whereLayer("history")
                    .mayOnlyAccessLayers("time")
                    .whereLayer("hub")
                    .mayOnlyBeAccessedByLayers("logbook", "server", "cli")
                    .whereLayer("logbook")
                    .mayOnlyBeAccessedByLayers("server", "cli")
                    .whereLayer("server")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer()
                    .because(
                            "a reader must be able to understand a floor without the ones above it");

    @ArchTest
    static final ArchRule driversDoNotKnowEachOther =
            slices().matching("parfocal.driver.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .because("a focuser is added, changed and removed as one folder");

    @ArchTest
    static final ArchRule driversAreFoundNotNamed =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("parfocal.driver.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("parfocal.driver.*..")
                    .because("ServiceLoader finds them; a list would be a second place to edit");

    @ArchTest
    static final ArchRule aDriverFolderShowsOnlyItsDriver =
            ArchRuleDefinition.classes()
                    .that()
                    .resideInAPackage("parfocal.driver.*..")
                    .and()
                    // The records of a package-private sealed interface are public in name only.
                    .areTopLevelClasses()
                    .and()
                    .arePublic()
                    .should()
                    .implement(FocuserDriver.class)
                    .because("whatever else is public there will be used from outside one day");

    @ArchTest
    static final ArchRule noFaceKnowsAnother =
            slices().matching("parfocal.server.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .allowEmptyShould(true)
                    .because(
                            "Alpaca, INDI and the page must be able to change without one another");

    @ArchTest
    static final ArchRule webServersStayInServer =
            vendor("server", "io.javalin..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule httpClientsStayInWire =
            noClasses()
                    .that()
                    // The command line asks the hub itself, in its own JSON.
                    .resideOutsideOfPackages("parfocal.wire..", "parfocal.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net.http..")
                    .because("a library is replaced behind one door, or everywhere");

    @ArchTest
    static final ArchRule sqlStaysInHistory =
            vendor(
                    "history",
                    "java.sql..",
                    "javax.sql..",
                    "org.sqlite..",
                    "org.postgresql..",
                    "org.flywaydb..");

    @ArchTest
    static final ArchRule brokersStayBehindTheirDoor = vendor("server.mqtt", "com.hivemq..");

    @ArchTest
    static final ArchRule mathsIsAFunctionOfItsArguments =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "parfocal.stars..",
                            "parfocal.curve..",
                            "parfocal.shape..",
                            "parfocal.thermal..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "parfocal.device..",
                            "parfocal.time..",
                            "java.io..",
                            "java.net..",
                            "java.nio.file..",
                            "java.util.logging..")
                    .because("a frame measured twice must measure the same");

    @ArchTest
    static final ArchRule theRigSharesNoCodeWithTheMeasuring =
            noClasses()
                    .that()
                    .resideInAPackage("parfocal.rig..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "parfocal.stars..",
                            "parfocal.curve..",
                            "parfocal.shape..",
                            "parfocal.autofocus..")
                    .because("a witness that shares code with the accused is no witness");

    @ArchTest static final ArchRule serialPortsStayInLink = vendor("link", "com.fazecast..");

    @ArchTest
    static final ArchRule nativeCallsStayInLink =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("parfocal.link..")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Linker.class)
                    .because("whoever calls the system by its address can bring the program down");

    @ArchTest static final ArchRule fitsStaysInImage = vendor("image", "nom.tam..");

    @ArchTest
    static final ArchRule solversStayInTheMaths =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("parfocal.curve..", "parfocal.thermal..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.hipparchus..")
                    .because("a library is replaced behind one door, or everywhere");

    @ArchTest
    static final ArchRule jsonStaysAtTheEdge =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "parfocal.report..",
                            "parfocal.cli..",
                            "parfocal.server..",
                            "parfocal.hub..",
                            "parfocal.wire..",
                            // A lens that was learned is a file.
                            "parfocal.driver.sonylens..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                    .because("inside, values are records");

    @ArchTest
    static final ArchRule onlyTimeKnowsTheClock =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("parfocal.time..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .because("a night of eight hours is a test of a second");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("parfocal.cli..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .because("--json promises exactly one object on standard output");

    @ArchTest
    static final ArchRule noPackagesGoInCircles =
            slices().matching("parfocal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatTheyAre =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Impl")
                    .because("such a class has not found its name yet");

    @ArchTest
    static final ArchRule everyPackageIntroducesItself =
            ArchRuleDefinition.classes()
                    .should(
                            new ArchCondition<>("live in a package with a package-info") {
                                @Override
                                public void check(JavaClass item, ConditionEvents events) {
                                    boolean introduced =
                                            item.getPackage().tryGetPackageInfo().isPresent();
                                    events.add(
                                            new SimpleConditionEvent(
                                                    item, introduced, item.getPackageName()));
                                }
                            })
                    .because(
                            "who lives there and where the formulas come from is said once, on the door");

    private static ArchRule vendor(String floor, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("parfocal." + floor + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because("a library is replaced behind one door, or everywhere");
    }
}
