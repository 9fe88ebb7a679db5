/** Locks in an application of Spring Boot. */
@NullMarked
package io.seckill.infra.lock;

import org.jspecify.annotations.NullMarked;
