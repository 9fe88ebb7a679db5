/** What operators do to a sale. */
@NullMarked
package io.seckill.core.operate;

import org.jspecify.annotations.NullMarked;
