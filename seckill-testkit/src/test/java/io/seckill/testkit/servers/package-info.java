/** Tests of the package of this name. */
@NullMarked
package io.seckill.testkit.servers;

import org.jspecify.annotations.NullMarked;
