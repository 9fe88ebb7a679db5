/** The ports over MySQL and MariaDB, by MyBatis. */
@NullMarked
package io.seckill.infra.database;

import org.jspecify.annotations.NullMarked;
