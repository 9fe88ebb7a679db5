/** The program: what it is made of and what its settings are. */
@NullMarked
package io.seckill.web;

import org.jspecify.annotations.NullMarked;
