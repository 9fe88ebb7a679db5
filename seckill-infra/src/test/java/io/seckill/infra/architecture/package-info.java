/** The rules that the adapters keep, and for each a fixture that breaks it. */
@NullMarked
package io.seckill.infra.architecture;

import org.jspecify.annotations.NullMarked;
