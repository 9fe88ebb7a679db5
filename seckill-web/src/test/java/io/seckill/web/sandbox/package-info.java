/** What the sandbox does when nobody listens. */
@NullMarked
package io.seckill.web.sandbox;

import org.jspecify.annotations.NullMarked;
