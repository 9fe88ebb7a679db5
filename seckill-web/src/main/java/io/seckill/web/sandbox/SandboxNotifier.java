package io.seckill.web.sandbox;

import io.seckill.api.Headers;
import io.seckill.core.schedule.Timers;
import io.seckill.web.payment.PaymentKeys;
import io.seckill.web.payment.Signature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications as gateways do: until one is answered with a success, with growing pauses, and then once more, for
 * nobody may count on hearing of a payment once. What is not told when the program ends is lost. Safe for use by many
 * threads.
 */
final class SandboxNotifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxNotifier.class);
    /** The most notifications that are not told yet. */
    static final int MOST = 1000;

    static final int MOST_TRIES = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final int TOLD_TIMES = 2;

    private final Supplier<URI> to;
    private final PaymentKeys keys;
    private final InstantSource clock;
    private final Timers timers;
    private final Semaphore room = new Semaphore(MOST);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERED_WITHIN)
            .build();

    /**
     * @param to asked for each try
     * @param timers closed with this
     */
    SandboxNotifier(Supplier<URI> to, PaymentKeys keys, InstantSource clock, Timers timers) {
        this.to = to;
        this.keys = keys;
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * Has a notification told after a while.
     *
     * @param payment for the log
     * @return whether there was room for it; if not, nobody hears of it
     */
    boolean tell(String payment, String json, Duration after) {
        if (!room.tryAcquire()) {
            return false;
        }
        later(after, new Telling(payment, json, 0, 0));
        return true;
    }

    /** Lets no further try begin. */
    @Override
    public void close() {
        timers.close();
    }

    /**
     * A notification on its way.
     *
     * @param failed tries since it was last told
     */
    private record Telling(String payment, String json, int told, int failed) {
        Telling onceMore() {
            return new Telling(payment, json, told + 1, 0);
        }

        Telling again() {
            return new Telling(payment, json, told, failed + 1);
        }
    }

    private void later(Duration after, Telling telling) {
        var unused = timers.after(after, () -> send(telling));
    }

    private void send(Telling telling) {
        var unused = answer(telling.json().getBytes(StandardCharsets.UTF_8))
                .orTimeout(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .thenApply(answer -> Integer.toString(answer.statusCode()))
                .exceptionally(Throwable::toString)
                .thenAccept(answer -> answered(telling, answer));
    }

    private CompletableFuture<HttpResponse<Void>> answer(byte[] body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(to.get())
                    .timeout(ANSWERED_WITHIN)
                    .header("Content-Type", "application/json")
                    .header(Headers.SIGNATURE, Signature.of(body, clock.instant(), keys))
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            return http.sendAsync(request, BodyHandlers.discarding());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(Telling telling, String answer) {
        if (answer.matches("2[0-9]{2}")) {
            told(telling.onceMore());
        } else {
            failed(telling.again(), answer);
        }
    }

    private void told(Telling telling) {
        if (telling.told() < TOLD_TIMES) {
            later(FIRST_PAUSE, telling);
        } else {
            room.release();
        }
    }

    private void failed(Telling telling, String answer) {
        if (telling.failed() == MOST_TRIES) {
            LOG.error(
                    "Sandbox: payment {} could not be told in {} tries, and is given up: {}",
                    telling.payment(),
                    MOST_TRIES,
                    answer);
            room.release();
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (telling.failed() - 1));
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        LOG.warn("Sandbox: payment {} is told again in {}: {}", telling.payment(), pause, answer);
        later(pause, telling);
    }
}
