package io.seckill.web.command;

import java.io.Serial;

/** A command did not do what was asked. The message is one sentence for whoever typed it. */
final class CommandException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int REFUSED = 1;
    private static final int WRONG_USE = 2;

    private final int status;

    private CommandException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** It was called rightly, and cannot be done. */
    static CommandException refused(String message) {
        return new CommandException(REFUSED, message);
    }

    static CommandException wrongUse(String message) {
        return new CommandException(WRONG_USE, message);
    }

    /** What the process ends with. */
    int status() {
        return status;
    }
}
