/** The MyBatis adapters against a real database. */
@NullMarked
package io.seckill.infra.database;

import org.jspecify.annotations.NullMarked;
