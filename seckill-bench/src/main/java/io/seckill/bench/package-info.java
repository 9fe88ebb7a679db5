/** Seckill bench. */
@NullMarked
package io.seckill.bench;

import org.jspecify.annotations.NullMarked;
