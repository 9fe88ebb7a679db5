package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.web.fake.Fakes;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Every answer names its request, and the text lines about an order carry the ids that are known. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "logging.level.io.seckill=debug")
class RequestIdsTest extends WebTest {
    @Test
    void theCallersIdComesBackWhateverTheAnswer() {
        get("/api/time").sentAs("time-1").is(200);
        get("/nope").sentAs("none-1").isProblem(ErrorCode.NOT_FOUND);
        get("/api/orders").sentAs("token-1").isProblem(ErrorCode.UNAUTHENTICATED);
        get("/api/sales/a;b").sentAs("odd-1").isProblem(ErrorCode.INVALID_REQUEST);
        placeOrder.answers(() -> {
            throw new IllegalStateException("a bug");
        });
        order().sentAs("bug-1").isProblem(ErrorCode.INTERNAL);
        placeOrder.answers(CompletableFuture::new);
        order().sentAs("late-1").isProblem(ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void theLineOfAnAnsweredOrderHasAllIdsThoughAnotherThreadAnswers(CapturedOutput output) {
        placeOrder.answers(() -> CompletableFuture.supplyAsync(() -> new Outcome.Placed(Fakes.order(1, "alice"))));

        order().sentAs("buy-1").is(201);

        assertThat(output)
                .containsPattern("request=buy-1 sale=phone order=01K8AAAAAAAAAAAAAAAAAAAAA1 \\S+PlacingController *:"
                        + " Answered 201 after \\d+ ms");
    }

    @Test
    void theLineOfARefusalHasItsCodeAndNoOrder(CapturedOutput output) {
        placeOrder.answers(Outcome.refused(new Refusal.SoldOut()));

        order().sentAs("late-comer").isProblem(ErrorCode.SOLD_OUT);

        assertThat(output)
                .containsPattern("request=late-comer sale=phone \\S+PlacingController *: Answered 409 SOLD_OUT after");
    }

    @Test
    void aFaultsLineHasTheIdOfTheFaultAndThatOfTheRequest(CapturedOutput output) {
        placeOrder.answers(() -> CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("a bug");
        }));

        String fault = order().sentAs("bug-2")
                .isProblem(ErrorCode.INTERNAL)
                .json()
                .path("id")
                .asString();

        assertThat(output).containsPattern("request=bug-2 sale=phone \\S+Faults *: Fault " + fault);
    }

    @Test
    void linesWithoutIdsAreClean(CapturedOutput output) {
        LoggerFactory.getLogger("io.seckill.Plain").info("says nothing of a request");

        assertThat(output)
                .containsPattern("] io\\.seckill\\.Plain *: says nothing")
                .doesNotContain("request= ");
    }
}
