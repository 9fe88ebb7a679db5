/** What a node does while it sells, as Micrometer meters; docs/metrics.md describes them. */
@NullMarked
package io.seckill.infra.metrics;

import org.jspecify.annotations.NullMarked;
