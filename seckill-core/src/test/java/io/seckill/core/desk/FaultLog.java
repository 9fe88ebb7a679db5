package io.seckill.core.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps the errors that desks log, which are faults of the program, and drops the rest, which simulations have much of. */
final class FaultLog extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(SaleDesk.class.getPackageName());
    private final List<String> errors = new ArrayList<>();

    FaultLog() {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    List<String> errors() {
        return errors;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            StringBuilder text = new StringBuilder(record.getMessage());
            for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
                text.append(": ").append(cause);
                for (StackTraceElement line : cause.getStackTrace()) {
                    text.append("\n  ").append(line);
                }
            }
            errors.add(text.toString());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
