/** What operators do and see. */
@NullMarked
package io.seckill.web.admin;

import org.jspecify.annotations.NullMarked;
