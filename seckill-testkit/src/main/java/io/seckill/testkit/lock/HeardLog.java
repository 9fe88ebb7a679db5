package io.seckill.testkit.lock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** What is written to the log from now on until this is closed. Safe for use by many threads. */
public interface HeardLog extends AutoCloseable {
    /**
     * One entry of the log.
     *
     * @param message with its arguments filled in
     * @param thrown what was logged with it, if anything was
     */
    record Line(String message, @Nullable Throwable thrown) {}

    /** The lines so far, of level WARNING and above at least. */
    List<Line> lines();

    @Override
    void close();

    /** Hears what reaches the root of {@code java.util.logging}, which {@link System.Logger} writes to by default. */
    final class OfJavaLogging extends Handler implements HeardLog {
        private static final Logger ROOT = Logger.getLogger("");

        private final List<Line> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        /** Begins to listen. */
        public OfJavaLogging() {
            setLevel(Level.WARNING);
            ROOT.addHandler(this);
        }

        @Override
        public List<Line> lines() {
            return lines;
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(new Line(formatter.formatMessage(entry), entry.getThrown()));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            ROOT.removeHandler(this);
        }
    }
}
