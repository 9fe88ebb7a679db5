package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A store that compares tokens in the very step that writes, as an {@code UPDATE} does. It may be written by several
 * processes, by one thread of each.
 */
final class TokenGuardedFile {
    private final Path path;

    TokenGuardedFile(Path path) {
        this.path = path;
    }

    /** Whether it was written: not if somebody with a larger token has written before. */
    boolean write(FencingToken token) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            file.lock(); // until the channel is closed
            ByteBuffer stored = ByteBuffer.allocate(Long.BYTES);
            long last = file.read(stored, 0) == Long.BYTES ? stored.getLong(0) : 0;
            if (token.value() < last) {
                return false;
            }
            file.write(ByteBuffer.allocate(Long.BYTES).putLong(0, token.value()), 0);
            return true;
        }
    }
}
