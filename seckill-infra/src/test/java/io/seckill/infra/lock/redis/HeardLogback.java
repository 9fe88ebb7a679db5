package io.seckill.infra.lock.redis;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.seckill.testkit.lock.HeardLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What is written by SLF4J, and by way of {@code java.util.logging}. */
final class HeardLogback implements HeardLog {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final HeardLog javaLogging = new HeardLog.OfJavaLogging();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                lines.add(new Line(
                        event.getFormattedMessage(),
                        event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null));
            }
        }
    };

    HeardLogback() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    @Override
    public List<Line> lines() {
        return Stream.concat(lines.stream(), javaLogging.lines().stream()).toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
        javaLogging.close();
    }
}
