/** Everything that goes wrong, as problem+json: one vocabulary for controllers, filters and the server's connector. */
@NullMarked
package io.seckill.web.problem;

import org.jspecify.annotations.NullMarked;
