package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.api.ErrorCode;
import io.seckill.web.fake.Fakes;
import io.seckill.web.fake.MemoryOrders;
import java.net.URI;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What the program says of its settings when it starts. */
@ExtendWith(OutputCaptureExtension.class)
class StartingTest {
    private static final String ISSUER =
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://localhost:1/none";

    private static ConfigurableApplicationContext start(String... settings) {
        String[] all = Stream.concat(Stream.of("--server.port=0", "--seckill.test.ports=fake"), Stream.of(settings))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(SeckillApplication.class, Fakes.class).run(all);
    }

    @Test
    void withoutAnIssuerItRefusesInOneSentence(CapturedOutput output) {
        assertThatThrownBy(StartingTest::start).isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains("No token issuer is configured.")
                .contains("Set spring.security.oauth2.resourceserver.jwt.issuer-uri")
                .doesNotContain("\tat ");
    }

    @Test
    void withBothAnIssuerAndTheDemoItRefuses(CapturedOutput output) {
        assertThatThrownBy(() -> start("--seckill.demo.enabled=true", ISSUER)).isInstanceOf(RuntimeException.class);

        assertThat(output).contains("Both seckill.demo.enabled and a token issuer are configured.");
    }

    @Test
    void withAShortSecretItRefusesAndDoesNotTellIt(CapturedOutput output) {
        assertThatThrownBy(() -> start("--seckill.demo.enabled=true", "--seckill.demo.secret=hunter2hunter2"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains("seckill.demo.secret: must be at least 32 bytes")
                .doesNotContain("hunter2");
    }

    @Test
    void withAShortPaymentSecretItRefusesAndDoesNotTellIt(CapturedOutput output) {
        assertThatThrownBy(() -> start("--seckill.demo.enabled=true", "--seckill.payment.secret=hunter2hunter2"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains("seckill.payment.secret: must be at least 32 bytes")
                .doesNotContain("hunter2");
    }

    @Test
    void withoutAPaymentGatewayThereIsNothingToNotifyAndNobodyPays(CapturedOutput output) {
        try (ConfigurableApplicationContext program =
                start("--seckill.demo.enabled=true", "--seckill.demo.secret=" + Tokens.SECRET)) {
            program.getBean(MemoryOrders.class).put(Fakes.order(1, "alice"));

            String body = "{\"type\":\"payment.declined\"}";
            call("POST", program, "/api/payments/notifications")
                    .with("X-Signature", Notifications.signed(body))
                    .json(body)
                    .send()
                    .isProblem(ErrorCode.NOT_FOUND);
            call("POST", program, "/api/orders/01K8AAAAAAAAAAAAAAAAAAAAA1/payment")
                    .token(Tokens.buyer("alice"))
                    .send()
                    .isProblem(ErrorCode.PAYMENT_UNAVAILABLE);
            call("GET", program, "/sandbox/payments/a/b/c/d/e").send().isProblem(ErrorCode.NOT_FOUND);
        }
        assertThat(output).doesNotContain("Sandbox payments");
    }

    @Test
    void withASecretAndNoSandboxNotificationsAreTaken() {
        try (ConfigurableApplicationContext program =
                start("--seckill.demo.enabled=true", "--seckill.payment.secret=" + Notifications.SECRET)) {
            String body = "{\"type\":\"payment.declined\"}";
            call("POST", program, "/api/payments/notifications")
                    .with("X-Signature", Notifications.signed(body))
                    .json(body)
                    .send()
                    .is(200);
            call("GET", program, "/sandbox/payments/a/b/c/d/e").send().isProblem(ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void theSandboxNeedsNoSecretAndWarns(CapturedOutput output) {
        try (ConfigurableApplicationContext program =
                start("--seckill.demo.enabled=true", "--seckill.payment.sandbox.enabled=true")) {
            String body = "{\"type\":\"payment.declined\"}";
            call("POST", program, "/api/payments/notifications")
                    .with("X-Signature", Notifications.signed(body, Instant.now(), "a guess"))
                    .json(body)
                    .send()
                    .isProblem(ErrorCode.UNAUTHENTICATED);
        }
        assertThat(output).containsPattern("WARN .*Sandbox payments: orders are paid by a click");
    }

    @Test
    void withAnIssuerItNeitherNeedsItToStartNorIssuesTokens(CapturedOutput output) {
        try (ConfigurableApplicationContext program = start(ISSUER)) {
            call("GET", program, "/api/sales").send().is(200);
            call("POST", program, "/api/demo/tokens")
                    .json("{\"subject\":\"a\",\"roles\":[\"buyer\"]}")
                    .send()
                    .isProblem(ErrorCode.NOT_FOUND);
            call("GET", program, "/api/orders")
                    .token(Tokens.buyer("alice"))
                    .send()
                    .isProblem(ErrorCode.BUSY);
            assertThat(program.getEnvironment().getProperty("spring.mvc.async.request-timeout"))
                    .isEqualTo("15s");
        }
        assertThat(output).doesNotContain("generated security password").doesNotContain("Demo mode");
    }

    @Test
    void withoutASecretEachStartHasItsOwn() {
        String token;
        try (ConfigurableApplicationContext program = start("--seckill.demo.enabled=true")) {
            token = token(program);
            orders(program, token).is(200);
        }
        try (ConfigurableApplicationContext program = start("--seckill.demo.enabled=true")) {
            orders(program, token).isProblem(ErrorCode.UNAUTHENTICATED);
        }
    }

    @Test
    void aBodyHasTheSizeThatIsSet() {
        try (ConfigurableApplicationContext program =
                start("--seckill.demo.enabled=true", "--seckill.http.max-body-size=1KB")) {
            String body = "{\"subject\":\"a\",\"roles\":[\"buyer\"]}";
            call("POST", program, "/api/demo/tokens")
                    .json(body + " ".repeat(1024 - body.length()))
                    .send()
                    .is(200);
            call("POST", program, "/api/demo/tokens")
                    .json(body + " ".repeat(1025 - body.length()))
                    .send()
                    .isInvalidIn("body");
        }
    }

    private static String token(ConfigurableApplicationContext program) {
        return call("POST", program, "/api/demo/tokens")
                .json("{\"subject\":\"a\",\"roles\":[\"buyer\"]}")
                .send()
                .is(200)
                .json()
                .path("token")
                .asString();
    }

    private static Answer orders(ConfigurableApplicationContext program, String token) {
        return call("GET", program, "/api/orders").token(token).send();
    }

    private static Call call(String method, ConfigurableApplicationContext program, String path) {
        String port = program.getEnvironment().getProperty("local.server.port");
        return new Call(method, URI.create("http://localhost:" + port + path));
    }
}
