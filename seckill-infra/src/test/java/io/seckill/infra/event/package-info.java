@NullMarked
package io.seckill.infra.event;

import org.jspecify.annotations.NullMarked;
