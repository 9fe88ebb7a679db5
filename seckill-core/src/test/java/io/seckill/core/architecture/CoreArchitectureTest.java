package io.seckill.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CoreArchitectureTest {
    private static final String FIXTURE = "io.seckill.core.architecture.fixture";

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.seckill.core");
    private final JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);

    private static final Map<ArchRule, List<String>> RULES = Map.of(
            CoreRules.JDK_AND_JSPECIFY_ONLY, List.of("DependsOnAssertions"),
            CoreRules.NAMES_SAY_WHAT_A_CLASS_IS, List.of("TimeUtil"),
            CoreRules.TIME_IS_HANDED_IN,
                    List.of("Instant.now", "nanoTime", "currentTimeMillis", "Clock.systemUTC", "Thread.sleep"),
            CoreRules.THREADS_ARE_HANDED_IN, List.of("StartsThreads.pool", "StartsThreads.thread"),
            CoreRules.PORTS_ARE_INTERFACES, List.of("StockLedger"));

    @Test
    void theCoreIsThere() {
        assertThat(core).hasSizeGreaterThan(50);
        assertThat(core.contain(FIXTURE + ".StockLedger")).isFalse();
    }

    @TestFactory
    List<DynamicTest> theCoreKeeps() {
        return RULES.keySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(core)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> theFixtureBreaks() {
        return RULES.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey().getDescription(), () -> assertThat(each.getKey()
                                .evaluate(fixture)
                                .getFailureReport()
                                .toString())
                        .contains(each.getValue())))
                .toList();
    }

    @Test
    void theCoresPackagesAreFreeOfCycles() {
        CoreRules.packagesBelowAreFreeOfCycles("io.seckill.core").check(core);
    }

    @Test
    void theFixturesPackagesAreNot() {
        assertThat(CoreRules.packagesBelowAreFreeOfCycles(FIXTURE)
                        .evaluate(fixture)
                        .hasViolation())
                .isTrue();
    }
}
