/** Tokens for the demo, and only there. */
@NullMarked
package io.seckill.web.demo;

import org.jspecify.annotations.NullMarked;
