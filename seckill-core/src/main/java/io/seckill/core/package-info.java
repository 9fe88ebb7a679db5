/** Seckill core. */
@NullMarked
package io.seckill.core;

import org.jspecify.annotations.NullMarked;
