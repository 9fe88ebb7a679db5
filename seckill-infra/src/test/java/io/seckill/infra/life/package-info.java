@NullMarked
package io.seckill.infra.life;

import org.jspecify.annotations.NullMarked;
