package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;

/** How a lock's name is written in Redis. */
final class LockKeys {
    private static final String PREFIX = "seckill:lock:";
    private static final String TOKEN_PREFIX = "seckill:lock-token:";
    private static final String ANCHOR_PREFIX = "seckill:lock-anchor:";
    private static final String CHANNEL_PREFIX = "redisson_lock__channel:";

    private LockKeys() {}

    /**
     * The name in braces, so that the lock, its channel and its other keys share one slot in a cluster. Braces inside
     * the name would end the slot's part early, so they are written as %7B and %7D, and the percent sign as %25: two
     * names never become one.
     */
    static String lock(LockName name) {
        return PREFIX + inBraces(name);
    }

    /** Where the name's last fencing token is, written likewise. */
    static String token(LockName name) {
        return TOKEN_PREFIX + inBraces(name);
    }

    private static String inBraces(LockName name) {
        return "{" + name.value().replace("%", "%25").replace("{", "%7B").replace("}", "%7D") + "}";
    }

    static String anchor(String id) {
        return ANCHOR_PREFIX + "{" + id + "}";
    }

    /** Where Redisson says that the lock was freed: {@code RedissonObject.prefixName}, for a name with braces. */
    static String channel(LockName name) {
        return CHANNEL_PREFIX + lock(name);
    }
}
