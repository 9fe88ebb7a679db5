package io.seckill.infra.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.PublishingException;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.lock.redis.RedissonSettings;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

class RedissonEventStreamTest {
    private static final String STREAM = "seckill:events";
    private static final int MAX_LENGTH = 1_000;
    private static final Duration MOST = Duration.ofSeconds(10);

    private final RedisServer redis = Servers.startRedis(ServerKind.chosen());
    private final RedissonClient client = client();
    private final RedissonEventStream stream = new RedissonEventStream(client, STREAM, MAX_LENGTH);

    @AfterEach
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void aMessageIsAnEntryWithFourFields() throws PublishingException {
        stream.publish(List.of(new Message(7, OrderEvent.Type.PLACED, new SaleId("phone"), "{\"buyer\":\"álice 爱\"}")));
        assertThat(entries())
                .singleElement()
                .isEqualTo(Map.of("id", "7", "type", "PLACED", "sale", "phone", "payload", "{\"buyer\":\"álice 爱\"}"));
    }

    @Test
    void theOrderIsKeptWithinACallAndAcrossCalls() throws PublishingException {
        stream.publish(messages(1, 100));
        stream.publish(messages(101, 103));
        assertThat(ids())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 103).boxed().toList());
    }

    /** As docs/events.md shows it. */
    @Test
    void aGroupReadsWhatWasPublishedBeforeItWasMadeAndAfter() throws PublishingException {
        stream.publish(messages(1, 2));
        RStream<String, String> events = events();
        events.createGroup(
                StreamCreateGroupArgs.name("mail").id(StreamMessageId.ALL).makeStream());
        stream.publish(messages(3, 3));
        StreamReadGroupArgs fresh =
                StreamReadGroupArgs.neverDelivered().count(100).timeout(Duration.ofSeconds(5));
        Map<StreamMessageId, Map<String, String>> read = events.readGroup("mail", "reader-1", fresh);
        assertThat(read.values()).extracting(message -> message.get("id")).containsExactly("1", "2", "3");
        read.keySet().forEach(entry -> assertThat(events.ack("mail", entry)).isEqualTo(1));
    }

    @Test
    void nothingIsPublishedForNothing() throws PublishingException {
        stream.publish(List.of());
        assertThat(entries()).isEmpty();
    }

    @Test
    void whatComesFirstGoesFirstWhenTheStreamIsLong() throws PublishingException {
        for (int i = 0; i < 30; i++) {
            stream.publish(messages(100L * i + 1, 100L * i + 100));
        }
        assertThat(ids())
                .hasSizeBetween(MAX_LENGTH, MAX_LENGTH + 200)
                .endsWith(3_000L)
                .doesNotContain(1L, 1_500L);
    }

    @Test
    void largeBatchesGoThrough() throws PublishingException {
        String payload = "x".repeat(150_000);
        stream.publish(IntStream.range(0, 100)
                .mapToObj(id -> new Message(id, OrderEvent.Type.PLACED, new SaleId("phone"), payload))
                .toList());
        assertThat(events().size()).isEqualTo(100);
    }

    @Test
    void whatRedisRefusesWasNotPublishedAtAll() {
        client.getBucket(STREAM, StringCodec.INSTANCE).set("not a stream");
        refusesSoon();
    }

    @Test
    void whileMemoryIsShortNoneOfThemIsPublished() throws PublishingException {
        stream.publish(messages(1, 1));
        maxMemory("1");
        refusesSoon();
        maxMemory("0");
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void whileRedisIsAwayItFailsSoonAndWorksOnceItIsBack() throws PublishingException {
        stream.publish(messages(1, 2));
        redis.stop();
        refusesSoon();
        redis.start();
        publishWhenItIsBack(messages(3, 4));
        assertThat(ids()).endsWith(3L, 4L);
    }

    @Test
    void aClientThatNeverWasConnectedFailsSoonAndWorksOnceRedisIsThere() {
        redis.stop();
        RedissonClient fresh = client();
        try {
            RedissonEventStream late = new RedissonEventStream(fresh, STREAM, MAX_LENGTH);
            refusesSoon(late);
            redis.start();
            publishWhenItIsBack(late, messages(1, 2));
            assertThat(ids()).endsWith(1L, 2L);
        } finally {
            fresh.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    @Test
    void aFrozenRedisKeepsNobodyWaitingLong() {
        assertThat(client.getBucket("connected").isExists()).isFalse();
        redis.pause();
        try {
            refusesSoon();
        } finally {
            redis.resume();
        }
    }

    @Test
    void anInterruptIsKept() throws PublishingException {
        stream.publish(messages(1, 1)); // connecting has an interrupt of its own
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(PublishingException.class).isThrownBy(() -> stream.publish(messages(1, 1)));
        assertThat(Thread.interrupted()).isTrue();
    }

    private void refusesSoon() {
        refusesSoon(stream);
    }

    private static void refusesSoon(RedissonEventStream stream) {
        long begin = System.nanoTime();
        assertThatExceptionOfType(PublishingException.class)
                .isThrownBy(() -> stream.publish(messages(10, 12)))
                .withMessageContaining("Redis");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST);
    }

    private void publishWhenItIsBack(List<Message> messages) {
        publishWhenItIsBack(stream, messages);
    }

    /** As the relay does. */
    private static void publishWhenItIsBack(RedissonEventStream stream, List<Message> messages) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                stream.publish(messages);
                return;
            } catch (PublishingException e) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("not published for long", e);
                }
            }
        }
    }

    private static List<Message> messages(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> new Message(id, OrderEvent.Type.PAID, new SaleId("phone"), "{}"))
                .toList();
    }

    private List<Long> ids() {
        return entries().stream().map(entry -> Long.valueOf(entry.get("id"))).toList();
    }

    private List<Map<String, String>> entries() {
        return List.copyOf(
                events().range(StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX))
                        .values());
    }

    private void maxMemory(String bytes) {
        client.getRedisNodes(RedisNodes.SINGLE).getInstance().setConfig("maxmemory", bytes);
    }

    private RStream<String, String> events() {
        return client.getStream(STREAM, StringCodec.INSTANCE);
    }

    private RedissonClient client() {
        Config config = new Config();
        config.useSingleServer().setAddress(redis.address()).setConnectionMinimumIdleSize(1);
        RedissonSettings.applyTo(config);
        return Redisson.create(config);
    }
}
