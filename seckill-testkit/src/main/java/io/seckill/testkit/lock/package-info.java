/** The contract of the lock port as a suite for every adapter, and adapters that live in one JVM. */
@NullMarked
package io.seckill.testkit.lock;

import org.jspecify.annotations.NullMarked;
