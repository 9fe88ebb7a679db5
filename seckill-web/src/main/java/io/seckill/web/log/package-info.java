/** The ids that the log's lines carry: of the request, its sale and its order. */
@NullMarked
package io.seckill.web.log;

import org.jspecify.annotations.NullMarked;
