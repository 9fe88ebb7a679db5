package io.seckill.infra.node;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.DeskGateway;
import io.seckill.core.desk.DeskSettings;
import io.seckill.core.desk.DeskUnreachableException;
import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.desk.SaleDesks;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.schedule.Scheduler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This node's sale desks with what they need of the network and of threads. Safe for use by many threads. */
public final class SellingNode implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SellingNode.class.getName());
    /** Stands in the directory for a node that nobody can reach; nodes without a secret do not try. */
    private static final int NO_PORT = 1;

    private final ThreadPoolExecutor commits;
    private final @Nullable DeskServer server;
    private final SaleDesks desks;
    private final DeskSettings settings;
    private final Scheduler scheduler;

    /**
     * Opens the node's listener, if it has a secret to share with others.
     *
     * @param node how the nodes reach each other
     * @param batchesAtOnce of different sales; fewer than the ledger has connections
     * @param events hears what happens
     */
    public SellingNode(
            NodeProperties node,
            int batchesAtOnce,
            DeskSettings settings,
            Scheduler scheduler,
            StockLedger ledger,
            LockProvider locks,
            DeskDirectory directory,
            SellingEvents events) {
        SecureRandom random = new SecureRandom();
        ProcessId process = ProcessId.draw(random);
        this.settings = settings;
        this.scheduler = scheduler;
        commits = commitThreads(batchesAtOnce);
        DeskGateway gateway;
        if (node.isAlone()) {
            server = null;
            gateway = SellingNode::noWay;
        } else {
            NodeSecret secret = new NodeSecret(node.secret());
            server = new DeskServer(node.host(), node.port(), process, secret, scheduler);
            gateway = new HttpDeskGateway(secret, scheduler);
        }
        DeskAddress self = node.reachedAt(process, server == null ? NO_PORT : server.port());
        tellWhere(node, self);
        desks = new SaleDesks(self, settings, scheduler, commits, ledger, locks, directory, gateway, events, random);
        if (server != null) {
            server.serve(desks::accept);
        }
    }

    public SaleDesks desks() {
        return desks;
    }

    /** Desks on this node's threads, apart from its own; the caller closes them. */
    SaleDesks rehearsing(StockLedger ledger) {
        return SaleDesks.ofOneNode(settings, scheduler, commits, ledger);
    }

    /** Gives the desks up, as {@link SaleDesks#close}; the listener goes on saying that this node is not the desk. */
    public CompletionStage<Void> giveUp() {
        return desks.close();
    }

    /** Ends the listener and the threads. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        commits.shutdown();
    }

    private void tellWhere(NodeProperties node, DeskAddress self) {
        if (server == null) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "This node hands no orders over and takes none: it has no seckill.node.secret");
            return;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "This node listens for the others at {0}, and they reach it at {1}",
                node.host() + ":" + server.port(),
                self.host() + ":" + self.port());
        if (isLoopback(self.host())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Nodes on other machines cannot reach this one at {0}: set seckill.node.address, or"
                            + " seckill.node.advertised-address",
                    self.host());
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // a name that only the others know
        }
    }

    private static CompletionStage<BundleReply> noWay(DeskAddress desk, Bundle bundle) {
        return CompletableFuture.failedStage(new DeskUnreachableException(desk, Arrival.NEVER, null));
    }

    private static ThreadPoolExecutor commitThreads(int most) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "seckill-commit");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
