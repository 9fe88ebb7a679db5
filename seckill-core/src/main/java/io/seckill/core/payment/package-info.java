/** Taking payments, each once, and giving back what no order takes. */
@NullMarked
package io.seckill.core.payment;

import org.jspecify.annotations.NullMarked;
