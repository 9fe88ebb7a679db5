/** Measures what the order path costs, beside other ways of doing the same. */
@NullMarked
package io.seckill.bench;

import org.jspecify.annotations.NullMarked;
