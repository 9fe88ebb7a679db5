/** What is done about orders after they were placed: use cases, and rounds while the node runs. */
@NullMarked
package io.seckill.infra.life;

import org.jspecify.annotations.NullMarked;
