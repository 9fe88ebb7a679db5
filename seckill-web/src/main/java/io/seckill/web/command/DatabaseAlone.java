package io.seckill.web.command;

import io.seckill.web.start.DatabaseCheck;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The ports over the database, and nothing else: no web server, no listener, no desks, no rounds, no Redis. Which
 * auto-configurations give them stands in the file of this name in {@code META-INF/spring}. Without a stereotype, so that the
 * program, which has all of them, does not find this.
 */
@ImportAutoConfiguration
@Import(DatabaseCheck.class)
final class DatabaseAlone {}
