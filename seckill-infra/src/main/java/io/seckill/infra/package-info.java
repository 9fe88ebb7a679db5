/** Seckill infra. */
@NullMarked
package io.seckill.infra;

import org.jspecify.annotations.NullMarked;
