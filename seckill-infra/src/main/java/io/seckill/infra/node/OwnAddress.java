package io.seckill.infra.node;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where other machines reach this host, as far as that can be told from here: at the address of its own name, unless that
 * is a loopback address, as on Debian, or unknown.
 */
final class OwnAddress {
    private OwnAddress() {}

    static InetAddress find() {
        InetAddress byName = byName();
        return byName.isLoopbackAddress() ? choose(byName, ofInterfaces()) : byName;
    }

    /** The first site-local IPv4 address, or else the first global one, or else the one that is left over. */
    static InetAddress choose(InetAddress leftOver, List<InetAddress> addresses) {
        List<InetAddress> reachable = addresses.stream()
                .filter(Inet4Address.class::isInstance)
                .filter(Predicate.not(InetAddress::isLoopbackAddress))
                .filter(Predicate.not(InetAddress::isLinkLocalAddress))
                .toList();
        return reachable.stream()
                .filter(InetAddress::isSiteLocalAddress)
                .findFirst()
                .or(() -> reachable.stream().findFirst())
                .orElse(leftOver);
    }

    private static InetAddress byName() {
        try {
            return InetAddress.getLocalHost();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    /** Those of interfaces that are up, in the order of the system: a bridge of containers comes after the hardware. */
    private static List<InetAddress> ofInterfaces() {
        try {
            List<NetworkInterface> interfaces =
                    new ArrayList<>(NetworkInterface.networkInterfaces().toList());
            interfaces.sort(Comparator.comparingInt(NetworkInterface::getIndex));
            List<InetAddress> addresses = new ArrayList<>();
            for (NetworkInterface one : interfaces) {
                if (one.isUp()) {
                    addresses.addAll(Collections.list(one.getInetAddresses()));
                }
            }
            return addresses;
        } catch (SocketException e) {
            return List.of();
        }
    }
}
