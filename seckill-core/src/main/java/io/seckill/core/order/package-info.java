/** Placing an order: what is asked, what comes of it, and the rule that decides. */
@NullMarked
package io.seckill.core.order;

import org.jspecify.annotations.NullMarked;
