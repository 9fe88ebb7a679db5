/** What the program does once and ends: {@code java -jar seckill.jar archive --sale ID}. */
@NullMarked
package io.seckill.web.command;

import org.jspecify.annotations.NullMarked;
