package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.testkit.lock.FencingTokensContract;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

class RedissonFencingTokensTest extends FencingTokensContract {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofMillis(700);
    private static final RedisServer REDIS = Servers.startRedis(ServerKind.chosen());
    private static final RedissonClient HERE = client();
    private static final RedissonClient THERE = client();
    private static final FencingTokens TOKENS = new RedissonFencingTokens(HERE);
    private static final FencingTokens OTHERS = new RedissonFencingTokens(THERE);

    private static RedissonClient client() {
        return RedissonNode.client(REDIS.address(), RedissonSettings.LEASE_TIME);
    }

    @AfterAll
    static void close() {
        HERE.shutdown(0, 2, TimeUnit.SECONDS);
        THERE.shutdown(0, 2, TimeUnit.SECONDS);
        REDIS.close();
    }

    @Override
    protected FencingTokens tokens() {
        return TOKENS;
    }

    @Override
    protected FencingTokens otherTokens() {
        return OTHERS;
    }

    @Test
    void theyGrowAlthoughTheLastOneIsLost() {
        LockName name = someName();
        FencingToken last = TOKENS.next(name);
        for (int i = 0; i < 10; i++) {
            if (i % 2 == 0) {
                assertThat(HERE.getKeys().delete(LockKeys.token(name))).isEqualTo(1);
            } else {
                REDIS.flush();
            }
            FencingToken next = OTHERS.next(name);
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void theyGrowWhenTheClockIsBehindTheLastOne() {
        LockName name = someName();
        long ahead = TimeUnit.SECONDS.toMicros(Instant.now().getEpochSecond() + 1_000_000);
        HERE.getBucket(LockKeys.token(name), StringCodec.INSTANCE).set(Long.toString(ahead));
        assertThat(TOKENS.next(name)).isEqualTo(new FencingToken(ahead + 1));
        assertThat(TOKENS.next(name)).isEqualTo(new FencingToken(ahead + 2));
    }

    @Test
    void theLastOneIsForgottenAfterADay() {
        LockName name = someName();
        TOKENS.next(name);
        long left = HERE.getBucket(LockKeys.token(name)).remainTimeToLive();
        assertThat(Duration.ofMillis(left)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
    }

    @Test
    void aRedisThatDoesNotAnswerIsWaitedForWithinABoundAndAnInterruptIsKept() {
        LockName name = someName();
        TOKENS.next(name);
        REDIS.pause();
        try {
            Thread.currentThread().interrupt();
            long start = System.nanoTime();
            assertThatThrownBy(() -> TOKENS.next(name))
                    .isInstanceOf(LockUnavailableException.class)
                    .hasMessageContainingAll(name.value(), "fencing token", "Redis");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plus(SLACK));
            assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
        } finally {
            REDIS.resume();
        }
        assertThat(OTHERS.next(name)).isNotNull();
    }
}
