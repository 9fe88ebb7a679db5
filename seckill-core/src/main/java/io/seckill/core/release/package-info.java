/** Units that come back on sale: cancelling and expiring unpaid orders. */
@NullMarked
package io.seckill.core.release;

import org.jspecify.annotations.NullMarked;
