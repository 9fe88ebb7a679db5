package io.seckill.infra.lock.redis;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Tokens that several processes of this machine share: a file for each name. */
final class FileTokens implements FencingTokens {
    private final Path folder;

    FileTokens(Path folder) {
        this.folder = folder;
    }

    /** Of one thread at a time: a lock on a file is its process's. */
    @Override
    public FencingToken next(LockName name) {
        synchronized (FileTokens.class) {
            try (FileChannel file = FileChannel.open(
                    file(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                file.lock(); // until the channel is closed
                ByteBuffer stored = ByteBuffer.allocate(Long.BYTES);
                long last = file.read(stored, 0) == Long.BYTES ? stored.getLong(0) : 0;
                file.write(ByteBuffer.allocate(Long.BYTES).putLong(0, last + 1), 0);
                return new FencingToken(last + 1);
            } catch (IOException e) {
                throw new LockUnavailableException(name, "its token's file: " + e.getMessage(), e);
            }
        }
    }

    private Path file(LockName name) {
        return folder.resolve(UUID.nameUUIDFromBytes(name.value().getBytes(StandardCharsets.UTF_8))
                .toString());
    }
}
