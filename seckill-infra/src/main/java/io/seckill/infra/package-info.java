/** The adapters of the core ports, auto-configured for Spring Boot. */
@NullMarked
package io.seckill.infra;

import org.jspecify.annotations.NullMarked;
