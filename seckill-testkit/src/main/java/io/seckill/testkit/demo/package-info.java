/** The demo: real servers, the program, a sample sale, and the lines to try it with. */
@NullMarked
package io.seckill.testkit.demo;

import org.jspecify.annotations.NullMarked;
