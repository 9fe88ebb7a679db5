/** Sales with their stock and orders: what the database holds, and the ports that read it. */
@NullMarked
package io.seckill.core.sale;

import org.jspecify.annotations.NullMarked;
