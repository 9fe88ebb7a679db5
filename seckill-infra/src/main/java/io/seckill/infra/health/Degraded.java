package io.seckill.infra.health;

import org.springframework.boot.health.contributor.Status;

/** A node that sells, but not as it should. It stays up as a whole: taking it out of service would help nobody. */
final class Degraded {
    static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
