/** The sale desk: one queue and one thread of control per sale, its batches, its election, and handing over between nodes. */
@NullMarked
package io.seckill.core.desk;

import org.jspecify.annotations.NullMarked;
