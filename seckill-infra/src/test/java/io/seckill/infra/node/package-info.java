/** Node to node, over real sockets. */
@NullMarked
package io.seckill.infra.node;

import org.jspecify.annotations.NullMarked;
