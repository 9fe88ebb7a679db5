package io.seckill.infra.lock.redis;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * Tokens from Redis, for teams that have no database here. A token is the microsecond of Redis's clock, or one more than the
 * last token of the name, whichever is larger.
 *
 * <p><b>What that is worth.</b> While Redis keeps its data, tokens of one name strictly increase, whatever the clock does.
 * When the last token is lost (a restart without persistence, {@code FLUSHALL}, a failover to a replica that did not have
 * it), the clock alone orders the next one after it: they still increase, unless the clock of the server that answers
 * then is behind the one that answered before, by more than the time that passed in between. So let the servers of one
 * set-up keep their clocks in step. Where a repeated or smaller token must never be, take {@link
 * io.seckill.infra.lock.database.DatabaseFencingTokens}.
 *
 * <p>The last token of a name is forgotten {@value #KEPT_HOURS} hours after it was issued; the clock has moved on by then.
 * Needs Redis 5 or later. Waits two seconds at most, and does not react to interrupts. Safe for use by many threads.
 */
public final class RedissonFencingTokens implements FencingTokens {
    private static final int KEPT_HOURS = 24;
    private static final int SECONDS = 2;

    private static final String NEXT = """
            local time = redis.call('time')
            local token = time[1] * 1000000 + time[2]
            local last = tonumber(redis.call('get', KEYS[1]) or '0')
            if token <= last then
                token = last + 1
            end
            redis.call('set', KEYS[1], string.format('%.0f', token), 'px', ARGV[1])
            return token
            """;

    private final RScript scripts;

    /** @param client the caller's, and to be closed by it */
    public RedissonFencingTokens(RedissonClient client) {
        this.scripts = client.getScript(StringCodec.INSTANCE);
    }

    @Override
    public FencingToken next(LockName name) {
        String key = LockKeys.token(name);
        try {
            RFuture<Long> token = scripts.evalAsync(
                    key,
                    RScript.Mode.READ_WRITE,
                    NEXT,
                    RScript.ReturnType.LONG,
                    List.of(key),
                    Long.toString(Duration.ofHours(KEPT_HOURS).toMillis()));
            return new FencingToken(token.toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join());
        } catch (CompletionException e) {
            throw unavailable(name, e.getCause() instanceof RedisException failure ? failure : e);
        } catch (RedisException e) {
            throw unavailable(name, e);
        }
    }

    private static LockUnavailableException unavailable(LockName name, Exception failure) {
        String reason = failure instanceof RedisException
                ? "Redis failed: " + failure.getMessage()
                : "Redis did not answer within " + SECONDS + " s";
        return new LockUnavailableException(name, "its fencing token could not be drawn: " + reason, failure);
    }
}
