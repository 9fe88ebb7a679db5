package io.seckill.bench;

import org.springframework.integration.redis.util.RedisLockRegistry.RedisLockType;

/** Whose locks are measured. */
enum LockLibrary {
    OURS("ours"),
    RLOCK("Redisson RLock"),
    LOCK4J("lock4j"),
    SPRING_PUBSUB("Spring, pub/sub"),
    SPRING_SPIN("Spring, spin"),
    OURS_ON_DATABASE("ours, database");

    private final String text;

    LockLibrary(String text) {
        this.text = text;
    }

    Locks open(Backends backends) {
        return switch (this) {
            case OURS -> OurLocks.onRedis(backends);
            case RLOCK -> new RedissonLocks(backends);
            case LOCK4J -> new Lock4jLocks(backends);
            case SPRING_PUBSUB -> new SpringLocks(backends, RedisLockType.PUB_SUB_LOCK);
            case SPRING_SPIN -> new SpringLocks(backends, RedisLockType.SPIN_LOCK);
            case OURS_ON_DATABASE -> OurLocks.onDatabase(backends);
        };
    }

    boolean isOnRedis() {
        return this != OURS_ON_DATABASE;
    }

    @Override
    public String toString() {
        return text;
    }
}
