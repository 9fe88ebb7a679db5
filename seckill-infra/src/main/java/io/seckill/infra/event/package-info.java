/** Messages to other programs over a Redis stream, and how many wait to be published. */
@NullMarked
package io.seckill.infra.event;

import org.jspecify.annotations.NullMarked;
