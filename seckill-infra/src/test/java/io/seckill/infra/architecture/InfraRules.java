package io.seckill.infra.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.lang.ArchRule;

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

    private InfraRules() {}
}
