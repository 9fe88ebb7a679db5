/** Leases and fencing tokens in a real database. */
@NullMarked
package io.seckill.infra.lock.database;

import org.jspecify.annotations.NullMarked;
