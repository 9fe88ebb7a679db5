package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.DeskUnreachableException;
import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.net.TcpProxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes: this one's gateway, and another one's listener. */
class HttpDeskGatewayTest {
    /** Half a second and some, on a machine that may be busy with other things. */
    private static final Duration UNREACHABLE_WITHIN = Duration.ofSeconds(4);

    private static final Duration LONGER_THAN_THE_PATIENCE = Duration.ofMillis(1_600);

    private final ThreadScheduler scheduler = new ThreadScheduler(2, 2);
    private final NodeSecret secret = new NodeSecret(RawCall.SECRET);
    private final HttpDeskGateway gateway = new HttpDeskGateway(secret, scheduler);
    private final DeskServer server = new DeskServer("127.0.0.1", 0, Handed.DESK, secret, scheduler);
    private final CompletableFuture<Bundle> arrived = new CompletableFuture<>();
    private final Bundle bundle = Handed.bundle(20);

    @AfterEach
    void close() {
        server.close();
        scheduler.close();
    }

    @Test
    void aBundleGoesThereAndItsOutcomesComeBack() throws Exception {
        serve(CompletableFuture.completedStage(Handed.answers()));

        assertThat(get(gateway.handOver(desk(), bundle))).isEqualTo(Handed.answers());
        assertThat(arrived).isCompletedWithValue(bundle);
    }

    @Test
    void aNodeThatIsNotTheDeskSaysSo() throws Exception {
        serve(CompletableFuture.completedStage(new BundleReply.NotDesk()));

        assertThat(get(gateway.handOver(desk(), bundle))).isEqualTo(new BundleReply.NotDesk());
    }

    @Test
    void anotherProcessAtTheSameAddressTakesNothing() throws Exception {
        serve(CompletableFuture.completedStage(Handed.answers()));
        DeskAddress gone = new DeskAddress(new ProcessId("00000000000000cc"), "127.0.0.1", server.port());

        assertThat(get(gateway.handOver(gone, bundle))).isEqualTo(new BundleReply.NotDesk());
        assertThat(arrived).isNotDone();
    }

    @Test
    void aSenderWhoseClockIsFarOffIsToldThatNothingWasTaken() throws Exception {
        serve(CompletableFuture.completedStage(Handed.answers()));
        HttpDeskGateway late = new HttpDeskGateway(secret, new ShiftedScheduler(scheduler, Duration.ofSeconds(-40)));

        assertThat(get(late.handOver(desk(), bundle))).isEqualTo(new BundleReply.NotDesk());
        assertThat(arrived).isNotDone();
    }

    @Test
    void anAnswerThatIsNotSignedWithTheSecretIsNotBelieved() throws Exception {
        serve(CompletableFuture.completedStage(Handed.answers()));
        HttpDeskGateway stranger =
                new HttpDeskGateway(new NodeSecret("another secret, of 32 bytes or more"), scheduler);

        assertThat(unreachable(stranger.handOver(desk(), bundle))).isEqualTo(Arrival.PERHAPS);
        assertThat(arrived).isNotDone();
    }

    @Test
    void aFaultOfTheDeskLeavesItOpenWhetherItTookTheOrders() throws Exception {
        serve(CompletableFuture.failedStage(new IllegalStateException("a fault")));

        assertThat(unreachable(gateway.handOver(desk(), bundle))).isEqualTo(Arrival.PERHAPS);
    }

    @Test
    void whereNobodyListensTheBundleNeverArrived() throws Exception {
        DeskAddress nobody = new DeskAddress(Handed.DESK, "127.0.0.1", FreePort.find());

        assertThat(unreachable(gateway.handOver(nobody, bundle))).isEqualTo(Arrival.NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "desk_1", "not a host", "::1", "fe80::1%lo", "[::1]"})
    void aHostThatCannotBeReachedIsNotAFault(String host) throws Exception {
        DeskAddress nowhere = new DeskAddress(Handed.DESK, host, FreePort.find());

        assertThat(unreachable(gateway.handOver(nowhere, bundle))).isEqualTo(Arrival.NEVER);
    }

    @Test
    void aNodeThatAcceptsAndNeverAnswersIsUnreachableSoon() throws Exception {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            DeskAddress address = new DeskAddress(Handed.DESK, "127.0.0.1", frozen.getLocalPort());

            assertThat(unreachable(gateway.handOver(address, bundle))).isEqualTo(Arrival.PERHAPS);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(UNREACHABLE_WITHIN);
        }
    }

    @Test
    void aSlowDeskThatGivesSignsOfLifeIsWaitedFor() throws Exception {
        CompletableFuture<BundleReply> reply = new CompletableFuture<>();
        serve(reply);
        CompletionStage<BundleReply> waiting = gateway.handOver(desk(), bundle);
        scheduler.after(LONGER_THAN_THE_PATIENCE, () -> reply.complete(Handed.answers()));

        assertThat(get(waiting)).isEqualTo(Handed.answers());
    }

    @Test
    void aDeskThatFallsSilentWithTheBundleIsUnreachableSoon() throws Exception {
        serve(new CompletableFuture<>());
        try (TcpProxy way = TcpProxy.to("127.0.0.1", server.port())) {
            CompletionStage<BundleReply> waiting = gateway.handOver(by(way), bundle);
            assertThat(arrived.get(10, TimeUnit.SECONDS)).isEqualTo(bundle);
            long silentSince = System.nanoTime();
            way.stall();

            assertThat(unreachable(waiting)).isEqualTo(Arrival.PERHAPS);
            assertThat(Duration.ofNanos(System.nanoTime() - silentSince)).isLessThan(UNREACHABLE_WITHIN);
        }
    }

    @Test
    void anAnswerThatIsCutLeavesItOpenWhetherTheBundleArrived() throws Exception {
        serve(CompletableFuture.completedStage(Handed.answers()));
        try (TcpProxy way = TcpProxy.to("127.0.0.1", server.port())) {
            way.cutAnswerAfter(chunk -> true);

            assertThat(unreachable(gateway.handOver(by(way), bundle))).isEqualTo(Arrival.PERHAPS);
        }
    }

    @Test
    void bundlesGoSideBySideAndOneAfterTheOther() throws Exception {
        serve(CompletableFuture.completedStage(Handed.answers()));
        for (int round = 0; round < 25; round++) {
            List<CompletionStage<BundleReply>> replies = Stream.generate(() -> gateway.handOver(desk(), bundle))
                    .limit(4)
                    .toList();
            for (CompletionStage<BundleReply> reply : replies) {
                assertThat(get(reply)).isEqualTo(Handed.answers());
            }
        }
    }

    private void serve(CompletionStage<BundleReply> reply) {
        Function<Bundle, CompletionStage<BundleReply>> desks = one -> {
            arrived.complete(one);
            return reply;
        };
        server.serve(desks);
    }

    private DeskAddress desk() {
        return new DeskAddress(Handed.DESK, "127.0.0.1", server.port());
    }

    private static DeskAddress by(TcpProxy way) {
        return new DeskAddress(Handed.DESK, way.host(), way.port());
    }

    private static BundleReply get(CompletionStage<BundleReply> reply) throws Exception {
        return reply.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Arrival unreachable(CompletionStage<BundleReply> reply) throws Exception {
        try {
            throw new AssertionError("there was an answer: " + get(reply));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeskUnreachableException unreachable) {
                return unreachable.arrival();
            }
            throw new AssertionError("not what a gateway fails with", e);
        }
    }
}
