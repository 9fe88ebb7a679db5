package io.seckill.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Controller;

/** Each is checked on the classes of the modules that it is for. */
final class ModuleRules {
    static final ArchRule NO_ADAPTERS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.seckill.infra..")
            .because("the web sees ports; adapters are put in at runtime");

    static final ArchRule JDK_AND_HTTP_ANNOTATIONS_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.seckill.api..",
                    "java..",
                    "org.jspecify.annotations..",
                    "org.springframework.http..",
                    "org.springframework.web.bind.annotation..",
                    "org.springframework.web.service.annotation..")
            .because("other teams' clients get what it depends on");

    static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate()
            .because("they are called by HTTP only");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
            .because("such a name says nothing");

    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .that()
            .resideOutsideOfPackage("io.seckill.web.command")
            .should(ACCESS_STANDARD_STREAMS)
            .because("nobody reads them, but for what a command says");

    /** The testkit's contract of locks reads what adapters log, wherever it ends. */
    static final ArchRule ONE_WAY_TO_LOG = noClasses()
            .that()
            .haveNameNotMatching("io\\.seckill\\.testkit\\.lock\\.HeardLog(\\$.*)?")
            .should(USE_JAVA_UTIL_LOGGING)
            .because("System.Logger and SLF4J end in one place");

    private ModuleRules() {}
}
