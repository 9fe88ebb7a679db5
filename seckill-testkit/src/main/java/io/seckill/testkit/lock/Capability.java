package io.seckill.testkit.lock;

/** What a case needs of a {@link LockBackend} and an adapter may not have. */
public enum Capability {
    /** A further process can use the backend, by {@link RemoteLockBackend#launcher()}. */
    SECOND_PROCESS("there is no second process on this backend"),

    /** The server can be stopped and started again. */
    RESTART("this backend's server cannot be restarted"),

    /** The server can lose all that it knows of locks, for it does not keep them durably. */
    DATA_LOSS("this backend does not lose its data"),

    /** One name's renewal can be made to fail while the others' succeed. */
    BROKEN_RENEWAL("a single name's renewal cannot fail on this backend"),

    /** The server can be made to forget what it caches for clients, such as scripts. */
    FORGOTTEN_CACHES("this backend caches nothing for its clients"),

    /** The server counts what it is asked. */
    COUNTED_COMMANDS("this backend does not count what it is asked");

    private final String otherwise;

    Capability(String otherwise) {
        this.otherwise = otherwise;
    }

    /** Why a case that needs this does not apply. */
    String otherwise() {
        return otherwise;
    }
}
