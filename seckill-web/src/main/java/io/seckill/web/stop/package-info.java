/** How the program stops: orders are settled while HTTP still answers, and clients are sent elsewhere. */
@NullMarked
package io.seckill.web.stop;

import org.jspecify.annotations.NullMarked;
