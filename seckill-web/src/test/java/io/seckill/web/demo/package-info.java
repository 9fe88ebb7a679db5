/** Tokens for the demo. */
@NullMarked
package io.seckill.web.demo;

import org.jspecify.annotations.NullMarked;
