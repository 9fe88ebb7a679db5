/** The lock port: leases that are bounded, owned by one acquisition, and tell when they are lost. */
@NullMarked
package io.seckill.core.lock;

import org.jspecify.annotations.NullMarked;
