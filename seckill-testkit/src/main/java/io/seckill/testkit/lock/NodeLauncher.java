package io.seckill.testkit.lock;

/** Makes nodes. An implementation is public and has a public constructor without arguments, for it is named on a command line. */
public interface NodeLauncher {
    /**
     * Makes a node with a client of its own.
     *
     * @param address a {@link RemoteLockBackend#address()}
     */
    LockNode launch(String address);

    /**
     * Makes a node by the launcher of this class name.
     *
     * @throws IllegalArgumentException if the class is not such a launcher
     */
    static LockNode launch(String launcher, String address) {
        try {
            Object made = Class.forName(launcher).getConstructor().newInstance();
            return ((NodeLauncher) made).launch(address);
        } catch (ReflectiveOperationException | ClassCastException unfit) {
            throw new IllegalArgumentException("launcher: cannot make nodes with " + launcher, unfit);
        }
    }
}
