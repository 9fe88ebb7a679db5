package io.seckill.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * What one way did in one round.
 *
 * @param measured for how long
 * @param latencies of the orders placed within it, in microseconds, from asking to the answer
 * @param placed answers since the way started, as {@code refused} and {@code unknown}
 * @param cpu of the JVM within the measured time, buyers included
 * @param batchSize orders in one transaction, on average
 * @param commitMillis that one such transaction took, in the middle
 */
record Measurement(
        Duration measured,
        AbstractHistogram latencies,
        long placed,
        long refused,
        long unknown,
        Duration cpu,
        double batchSize,
        double commitMillis) {
    private static final double MICROS_PER_MILLI = 1_000;

    double ordersPerSecond() {
        return latencies.getTotalCount() / (measured.toMillis() / 1e3);
    }

    double latencyMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** Milliseconds of processor time in the JVMs per thousand orders. */
    double cpuMillisPerThousand() {
        return cpu.toNanos() / 1e6 / latencies.getTotalCount() * 1_000;
    }

    /** What several nodes did at the same time; the batches are those of the node that made the most orders durable. */
    static Measurement together(List<Measurement> nodes) {
        Histogram all = new Histogram(nodes.get(0).latencies.getNumberOfSignificantValueDigits());
        Measurement desk = nodes.get(0);
        for (Measurement node : nodes) {
            all.add(node.latencies);
            desk = node.batchSize > desk.batchSize ? node : desk;
        }
        return new Measurement(
                desk.measured,
                all,
                nodes.stream().mapToLong(Measurement::placed).sum(),
                nodes.stream().mapToLong(Measurement::refused).sum(),
                nodes.stream().mapToLong(Measurement::unknown).sum(),
                nodes.stream().map(Measurement::cpu).reduce(Duration.ZERO, Duration::plus),
                desk.batchSize,
                desk.commitMillis);
    }

    /** One line, for another process. */
    String line() {
        ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoCompressedByteBuffer(bytes);
        byte[] text = new byte[length];
        bytes.rewind().get(text);
        return String.join(
                " ",
                measured.toString(),
                Long.toString(placed),
                Long.toString(refused),
                Long.toString(unknown),
                cpu.toString(),
                Double.toString(batchSize),
                Double.toString(commitMillis),
                Base64.getEncoder().encodeToString(text));
    }

    /** Reads a {@link #line()}. */
    static Measurement of(String line) {
        String[] words = line.split(" ", -1);
        try {
            return new Measurement(
                    Duration.parse(words[0]),
                    Histogram.decodeFromCompressedByteBuffer(
                            ByteBuffer.wrap(Base64.getDecoder().decode(words[7])), 0),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Duration.parse(words[4]),
                    Double.parseDouble(words[5]),
                    Double.parseDouble(words[6]));
        } catch (DataFormatException e) {
            throw new IllegalStateException("a node's figures cannot be read", e);
        }
    }
}
