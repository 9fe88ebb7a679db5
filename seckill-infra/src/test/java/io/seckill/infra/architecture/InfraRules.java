package io.seckill.infra.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

final class InfraRules {
    static final ArchRule NO_WEB = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.seckill.web..", "io.seckill.api..")
            .because("dependencies point one way: web -> core <- infra");

    static final ArchRule PORTS_OF_THE_DATABASE_ARE_HIDDEN = classes()
            .that()
            .implement("io.seckill.core.desk.StockLedger")
            .should()
            .notBePublic()
            .because("adapters are got as beans of their port");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
            .because("such a name says nothing");

    static final ArchRule NO_STANDARD_STREAMS =
            noClasses().should(ACCESS_STANDARD_STREAMS).because("nobody reads them");

    /** So a jump of the wall clock has no effect on a lease. */
    static final ArchRule LOCKS_READ_NO_WALL_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("..lock..", "io.seckill.infra.architecture.fixture")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Date.class)
            .because("leases go by the monotonic clock");

    private InfraRules() {}
}
