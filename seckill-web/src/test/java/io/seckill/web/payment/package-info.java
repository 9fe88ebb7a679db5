/** Settings of payments. */
@NullMarked
package io.seckill.web.payment;

import org.jspecify.annotations.NullMarked;
