/** The core's ports in memory, so that the HTTP layer can be shown alone. */
@NullMarked
package io.seckill.web.fake;

import org.jspecify.annotations.NullMarked;
