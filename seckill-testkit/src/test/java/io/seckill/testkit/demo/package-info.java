/** Tests of the package of this name. */
@NullMarked
package io.seckill.testkit.demo;

import org.jspecify.annotations.NullMarked;
