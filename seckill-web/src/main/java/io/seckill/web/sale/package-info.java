/** Sales and time, for everyone. */
@NullMarked
package io.seckill.web.sale;

import org.jspecify.annotations.NullMarked;
