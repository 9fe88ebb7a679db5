/** What is done again and again: on every node, or on one node at a time. */
@NullMarked
package io.seckill.core.rounds;

import org.jspecify.annotations.NullMarked;
