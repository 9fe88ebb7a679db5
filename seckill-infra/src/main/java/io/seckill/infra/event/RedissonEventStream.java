package io.seckill.infra.event;

import io.seckill.core.event.EventPublisher;
import io.seckill.core.event.Message;
import io.seckill.core.event.PublishingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.RBatch;
import org.redisson.api.RStreamAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;

/**
 * Publishes to a Redis stream: an entry per message, with the fields {@code id}, {@code type}, {@code sale} and {@code
 * payload}. The stream is cut at about its longest length whenever something is added. Safe for use by many threads.
 *
 * <p>All messages of a call are added or none is, in one transaction of Redis: if one in the middle were refused, because
 * memory is short, and the next one were not, a reader would see an order's later message before the earlier one.
 */
final class RedissonEventStream implements EventPublisher {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration MOST_WAIT = Duration.ofSeconds(8);
    /** Sent once: whoever publishes tries again, and then what was sent before has failed for good. */
    private static final BatchOptions OPTIONS = BatchOptions.defaults()
            .executionMode(ExecutionMode.IN_MEMORY_ATOMIC)
            .responseTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
            .retryAttempts(0);

    private final RedissonClient client;
    private final String stream;
    private final int maxLength;

    /** @param client the caller's, and to be closed by it; it need not be connected */
    RedissonEventStream(RedissonClient client, String stream, int maxLength) {
        this.client = client;
        this.stream = stream;
        this.maxLength = maxLength;
    }

    @Override
    public void publish(List<Message> messages) throws PublishingException {
        if (messages.isEmpty()) {
            return;
        }
        try {
            CompletableFuture<?> answer = add(messages);
            answer.get(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new PublishingException("Redis failed: " + reason(e), e);
        } catch (TimeoutException e) {
            throw new PublishingException("Redis did not answer within " + MOST_WAIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishingException("interrupted", e);
        } catch (RuntimeException e) { // a client that never was connected, or is closed
            throw new PublishingException("Redis failed: " + e.getMessage(), e);
        }
    }

    private CompletableFuture<?> add(List<Message> messages) {
        RBatch batch = client.createBatch(OPTIONS);
        RStreamAsync<String, String> entries = batch.getStream(stream, StringCodec.INSTANCE);
        for (Message message : messages) {
            var unused = entries.addAsync(StreamAddArgs.entries(fields(message))
                    .trimNonStrict()
                    .maxLen(maxLength)
                    .noLimit());
        }
        return batch.executeAsync().toCompletableFuture();
    }

    private static Map<String, String> fields(Message message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", Long.toString(message.id()));
        fields.put("type", message.type().name());
        fields.put("sale", message.sale().value());
        fields.put("payload", message.payload());
        return fields;
    }

    private static String reason(ExecutionException e) {
        return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
    }
}
