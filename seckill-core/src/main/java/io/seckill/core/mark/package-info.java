/** Refusing from memory: why a node refuses, and how it keeps that fresh. */
@NullMarked
package io.seckill.core.mark;

import org.jspecify.annotations.NullMarked;
