package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Tokens of one JVM, from 1 upwards for each name. Safe for use by many threads. */
public final class InMemoryFencingTokens implements FencingTokens {
    private final ConcurrentMap<LockName, Long> last = new ConcurrentHashMap<>();

    @Override
    public FencingToken next(LockName name) {
        return new FencingToken(last.merge(name, 1L, Long::sum));
    }
}
