/** What a node tells of its health. */
@NullMarked
package io.seckill.infra.health;

import org.jspecify.annotations.NullMarked;
