/** The contracts of the lock port and of the sources of its tokens, as suites for every adapter; and adapters in one JVM. */
@NullMarked
package io.seckill.testkit.lock;

import org.jspecify.annotations.NullMarked;
