package io.seckill.infra.node;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.DeskGateway;
import io.seckill.core.desk.DeskUnreachableException;
import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.schedule.Scheduler;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hands bundles over by HTTP. While an answer is awaited the other node is asked for a sign of life: a full or slow desk
 * gives one, a frozen or cut-off one does not, and is unreachable after {@link #PATIENCE}. Safe for use by many threads.
 */
final class HttpDeskGateway implements DeskGateway {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(12);

    private final NodeSecret secret;
    private final Scheduler scheduler;
    private final Wire wire = new Wire();
    private final HttpClient client;

    HttpDeskGateway(NodeSecret secret, Scheduler scheduler) {
        this.secret = secret;
        this.scheduler = scheduler;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .executor(scheduler::run)
                .build();
    }

    @Override
    public CompletionStage<BundleReply> handOver(DeskAddress desk, Bundle bundle) {
        CompletableFuture<BundleReply> reply = new CompletableFuture<>();
        Call call;
        try {
            call = call(desk, NodeProtocol.BUNDLES, wire.write(bundle), LONGEST);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedStage(new DeskUnreachableException(desk, Arrival.NEVER, e));
        }
        CompletionStage<HttpResponse<byte[]>> sent = client.sendAsync(call.request(), BodyHandlers.ofByteArray());
        sent.whenComplete((response, failure) -> {
            if (response == null) {
                reply.completeExceptionally(new DeskUnreachableException(desk, arrival(failure), failure));
            } else {
                read(desk, call, response, reply);
            }
        });
        watch(desk, reply);
        return reply;
    }

    private void read(
            DeskAddress desk, Call call, HttpResponse<byte[]> response, CompletableFuture<BundleReply> reply) {
        String signature = response.headers().firstValue(NodeProtocol.SIGNATURE).orElse("");
        if (!secret.verify(signature, response.body(), "reply", call.nonce(), String.valueOf(response.statusCode()))) {
            reply.completeExceptionally(new DeskUnreachableException(desk, Arrival.PERHAPS, null));
        } else if (response.statusCode() == DeskServer.OK) {
            try {
                reply.complete(wire.readReply(response.body()));
            } catch (IllegalArgumentException e) {
                reply.completeExceptionally(new DeskUnreachableException(desk, Arrival.PERHAPS, e));
            }
        } else if (response.statusCode() == DeskServer.FAULT || response.statusCode() == DeskServer.REPEATED) {
            // A bundle that was seen before may have been taken then.
            reply.completeExceptionally(new DeskUnreachableException(desk, Arrival.PERHAPS, null));
        } else {
            // Another process, another protocol, a clock far off: that desk took nothing.
            reply.complete(new BundleReply.NotDesk());
        }
    }

    private void watch(DeskAddress desk, CompletableFuture<BundleReply> reply) {
        scheduler.after(ASK_EVERY, () -> {
            if (!reply.isDone()) {
                HttpRequest alive =
                        call(desk, NodeProtocol.ALIVE, new byte[0], PATIENCE).request();
                CompletionStage<HttpResponse<Void>> sign = client.sendAsync(alive, BodyHandlers.discarding());
                sign.whenComplete((response, failure) -> {
                    // Another process at this address is no sign of life.
                    if (response != null && response.statusCode() == DeskServer.OK) {
                        watch(desk, reply);
                    } else {
                        reply.completeExceptionally(new DeskUnreachableException(desk, Arrival.PERHAPS, failure));
                    }
                });
            }
        });
    }

    /** A request, and the nonce that its reply is signed with. */
    private record Call(HttpRequest request, String nonce) {}

    /** @throws IllegalArgumentException if the desk's host is no name or address that a URI can hold */
    private Call call(DeskAddress desk, String path, byte[] body, Duration timeout) {
        String nonce = UUID.randomUUID().toString();
        String time = String.valueOf(scheduler.clock().millis());
        String process = desk.process().value();
        HttpRequest request = HttpRequest.newBuilder(NodeProtocol.uri(desk.host(), desk.port(), path))
                .timeout(timeout)
                .header(NodeProtocol.PROTOCOL, NodeProtocol.VERSION)
                .header(NodeProtocol.PROCESS, process)
                .header(NodeProtocol.TIME, time)
                .header(NodeProtocol.NONCE, nonce)
                .header(NodeProtocol.SIGNATURE, secret.sign(body, path, NodeProtocol.VERSION, process, time, nonce))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return new Call(request, nonce);
    }

    /** Only where no connection came about is it certain that the bundle did not arrive. */
    private static Arrival arrival(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? Arrival.NEVER
                : Arrival.PERHAPS;
    }
}
