/** Seckill testkit. */
@NullMarked
package io.seckill.testkit;

import org.jspecify.annotations.NullMarked;
