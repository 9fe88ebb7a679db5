package io.seckill.infra.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class InfraArchitectureTest {
    private static final Map<ArchRule, List<String>> RULES = Map.of(
            InfraRules.NO_WEB, List.of("ServesPages.page", "ServesPages.view"),
            InfraRules.PORTS_OF_THE_DATABASE_ARE_HIDDEN, List.of("LedgerUtil"),
            InfraRules.NAMES_SAY_WHAT_A_CLASS_IS, List.of("LedgerUtil"),
            InfraRules.NO_STANDARD_STREAMS, List.of("System.out"),
            InfraRules.LOCKS_READ_NO_WALL_CLOCK, List.of("System.currentTimeMillis", "Instant.now"));

    private final JavaClasses infra = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.seckill.infra");
    private final JavaClasses fixture =
            new ClassFileImporter().importPackages(InfraArchitectureTest.class.getPackageName() + ".fixture");

    @TestFactory
    Stream<DynamicTest> theRulesAreKept() {
        return RULES.keySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(infra)));
    }

    @TestFactory
    Stream<DynamicTest> theRulesSeeWhatBreaksThem() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey().getDescription(), () -> assertThatThrownBy(
                                () -> rule.getKey().check(fixture))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContainingAll(rule.getValue().toArray(String[]::new))));
    }
}
