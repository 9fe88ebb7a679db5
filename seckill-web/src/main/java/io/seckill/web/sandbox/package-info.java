/** A payment gateway that takes no money: its page, and its notifications, for trying the program out. */
@NullMarked
package io.seckill.web.sandbox;

import org.jspecify.annotations.NullMarked;
