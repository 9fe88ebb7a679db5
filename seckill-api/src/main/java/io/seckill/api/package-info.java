/** Seckill api. */
@NullMarked
package io.seckill.api;

import org.jspecify.annotations.NullMarked;
