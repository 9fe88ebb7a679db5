/** Leases and fencing tokens in MySQL or MariaDB: a row per name, and the database's clock. */
@NullMarked
package io.seckill.infra.lock.database;

import org.jspecify.annotations.NullMarked;
