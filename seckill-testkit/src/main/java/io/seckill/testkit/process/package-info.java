/** Processes that end with the JVM that started them, however it ends. */
@NullMarked
package io.seckill.testkit.process;

import org.jspecify.annotations.NullMarked;
