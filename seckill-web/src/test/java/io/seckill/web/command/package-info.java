/** What is typed, and what is answered. */
@NullMarked
package io.seckill.web.command;

import org.jspecify.annotations.NullMarked;
