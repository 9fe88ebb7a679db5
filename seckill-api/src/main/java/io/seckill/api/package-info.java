/** The wire contract: what is sent and answered, the error codes, and the calls as Spring HTTP interfaces. */
@NullMarked
package io.seckill.api;

import org.jspecify.annotations.NullMarked;
