/** Real database and Redis servers for tests and for the demo. */
@NullMarked
package io.seckill.testkit.servers;

import org.jspecify.annotations.NullMarked;
