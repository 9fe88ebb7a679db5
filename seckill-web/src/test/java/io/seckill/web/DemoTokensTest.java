package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTokensTest extends WebTest {
    private Call ask(String body) {
        return post("/api/demo/tokens").json(body);
    }

    @Test
    void anIssuedTokenIsTaken() {
        Answer answer = ask("{\"subject\":\"alice\",\"roles\":[\"buyer\",\"admin\"]}")
                .send()
                .is(200);
        String token = answer.json().path("token").asString();

        get("/api/orders").token(token).send().is(200);
        get("/api/admin/sales").token(token).send().is(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void aTokenHasOnlyTheRolesThatWereAskedFor() {
        String token = ask("{\"subject\":\"alice\",\"roles\":[\"buyer\"]}")
                .send()
                .is(200)
                .json()
                .path("token")
                .asString();

        get("/api/admin/sales").token(token).send().isProblem(ErrorCode.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|subject roles",
                "{\"subject\":1,\"roles\":\"buyer\"}|subject roles",
                "{\"subject\":\"\",\"roles\":[]}|subject roles",
                "{\"subject\":\" a\",\"roles\":[\"root\"]}|subject roles",
                "{\"subject\":\"a\",\"roles\":[\"buyer\",1]}|roles",
                "{\"subject\":\"a\",\"roles\":[\"buyer\"],\"admin\":true}|admin"
            })
    void aBadRequestNamesItsFields(String body, String fields) {
        ask(body).send().isInvalidIn(fields.split(" ", -1));
    }

    @Test
    void anotherMediaTypeIsUnsupported() {
        post("/api/demo/tokens")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(BodyPublishers.ofString("subject=a"))
                .send()
                .isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
}
