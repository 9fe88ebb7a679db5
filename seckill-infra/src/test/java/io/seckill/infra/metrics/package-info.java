/** What is counted. */
@NullMarked
package io.seckill.infra.metrics;

import org.jspecify.annotations.NullMarked;
