/** The flash sale without a framework: domain, sale desk, ports. */
@NullMarked
package io.seckill.core;

import org.jspecify.annotations.NullMarked;
