/** Tests of the package of this name. */
@NullMarked
package io.seckill.testkit.net;

import org.jspecify.annotations.NullMarked;
