package io.kaidan.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a database that may fall silent, as when its host has gone without a word: connections stay, new ones are taken,
 * and nothing comes through any more.
 */
final class Relay implements AutoCloseable {

    private final URI target;
    private final ServerSocket entrance;
    private final List<Way> ways = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private boolean silent;

    /** @param url of JDBC, of what it leads to */
    Relay(String url) throws IOException {
        target = URI.create(url.substring("jdbc:".length()));
        entrance = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        begin(this::accept);
    }

    /** The same database by this way. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + entrance.getLocalPort() + target.getPath();
    }

    synchronized void fallSilent() {
        silent = true;
    }

    /** What was held back goes on its way. */
    synchronized void speak() {
        silent = false;
        notifyAll();
    }

    /** Another host has taken its place: what was connected before is silent for ever. */
    synchronized void giveWay() {
        silent = false;
        ways.clear();
    }

    private synchronized Way way(Socket one, Socket other) {
        Way way = new Way(one, other);
        ways.add(way);
        sockets.addAll(List.of(one, other));
        return way;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Way way = way(client, new Socket(target.getHost(), target.getPort()));
                begin(() -> way.carry(way.one, way.other));
                begin(() -> way.carry(way.other, way.one));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** What was connected is cut, the silent ones too: the database would keep their transactions open. */
    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One connection. */
    private final class Way {

        private final Socket one;
        private final Socket other;

        private Way(Socket one, Socket other) {
            this.one = one;
            this.other = other;
        }

        private void carry(Socket from, Socket to) {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] bytes = new byte[8192];
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    awaitOpen();
                    out.write(bytes, 0, n);
                }
            } catch (IOException gone) {
                // so is the other side
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        }

        private void awaitOpen() throws InterruptedException {
            synchronized (Relay.this) {
                while (silent || !ways.contains(this)) {
                    Relay.this.wait();
                }
            }
        }
    }
}
