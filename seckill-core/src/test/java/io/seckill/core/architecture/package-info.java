/** The rules that the core keeps, and for each a fixture that breaks it. */
@NullMarked
package io.seckill.core.architecture;

import org.jspecify.annotations.NullMarked;
