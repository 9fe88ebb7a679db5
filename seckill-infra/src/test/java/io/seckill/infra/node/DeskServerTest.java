package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.schedule.ThreadScheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what a node of this cluster said to this process, lately and once, reaches the desks. */
class DeskServerTest {
    private static final String OTHER_SECRET = "another secret, of 32 bytes or more";
    private static final String OTHER_PROCESS = "00000000000000cc";

    private final ThreadScheduler scheduler = new ThreadScheduler(1, 1);
    private final DeskServer server =
            new DeskServer("127.0.0.1", 0, Handed.DESK, new NodeSecret(RawCall.SECRET), scheduler);
    private final List<Bundle> taken = new CopyOnWriteArrayList<>();
    private final Bundle bundle = Handed.bundle(3);
    private final RawCall good = RawCall.good(json(bundle));

    @BeforeEach
    void serve() {
        server.serve(one -> {
            taken.add(one);
            return CompletableFuture.completedStage(new BundleReply.NotDesk());
        });
    }

    @AfterEach
    void close() {
        server.close();
        scheduler.close();
    }

    @Test
    void aGoodCallIsTaken() throws Exception {
        assertThat(good.send(server)).isEqualTo(DeskServer.OK);
        assertThat(taken).containsExactly(bundle);
    }

    @Test
    void aCallWithAnotherSecretIsRefused() throws Exception {
        refused(good.secret(OTHER_SECRET).send(server), DeskServer.UNSIGNED);
    }

    @Test
    void anAlteredBodyIsRefused() throws Exception {
        refused(good.sentBody(json(Handed.bundle(4))).send(server), DeskServer.UNSIGNED);
    }

    @Test
    void whatWasSignedForAnotherPlaceProcessTimeOrNonceIsRefused() throws Exception {
        RawCall alive = new RawCall(
                NodeProtocol.ALIVE,
                good.version(),
                good.process(),
                good.time(),
                good.nonce(),
                good.secret(),
                good.body(),
                good.body());
        RawCall forOther = good.process(OTHER_PROCESS);

        refused(
                alive.send(server, NodeProtocol.BUNDLES, good.process(), good.time(), good.nonce()),
                DeskServer.UNSIGNED);
        refused(
                forOther.send(server, good.path(), Handed.DESK.value(), good.time(), good.nonce()),
                DeskServer.UNSIGNED);
        refused(good.send(server, good.path(), good.process(), RawCall.millis(1), good.nonce()), DeskServer.UNSIGNED);
        refused(good.send(server, good.path(), good.process(), good.time(), "another"), DeskServer.UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-31_000, 31_000, -86_400_000})
    void aCallFromAnotherTimeIsRefused(long fromNow) throws Exception {
        refused(good.time(RawCall.millis(fromNow)).send(server), DeskServer.UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-25_000, 25_000})
    void clocksMayDifferByHalfAMinute(long fromNow) throws Exception {
        assertThat(good.time(RawCall.millis(fromNow)).send(server)).isEqualTo(DeskServer.OK);
    }

    @Test
    void aTimeThatIsNoneIsRefused() throws Exception {
        refused(good.time("soon").send(server), DeskServer.UNSIGNED);
        refused(good.time("99999999999999999999").send(server), DeskServer.UNSIGNED);
        refused(good.time(String.valueOf(Long.MIN_VALUE)).send(server), DeskServer.UNSIGNED);
        refused(good.time(String.valueOf(Long.MAX_VALUE)).send(server), DeskServer.UNSIGNED);
    }

    @Test
    void aCallThatIsRepeatedIsTakenOnce() throws Exception {
        assertThat(good.send(server)).isEqualTo(DeskServer.OK);
        assertThat(good.send(server)).isEqualTo(DeskServer.REPEATED);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aNonceThatIsNoneIsRefused() throws Exception {
        refused(good.nonce("").send(server), DeskServer.UNSIGNED);
        refused(good.nonce("n".repeat(65)).send(server), DeskServer.UNSIGNED);
    }

    @Test
    void aCallForAnotherProcessIsNotTaken() throws Exception {
        refused(good.process(OTHER_PROCESS).send(server), DeskServer.OTHER_PROCESS);
    }

    @Test
    void aCallInAnotherProtocolIsRefused() throws Exception {
        refused(good.version("2").send(server), DeskServer.OTHER_PROTOCOL);
    }

    @Test
    void aCallWithoutAnySignatureIsRefused() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + NodeProtocol.BUNDLES))
                .header(NodeProtocol.PROTOCOL, NodeProtocol.VERSION)
                .POST(HttpRequest.BodyPublishers.ofString(good.body()))
                .build();

        refused(HttpClient.newHttpClient().send(bare, BodyHandlers.discarding()).statusCode(), DeskServer.UNSIGNED);
    }

    @Test
    void aBodyOverAMebibyteIsNotTaken() throws Exception {
        String large = " ".repeat(NodeProtocol.MAX_BODY + 1);
        try {
            refused(RawCall.good(large).send(server), DeskServer.TOO_LARGE);
        } catch (IOException cutBeforeTheAnswerWasRead) {
            assertThat(taken).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "nonsense", "{\"sender\":\"00000000000000aa\",\"sale\":\"s-1\"}"})
    void whatIsNoBundleIsUnreadable(String body) throws Exception {
        refused(RawCall.good(body).send(server), DeskServer.UNREADABLE);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> new DeskServer(
                        "127.0.0.1", server.port(), Handed.DESK, new NodeSecret(RawCall.SECRET), scheduler))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("seckill.node: cannot listen at 127.0.0.1:" + server.port());
    }

    private static String json(Bundle bundle) {
        return new String(new Wire().write(bundle), StandardCharsets.UTF_8);
    }

    private void refused(int status, int expected) {
        assertThat(status).isEqualTo(expected);
        assertThat(taken).isEmpty();
    }
}
