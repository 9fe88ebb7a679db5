package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BuyerId;
import io.seckill.web.fake.Fakes;
import io.seckill.web.fake.ScriptedPlaceOrder.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest extends WebTest {
    private static final List<String> BUYER = List.of("buyer");

    private Call orderWith(String authorization) {
        return post(ORDERS).with("Authorization", authorization).key("k1").json("{\"quantity\":1}");
    }

    static Stream<String> badTokens() {
        Map<String, Object> good = Tokens.claims("alice", BUYER);
        Map<String, Object> expired = Tokens.claims("alice", BUYER);
        expired.put("exp", Instant.now().getEpochSecond() - 120);
        Map<String, Object> endless = Tokens.claims("alice", BUYER);
        endless.remove("exp");
        Map<String, Object> future = Tokens.claims("alice", BUYER);
        future.put("nbf", Instant.now().getEpochSecond() + 300);
        Map<String, Object> nobody = Tokens.claims("alice", BUYER);
        nobody.remove("sub");
        String signed = Tokens.buyer("alice");
        return Stream.of(
                Tokens.signed(expired, "HS256", Tokens.SECRET),
                Tokens.signed(endless, "HS256", Tokens.SECRET),
                Tokens.signed(future, "HS256", Tokens.SECRET),
                Tokens.signed(nobody, "HS256", Tokens.SECRET),
                Tokens.signed(good, "none", ""),
                Tokens.signed(good, "HS512", Tokens.SECRET),
                Tokens.signed(good, "HS256", "another secret of 32 bytes or more"),
                signed.substring(0, signed.lastIndexOf('.') + 1),
                signed.substring(0, signed.length() - 2),
                Tokens.buyer(""),
                Tokens.buyer(" alice"),
                Tokens.buyer("alice "),
                Tokens.buyer("al\u0000ice"),
                Tokens.buyer("a".repeat(129)),
                Tokens.of(List.of("alice"), BUYER),
                "nonsense",
                "a.b.c");
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aTokenThatDoesNotHoldIsRefused(String token) {
        Answer answer = orderWith("Bearer " + token).send().isProblem(ErrorCode.UNAUTHENTICATED);

        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(placeOrder.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer a b", "Bearer \u00e4", "Basic YWxpY2U6cHc=", "nonsense"})
    void aMalformedAuthorizationIsRefused(String authorization) {
        orderWith(authorization).send().isProblem(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void noTokenIsRefusedBeforeAnythingElseIsLookedAt() {
        post(ORDERS).send().isProblem(ErrorCode.UNAUTHENTICATED);
        post("/api/sales/a.b/orders").json("{").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/api/orders").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/api/orders/x").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/api/admin/sales").send().isProblem(ErrorCode.UNAUTHENTICATED);
        post("/api/admin/sales").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/api/admin/sales/phone/stats").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/api/admin/sales/phone/audit").send().isProblem(ErrorCode.UNAUTHENTICATED);
        post("/api/orders/x/cancel").send().isProblem(ErrorCode.UNAUTHENTICATED);
        post("/api/orders/x/payment").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/actuator").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/actuator/env").send().isProblem(ErrorCode.UNAUTHENTICATED);
        get("/actuator/locks").send().isProblem(ErrorCode.UNAUTHENTICATED);
    }

    static Stream<Object> roles() {
        return Stream.of(
                List.of(),
                List.of("admin"),
                List.of("Buyer"),
                List.of("ROLE_buyer"),
                "buyer",
                Map.of("buyer", true),
                1);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aTokenWithoutTheRoleIsForbidden(Object roles) {
        orderWith("Bearer " + Tokens.of("alice", roles)).send().isProblem(ErrorCode.FORBIDDEN);
    }

    @Test
    void aTokenWithoutAnyRolesIsForbidden() {
        Map<String, Object> claims = Tokens.claims("alice", BUYER);
        claims.remove("roles");
        orderWith("Bearer " + Tokens.signed(claims, "HS256", Tokens.SECRET))
                .send()
                .isProblem(ErrorCode.FORBIDDEN);
    }

    @Test
    void buyersAreNoOperators() {
        String buyer = Tokens.buyer("alice");
        get("/api/admin/sales").token(buyer).send().isProblem(ErrorCode.FORBIDDEN);
        post("/api/admin/sales").token(buyer).json("{}").send().isProblem(ErrorCode.FORBIDDEN);
        get("/api/admin/sales/phone/stats").token(buyer).send().isProblem(ErrorCode.FORBIDDEN);
        get("/api/admin/sales/phone/audit").token(buyer).send().isProblem(ErrorCode.FORBIDDEN);
        get("/actuator/env").token(buyer).send().isProblem(ErrorCode.FORBIDDEN);
        get("/actuator/locks").token(buyer).send().isProblem(ErrorCode.FORBIDDEN);
    }

    @Test
    void whoeverMayReadTheMetricsMayNotSeeTheLocks() {
        String monitor = Tokens.of("prometheus", List.of("monitor"));
        get("/actuator/prometheus").token(monitor).send().is(200);
        get("/actuator/locks").token(monitor).send().isProblem(ErrorCode.FORBIDDEN);
        get("/actuator/locks").token(Tokens.admin()).send().isProblem(ErrorCode.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "alice", "\u00e1lice", "\u7231\u4e3d\u4e1d", "a@b.c", "x y"})
    void subjectsAreTakenAsTheyAre(String subject) {
        placeOrder.answers(new Outcome.Placed(Fakes.order(1, subject)));

        orderWith("Bearer " + Tokens.buyer(subject)).send().is(201);

        assertThat(placeOrder.asked()).extracting(Asked::buyer).containsExactly(new BuyerId(subject));
    }

    @Test
    void theSchemeIsTakenInAnyCase() {
        placeOrder.answers(new Outcome.Placed(Fakes.order(1, "alice")));

        orderWith("bearer " + Tokens.buyer("alice")).send().is(201);
    }

    @Test
    void anExpiredTokenDoesNotKeepBuyersFromWhatIsPublic() {
        get("/api/time").token("nonsense").send().is(200);
        get("/api/sales").token("nonsense").send().is(200);
    }
}
