/** Leases over Redisson's lock, with what that lock leaves to its users: bounds, proof of ownership, and word of a loss. */
@NullMarked
package io.seckill.infra.lock.redis;

import org.jspecify.annotations.NullMarked;
