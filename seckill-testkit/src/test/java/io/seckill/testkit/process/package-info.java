/** Tests of the package of this name. */
@NullMarked
package io.seckill.testkit.process;

import org.jspecify.annotations.NullMarked;
