package com.example.concert;

import io.seckill.core.desk.LedgerException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * A file of lines, each with its checksum, and each on the disk when {@link #append} returns.
 *
 * <p>A line is one write, so a crash can tear the last one only. That one was answered to nobody: it is cut off when the
 * file is opened again. A damaged line before others is no crash's doing, and the file is refused.
 */
final class Journal implements AutoCloseable {
    private static final int CHECKSUM = 8;

    private final Path path;
    private final RandomAccessFile file;
    private boolean failed;

    /** Opens the file, or makes it, for this process alone, and hands every line that it has to the reader. */
    Journal(Path path, Consumer<String> reader) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (file.getChannel().tryLock() == null) {
                throw new IOException(path + " is open in another process: a journal has one writer");
            }
            read(reader);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    void append(String line) throws LedgerException {
        if (failed) {
            throw new LedgerException.NotCommitted(path + " failed before: restart, to see what it has", null);
        }
        try {
            file.write((checksum(line) + line + "\n").getBytes(StandardCharsets.UTF_8));
            file.getFD().sync();
        } catch (IOException e) {
            // Nobody knows what is on the disk now, and a second try would not tell: only reading it again does.
            failed = true;
            throw new LedgerException.CommitUnknown(path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void read(Consumer<String> reader) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(file.length())];
        file.readFully(bytes);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                boolean whole = line.length() > CHECKSUM && line.startsWith(checksum(line.substring(CHECKSUM)));
                if (whole) {
                    reader.accept(line.substring(CHECKSUM));
                    start = i + 1;
                } else if (i < bytes.length - 1) {
                    throw new IOException(path + " is damaged at byte " + start + ", before its last line");
                }
            }
        }
        file.setLength(start);
        file.seek(start);
    }

    private static String checksum(String line) {
        CRC32 crc = new CRC32();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return String.format("%0" + CHECKSUM + "x", crc.getValue());
    }
}
