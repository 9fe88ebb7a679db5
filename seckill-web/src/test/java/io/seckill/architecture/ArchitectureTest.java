package io.seckill.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses API = mainClasses("io.seckill.api");
    private static final JavaClasses WEB = mainClasses("io.seckill.web");
    private static final JavaClasses PROGRAM =
            mainClasses("io.seckill.api", "io.seckill.core", "io.seckill.infra", "io.seckill.web");
    private static final JavaClasses ALL = mainClasses("io.seckill");
    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages(ArchitectureTest.class.getPackageName() + ".fixture");

    /** A rule, the classes that keep it, and what it has to find fault with in the fixture. */
    private record Kept(ArchRule rule, JavaClasses by, List<String> faults) {
        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    static Stream<Kept> rules() {
        return Stream.of(
                new Kept(ModuleRules.NO_ADAPTERS, WEB, List.of("UsesAnAdapter")),
                new Kept(ModuleRules.JDK_AND_HTTP_ANNOTATIONS_ONLY, API, List.of("KnowsTheContainer.context")),
                new Kept(ModuleRules.CONTROLLERS_ARE_PACKAGE_PRIVATE, WEB, List.of("OpenController")),
                new Kept(ModuleRules.NAMES_SAY_WHAT_A_CLASS_IS, ALL, List.of("OrderHelper")),
                new Kept(ModuleRules.NO_STANDARD_STREAMS, PROGRAM, List.of("System.out", "System.err")),
                new Kept(ModuleRules.ONE_WAY_TO_LOG, ALL, List.of("Shouts")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsKept(Kept kept) {
        kept.rule().check(kept.by());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleSeesWhatBreaksIt(Kept kept) {
        assertThatThrownBy(() -> kept.rule().check(FIXTURE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(kept.faults().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleIsLookedAt(String module) {
        assertThat(ALL).anyMatch(one -> one.getPackageName().startsWith(module));
    }

    static List<String> modules() {
        return List.of("io.seckill.api", "io.seckill.core", "io.seckill.infra", "io.seckill.web", "io.seckill.testkit");
    }

    private static JavaClasses mainClasses(String... packages) {
        return new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages);
    }
}
