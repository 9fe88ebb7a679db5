package io.seckill.infra.lock;

import io.seckill.infra.lock.HeldLeases.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Lists the leases that this node holds, at {@code /actuator/locks}. */
@Endpoint(id = "locks")
final class LocksEndpoint {
    static final int MOST_LEASES = 100;

    /**
     * What is held now.
     *
     * @param held how many leases
     * @param leases those that are held longest, {@value #MOST_LEASES} at most
     */
    record HeldLocks(int held, List<HeldLock> leases) {}

    /**
     * A lease.
     *
     * @param thread the one that asked for it
     * @param takenAt where it did
     */
    record HeldLock(String name, Instant since, Duration heldFor, String thread, List<String> takenAt) {}

    private final HeldLeases leases;

    LocksEndpoint(HeldLeases leases) {
        this.leases = leases;
    }

    @ReadOperation
    public HeldLocks locks() {
        List<Held> held = leases.all();
        Instant now = leases.clock();
        return new HeldLocks(
                held.size(),
                held.stream().limit(MOST_LEASES).map(one -> shown(one, now)).toList());
    }

    private static HeldLock shown(Held held, Instant now) {
        return new HeldLock(
                held.lease().name().value(),
                held.since(),
                Duration.between(held.since(), now),
                held.taker().thread(),
                held.taker().stack().stream().map(Object::toString).toList());
    }
}
