/** "Look again", over a real Redis. */
@NullMarked
package io.seckill.infra.signal;

import org.jspecify.annotations.NullMarked;
