package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.order.Outcome;
import io.seckill.web.fake.Fakes;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself can get wrong, whatever the call. */
class HttpItselfTest extends WebTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api", "/api/nope", "/api/sales/", "/api/sales/a/b", "/nope", "/error", "/.env", "/x.html"
            })
    void anUnknownPathIsNotFoundEvenWithoutAToken(String path) {
        get(path).send().isProblem(ErrorCode.NOT_FOUND);
        get(path).token(Tokens.buyer("alice")).send().isProblem(ErrorCode.NOT_FOUND);
        post(path).json("{}").send().isProblem(ErrorCode.NOT_FOUND);
    }

    @Test
    void anUnknownPathAmongThoseThatNeedATokenIsNotFoundWithOne() {
        get("/api/orders/a/b").token(Tokens.buyer("alice")).send().isProblem(ErrorCode.NOT_FOUND);
        get("/api/admin/nope").token(Tokens.admin()).send().isProblem(ErrorCode.NOT_FOUND);
        get("/actuator/env").token(Tokens.admin()).send().isProblem(ErrorCode.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/sales, GET",
        "POST, /api/sales/phone, GET",
        "DELETE, /api/time, GET",
        "GET, /api/sales/phone/orders, POST",
        "PATCH, /api/orders, GET",
        "DELETE, /api/orders/x, GET",
        "DELETE, /api/admin/sales, GET,POST",
        "GET, /api/orders/x/cancel, POST",
        "PUT, /api/orders/x/payment, POST",
        "GET, /api/payments/notifications, POST",
        "GET, /api/admin/sales/phone, PATCH",
        "PUT, /api/admin/sales/phone, PATCH",
        "GET, /api/admin/sales/phone/restock, POST",
        "GET, /api/admin/sales/phone/pause, POST",
        "DELETE, /api/admin/sales/phone/resume, POST",
        "PATCH, /api/admin/sales/phone/close, POST",
        "GET, /api/demo/tokens, POST",
        "FOO, /api/sales, GET"
    })
    void anotherMethodIsNotAllowedAndTheAllowedOnesAreNamed(String method, String path, String allowed) {
        String token = path.contains("admin") ? Tokens.admin() : Tokens.buyer("alice");

        Answer answer = call(method, path).token(token).send().isProblem(ErrorCode.METHOD_NOT_ALLOWED);

        assertThat(answer.header("Allow")).contains(allowed);
    }

    @Test
    void anAnswerOfAnotherTypeThanJsonIsNotAcceptable() {
        get("/api/sales").with("Accept", "text/html").send().isProblem(ErrorCode.NOT_ACCEPTABLE);
        get("/api/time").with("Accept", "nonsense").send().isProblem(ErrorCode.NOT_ACCEPTABLE);
        get("/api/orders")
                .token(Tokens.buyer("alice"))
                .with("Accept", "application/xml")
                .send()
                .isProblem(ErrorCode.NOT_ACCEPTABLE);
        get("/api/sales").with("Accept", "text/html, */*;q=0.1").send().is(200);
    }

    @Test
    void headIsGetWithoutABody() {
        assertThat(call("HEAD", "/api/sales").send().is(200).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sales/a%2Fb",
                "/api/sales/a%00b",
                "/api/sales/a;b",
                "/api//sales",
                "/api/sales/%",
                "/api/sales/%zz",
                "/api/sales/..%2f..%2fetc",
                "/api/sales/a%5Cb",
                "/api/sales/../../etc/passwd",
                "/api/sales/%C3%28"
            })
    void anOddPathIsAProblemAndNoFault(String path) throws IOException {
        Answer answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).as(answer.body()).isBetween(400, 404);
        answer.isProblem(ErrorCode.valueOf(answer.json().path("code").asString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/sales/a|b HTTP/1.1~Host: localhost~~",
                "GET /api/sales?phase=<x> HTTP/1.1~Host: localhost~~",
                "GET /api/sales HTTP/1.1~~",
                "GET /api/sales HTTP/1.1~Host: a~Host: b~~",
                "GET /api/sales HTTP/1.1~Host: a b~~",
                "G<T /api/sales HTTP/1.1~Host: localhost~~",
                "POST /api/demo/tokens HTTP/1.1~Host: localhost~Content-Length: x~~",
                "POST /api/demo/tokens HTTP/1.1~Host: localhost~Content-Length: 1~Content-Length: 2~~",
                "POST /api/demo/tokens HTTP/1.1~Host: localhost~Content-Type: application/json~Transfer-Encoding: chunked~~zz~"
            })
    void whatTheServerRefusesByItselfIsAProblemToo(String request) throws IOException {
        raw(request.replace("~", "\r\n")).isProblem(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void headersThatAreTooLargeAreAProblemToo() throws IOException {
        raw("GET /api/sales HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n")
                .isProblem(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aBodyThatEndsEarlyIsNotTakenForWhole() throws IOException {
        placeOrder.answers(new Outcome.Placed(Fakes.order(1, "alice")));
        try (Socket socket = new Socket("localhost", port)) {
            send(
                    socket,
                    "POST " + ORDERS + " HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: k\r\nAuthorization: Bearer "
                            + Tokens.buyer("alice")
                            + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
                            + "{\"quantity\":1}");
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(placeOrder.asked()).isEmpty();
    }

    @Test
    void aFormIsNoJson() {
        order().body(BodyPublishers.noBody()).send().isInvalidIn("body");
    }

    private Answer raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            send(socket, request);
            socket.shutdownOutput();
            return RawAnswers.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
