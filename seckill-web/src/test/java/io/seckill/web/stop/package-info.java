/** How the program stops. */
@NullMarked
package io.seckill.web.stop;

import org.jspecify.annotations.NullMarked;
