/** What requests bring. */
@NullMarked
package io.seckill.web.request;

import org.jspecify.annotations.NullMarked;
