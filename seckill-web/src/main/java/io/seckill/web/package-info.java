/** Seckill web. */
@NullMarked
package io.seckill.web;

import org.jspecify.annotations.NullMarked;
