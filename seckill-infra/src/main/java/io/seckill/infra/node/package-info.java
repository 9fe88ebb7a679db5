/** Node to node: handing orders over by internal HTTP calls. */
@NullMarked
package io.seckill.infra.node;

import org.jspecify.annotations.NullMarked;
