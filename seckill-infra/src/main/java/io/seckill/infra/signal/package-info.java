/** Signals between nodes over Redis. */
@NullMarked
package io.seckill.infra.signal;

import org.jspecify.annotations.NullMarked;
