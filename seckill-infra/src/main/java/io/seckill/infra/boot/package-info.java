/** Auto-configuration and settings: add the module and get the adapters as beans. */
@NullMarked
package io.seckill.infra.boot;

import org.jspecify.annotations.NullMarked;
