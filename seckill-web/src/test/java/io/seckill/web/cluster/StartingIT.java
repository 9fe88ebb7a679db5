package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps the program from starting is said in one line, and it ends with status 1. */
class StartingIT {
    private static final String DEMO = "--seckill.demo.enabled=true";
    private static final String ISSUER = "--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1/";
    private static final DatabaseServer DATABASE = Servers.shared().database();
    private static final String NOWHERE = "jdbc:mysql://127.0.0.1:" + FreePort.find() + "/seckill";

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "no database",
                        "The database at " + NOWHERE + " cannot be used: Connection refused",
                        DEMO,
                        "--spring.datasource.url=" + NOWHERE + "?connectTimeout=1000"),
                fault(
                        "no database is named",
                        "spring.datasource.url: is needed, for instance jdbc:mysql://db.example:3306/seckill.",
                        DEMO),
                fault(
                        "a wrong password",
                        "does not let the user " + DATABASE.user() + " in. Check spring.datasource.username and"
                                + " spring.datasource.password.",
                        DEMO,
                        url(),
                        "--spring.datasource.username=" + DATABASE.user(),
                        "--spring.datasource.password=wrong"),
                fault(
                        "a wrong password beside a user for migrating",
                        "does not let the user nobody in. Check spring.datasource.username and"
                                + " spring.datasource.password.",
                        DEMO,
                        url(),
                        "--spring.datasource.username=nobody",
                        "--spring.datasource.password=wrong",
                        "--spring.flyway.user=" + DATABASE.user(),
                        "--spring.flyway.password=" + DATABASE.password()),
                fault(
                        "a wrong password of the user for migrating",
                        "does not let the user nobody in. Check spring.flyway.user and spring.flyway.password.",
                        DEMO,
                        url(),
                        "--spring.datasource.username=" + DATABASE.user(),
                        "--spring.datasource.password=" + DATABASE.password(),
                        "--spring.flyway.user=nobody",
                        "--spring.flyway.password=wrong"),
                fault(
                        "no schema",
                        "the database's schema is empty, and this program needs version 3: run mvn -pl db"
                                + " flyway:migrate, or start with seckill.database.migrate=true",
                        DEMO,
                        url(),
                        "--spring.datasource.username=" + DATABASE.user(),
                        "--spring.datasource.password=" + DATABASE.password(),
                        "--seckill.database.migrate=false"),
                fault(
                        "a setting of the wrong kind",
                        "seckill.desk.take-within: must be a duration, like 500ms, 2s or 5m, but is 2x.",
                        ISSUER,
                        url(),
                        "--seckill.desk.take-within=2x"),
                fault(
                        "a setting out of its bounds",
                        "seckill.stop.drain-for: must be 0s to 1m, but is 2m.",
                        ISSUER,
                        url(),
                        "--seckill.stop.drain-for=2m"),
                fault(
                        "a setting that is misspelt",
                        "seckill.stop.drain: there is no such setting.",
                        ISSUER,
                        url(),
                        "--seckill.stop.drain=2s"),
                fault(
                        "a secret of the demo outside of it",
                        "seckill.demo.secret: is for the demo only; remove it.",
                        ISSUER,
                        url(),
                        "--seckill.demo.secret=a secret that is long enough to be one"),
                fault(
                        "a file for Redis that is not there",
                        "The client for Redis cannot be configured: ",
                        DEMO,
                        url(),
                        "--spring.redis.redisson.file=file:/nowhere.yaml"),
                fault(
                        "a password for Redis that is no YAML",
                        "The client for Redis cannot be configured: line 3 of its YAML",
                        DEMO,
                        url(),
                        "--spring.redis.redisson.config=singleServerConfig:\n  address: redis://127.0.0.1:1\n"
                                + "  password: @secret that is long enough to be one\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void whatIsWrongIsSaidInOneLine(String what, String sentence, List<String> settings) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "seckill.jar").toAbsolutePath().toString(),
                "--server.port=0"));
        command.addAll(settings);
        try (GuardedProcess program = GuardedProcess.start("program", folder, Map.of(), command)) {
            int status = program.onExit().get(60, TimeUnit.SECONDS);
            List<String> log = program.lastLines(1_000).lines().toList();
            assertThat(status).as("%s: %s", what, log).isEqualTo(1);
            assertThat(log)
                    .filteredOn(line -> line.contains(" ERROR "))
                    .singleElement()
                    .asString()
                    .contains(sentence);
            assertThat(log).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Exception in thread"));
            assertThat(log).noneMatch(line -> line.contains("long enough to be one"));
        }
    }

    private static Arguments fault(String what, String sentence, String... settings) {
        return Arguments.of(what, sentence, List.of(settings));
    }

    private static String url() {
        return "--spring.datasource.url=" + DATABASE.jdbcUrl(DATABASE.createDatabase());
    }
}
