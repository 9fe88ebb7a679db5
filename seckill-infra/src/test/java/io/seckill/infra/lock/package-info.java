/** The Redisson adapter against a real Redis. */
@NullMarked
package io.seckill.infra.lock;

import org.jspecify.annotations.NullMarked;
