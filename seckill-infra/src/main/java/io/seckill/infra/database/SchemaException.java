package io.seckill.infra.database;

/**
 * The database's schema is not one that this program can work on. The message is one sentence for operators: the version
 * that the schema is of, the one that is needed, and what to do.
 */
public final class SchemaException extends RuntimeException {
    SchemaException(String message) {
        super(message);
    }

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
