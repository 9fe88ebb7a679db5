/** Placing orders, and the buyer's own. */
@NullMarked
package io.seckill.web.order;

import org.jspecify.annotations.NullMarked;
