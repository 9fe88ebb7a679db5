/** Tests of the ids that the log's lines carry. */
@NullMarked
package io.seckill.web.log;

import org.jspecify.annotations.NullMarked;
