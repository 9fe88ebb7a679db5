/** The Redisson adapter against a real Redis. */
@NullMarked
package io.seckill.infra.lock.redis;

import org.jspecify.annotations.NullMarked;
