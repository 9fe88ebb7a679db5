package io.seckill.core.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executors;

/** The rules of the core's architecture. */
final class CoreRules {
    private static final String[] TIME = {"io.seckill.core.schedule.."};
    private static final Set<String> WAITING = Set.of("sleep", "onSpinWait");

    /** Names of ports; adapters in other modules implement them. */
    private static final String PORTS =
            "(LockProvider|Lease|FencingTokens|StockLedger|DeskDirectory|DeskGateway|OrderBook|SaleCatalog|SaleAudit"
                    + "|SaleSnapshots|SaleSignals|PlaceOrder|Scheduler|PaymentGateway|PaymentBook|OrderReleases|Outbox"
                    + "|EventPublisher|SaleOperations|SaleArchive)";

    static final ArchRule JDK_AND_JSPECIFY_ONLY = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify.annotations..", "io.seckill.core.."))
            .because("the core must run, and be read, without any framework");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)(\\$.*)?")
            .because("such names hide what a class is for");

    static final ArchRule TIME_IS_HANDED_IN = noClasses()
            .that(not(resideInAnyPackage(TIME)))
            .should()
            .accessTargetWhere(readsTheTimeOrWaits())
            .because("a whole cluster shall run inside one process, in virtual time");

    static final ArchRule THREADS_ARE_HANDED_IN = noClasses()
            .that(not(resideInAnyPackage(TIME)))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, Timer.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .because("a whole cluster shall run inside one process, one thing at a time");

    static final ArchRule PORTS_ARE_INTERFACES = classes()
            .that()
            .haveNameMatching(".*\\." + PORTS)
            .should()
            .beInterfaces()
            .andShould()
            .bePublic()
            .because("adapters in other modules implement them");

    private CoreRules() {}

    static ArchRule packagesBelowAreFreeOfCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheTimeOrWaits() {
        return DescribedPredicate.describe("reads the time, or waits, by itself", access -> {
            AccessTarget target = access.getTarget();
            boolean clock = target.getOwner().isEquivalentTo(Clock.class)
                    || target.getOwner().isEquivalentTo(InstantSource.class);
            return (target.getOwner().isEquivalentTo(Thread.class) && WAITING.contains(target.getName()))
                    || (target.getOwner().isEquivalentTo(Instant.class)
                            && target.getName().equals("now"))
                    || (target.getOwner().isEquivalentTo(System.class)
                            && (target.getName().equals("nanoTime")
                                    || target.getName().equals("currentTimeMillis")))
                    || (clock && target.getName().startsWith("system"));
        });
    }
}
