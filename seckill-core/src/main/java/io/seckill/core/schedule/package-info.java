/** The one seam for time, threads and waiting. */
@NullMarked
package io.seckill.core.schedule;

import org.jspecify.annotations.NullMarked;
