/** The lock port's in-memory adapter, under its contract. */
@NullMarked
package io.seckill.testkit.lock;

import org.jspecify.annotations.NullMarked;
