package com.example.warehouse;

/** {@code mvn spring-boot:test-run}: a MariaDB and a Redis are started for it, and end with it. */
final class WarehouseOnServersOfItsOwn {
    private WarehouseOnServersOfItsOwn() {}

    public static void main(String[] none) throws InterruptedException {
        Warehouse.main(Node.settings().toArray(String[]::new));
    }
}
