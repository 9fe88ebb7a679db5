/** Tests of what is said when the program cannot start. */
@NullMarked
package io.seckill.web.start;

import org.jspecify.annotations.NullMarked;
