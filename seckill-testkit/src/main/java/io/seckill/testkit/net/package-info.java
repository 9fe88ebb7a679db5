/** What a test does to a network: free ports, and a connection that is cut or falls silent. */
@NullMarked
package io.seckill.testkit.net;

import org.jspecify.annotations.NullMarked;
