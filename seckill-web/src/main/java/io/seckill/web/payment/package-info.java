/** What the payment gateway tells us, and how we know that it is the gateway. */
@NullMarked
package io.seckill.web.payment;

import org.jspecify.annotations.NullMarked;
