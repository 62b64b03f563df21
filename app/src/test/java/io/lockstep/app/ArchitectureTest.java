package io.lockstep.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The plan of the house (architecture, section 2), held by the compiler's output.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String[] VIEW_LIBRARIES = {
        "javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp.."
    };

    private JavaClasses lockstep = new ClassFileImporter().importClasses();

    @BeforeAll
    void readOurClasses() {
        lockstep =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.lockstep");
    }

    @Test
    void theAppKnowsTheEngineAndTheEngineTheChainAndNeverBack() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.lockstep.engine..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.lockstep.app.."));
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.lockstep.chain..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.lockstep.app..", "io.lockstep.engine.."));
    }

    @Test
    void theChainKnowsNoNettyNoViewAndNoDocker() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.lockstep.chain..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.netty..", "javafx..", "com.github.dockerjava..", "picocli.."));
    }

    @Test
    void theEngineKnowsNoViewNoDockerAndNoHardware() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.lockstep.engine..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(VIEW_LIBRARIES)
                                        .or(
                                                resideInAnyPackage(
                                                        "com.github.dockerjava..", "oshi.."))));
    }

    /// A name in a constant is not seen by other rules, so it is looked for in the class files.
    @Test
    void onlyGpuNamesNvidiaSmi() throws IOException {
        var naming = new ArrayList<String>();
        for (var type : lockstep) {
            var source = type.getSource().orElseThrow().getUri();
            try (var bytes = source.toURL().openStream()) {
                if (new String(bytes.readAllBytes(), ISO_8859_1).contains("nvidia-smi")) {
                    naming.add(type.getPackageName());
                }
            }
        }

        assertThat(naming)
                .contains("io.lockstep.app.gpu")
                .isSubsetOf("io.lockstep.app.gpu", "io.lockstep.app.observe");
    }

    @Test
    void onlyThoseWhoOwnAProgramStartProcesses() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "io.lockstep.app.bench..",
                                "io.lockstep.app.host.command..",
                                "io.lockstep.app.containers..",
                                "io.lockstep.app.rehearsal..",
                                "io.lockstep.engine.top..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ProcessBuilder.class));
    }

    @Test
    void onlyTheViewsKnowJavaFx() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.lockstep.app.ui..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(VIEW_LIBRARIES));
    }

    @Test
    void onlyTheContainersKnowDocker() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.lockstep.app.containers..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.github.dockerjava.."));
    }

    @Test
    void onlyGpuAndHostAskTheMachine() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.lockstep.app.gpu..", "io.lockstep.app.host..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("oshi.."));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.lockstep.app.gpu..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("oshi.hardware.GraphicsCard"));
    }

    @Test
    void onlyTheEdgesOfTheUpgradeReachOutside() {
        check(
                noClasses()
                        .that(planning())
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "io.lockstep.app.upgrade.act..",
                                        "java.net.http..",
                                        "okhttp3..",
                                        "io.netty..")));
    }

    @Test
    void theWayToTheFxThreadIsOne() {
        check(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName("io.lockstep.app.ui.Latest")
                        .should()
                        .callMethod(
                                "javafx.application.Platform", "runLater", "java.lang.Runnable"));
    }

    @Test
    void looksStandInStyleSheetsAlone() {
        check(
                noClasses()
                        .should()
                        .callMethod("javafx.scene.Node", "setStyle", "java.lang.String")
                        .orShould()
                        .callMethod("javafx.scene.paint.Color", "web", "java.lang.String"));
    }

    @Test
    void nothingStaticChanges() {
        check(
                fields().that()
                        .areStatic()
                        .and()
                        .areDeclaredInClassesThat(sourceWritten())
                        .should()
                        .beFinal());
    }

    @Test
    void onlyProgramsWriteToTheTerminalAndNobodyToJavaUtilLogging() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.lockstep.app.cli..", "io.lockstep.engine")
                        .and()
                        .haveSimpleNameNotEndingWith("Main")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..", "org.slf4j.."));
    }

    /// The snapshot is made of the features' records and their planner reads it, so it is the one
    /// place where features meet; apart from it they stand in an order.
    @Test
    void featuresStandInAnOrder() {
        slices().matching("io.lockstep.app.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage("io.lockstep.app.snapshot"), anything())
                .check(lockstep);
    }

    @Test
    void theChainsAndTheEnginesPackagesStandInAnOrder() {
        slices().matching("io.lockstep.chain.(*)..").should().beFreeOfCycles().check(lockstep);
        slices().matching("io.lockstep.engine.(*)..").should().beFreeOfCycles().check(lockstep);
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(lockstep);
    }

    private static DescribedPredicate<JavaClass> planning() {
        return resideInAPackage("io.lockstep.app.upgrade").as("classes that plan");
    }

    private static DescribedPredicate<JavaClass> anything() {
        return DescribedPredicate.alwaysTrue();
    }

    /// The compiler makes static fields of its own for switches over enums, and protoc writes a
    /// package of its own.
    private static DescribedPredicate<JavaClass> sourceWritten() {
        return DescribedPredicate.describe(
                "are written in source",
                type ->
                        !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && !type.getPackageName().equals("io.lockstep.chain.proto"));
    }
}
