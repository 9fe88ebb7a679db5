/** What other programs are told of orders: written with the change, published after it. */
@NullMarked
package io.seckill.core.event;

import org.jspecify.annotations.NullMarked;
