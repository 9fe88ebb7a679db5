/** The rules between the modules, and for each a fixture that breaks it. Outside of what the program scans for components. */
@NullMarked
package io.seckill.architecture;

import org.jspecify.annotations.NullMarked;
