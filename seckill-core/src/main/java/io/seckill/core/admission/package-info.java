/** Admission: what a node answers from memory, and what goes to the sale desk. */
@NullMarked
package io.seckill.core.admission;

import org.jspecify.annotations.NullMarked;
