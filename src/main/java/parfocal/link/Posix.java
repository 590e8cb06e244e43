package parfocal.link;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;

/// The few calls of the C library that a pseudo-terminal needs, as POSIX.1-2024 has them; `cfmakeraw` is common to Linux, macOS and
/// the BSDs. Constants that differ between systems are from their headers.
final class Posix {
    private static final boolean MACOS = System.getProperty("os.name", "").startsWith("Mac");
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = MACOS ? 0x20000 : 0x100;
    private static final int O_NONBLOCK = MACOS ? 0x4 : 0x800;
    private static final int O_CLOEXEC = MACOS ? 0x1000000 : 0x80000;
    private static final int F_SETFL = 4;
    private static final int TCSANOW = 0;
    private static final int EINTR = 4;
    private static final int EAGAIN = MACOS ? 35 : 11;
    private static final short POLLIN = 1;
    // struct termios is 60 bytes long on Linux and 72 on macOS; it is only carried from one call to
    // the next.
    private static final long TERMIOS_BYTES = 256;
    private static final long POLLFD_BYTES = 8;
    private static final long PATH_BYTES = 1024;

    private static final Function POSIX_OPENPT = new Function("posix_openpt", JAVA_INT, JAVA_INT);
    private static final Function GRANTPT = new Function("grantpt", JAVA_INT, JAVA_INT);
    private static final Function UNLOCKPT = new Function("unlockpt", JAVA_INT, JAVA_INT);
    private static final Function PTSNAME = new Function("ptsname", ADDRESS, JAVA_INT);
    private static final Function OPEN = new Function("open", JAVA_INT, ADDRESS, JAVA_INT);
    private static final Function FCNTL =
            new Function("fcntl", Optional.of(2), JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final Function CLOSE = new Function("close", JAVA_INT, JAVA_INT);
    private static final Function READ =
            new Function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final Function WRITE =
            new Function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final Function POLL =
            new Function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final Function TCGETATTR =
            new Function("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
    private static final Function TCSETATTR =
            new Function("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final Function CFMAKERAW = new Function("cfmakeraw", JAVA_INT, ADDRESS);
    private static final Function STRERROR = new Function("strerror", ADDRESS, JAVA_INT);

    private Posix() {}

    /// A new pseudo-terminal's master, not blocking, and not inherited by other programs.
    static int openMaster() throws IOException {
        int master = (int) POSIX_OPENPT.number(O_RDWR | O_NOCTTY | (MACOS ? 0 : O_CLOEXEC));
        try {
            GRANTPT.number(master);
            UNLOCKPT.number(master);
            FCNTL.number(master, F_SETFL, O_RDWR | O_NONBLOCK);
            return master;
        } catch (IOException failed) {
            close(master);
            throw failed;
        }
    }

    static String slaveName(int master) throws IOException {
        // ptsname answers in one buffer for the whole process.
        synchronized (Posix.class) {
            return PTSNAME.text(master);
        }
    }

    /// Opens the slave and makes it carry bytes as they are: no echo, no lines, no signals.
    static int openRaw(String slave) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) OPEN.number(arena.allocateFrom(slave), O_RDWR | O_NOCTTY | O_CLOEXEC);
            try {
                MemorySegment termios = arena.allocate(TERMIOS_BYTES);
                TCGETATTR.number(fd, termios);
                CFMAKERAW.ignoringResult(termios);
                TCSETATTR.number(fd, TCSANOW, termios);
                return fd;
            } catch (IOException failed) {
                close(fd);
                throw failed;
            }
        }
    }

    /// Waits for bytes and returns what is there, which may be nothing.
    static byte[] read(int fd, Duration wait) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pollfd = arena.allocate(POLLFD_BYTES, 4);
            pollfd.set(JAVA_INT, 0, fd);
            pollfd.set(JAVA_SHORT, 4, POLLIN);
            int millis = Math.clamp(wait.toMillis(), 0, Integer.MAX_VALUE);
            if (POLL.numberUnless(EINTR, pollfd, 1L, millis) <= 0) {
                return new byte[0];
            }
            MemorySegment buffer = arena.allocate(4096);
            long count = READ.numberUnless(EAGAIN, fd, buffer, buffer.byteSize());
            return buffer.asSlice(0, Math.max(0, count)).toArray(JAVA_BYTE);
        }
    }

    /// Writes what fits now, and returns how many bytes that were.
    static int write(int fd, byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, bytes);
            long count = WRITE.numberUnless(EAGAIN, fd, buffer, buffer.byteSize());
            return (int) Math.max(0, count);
        }
    }

    static void close(int fd) throws IOException {
        CLOSE.number(fd);
    }

    /// One C function: its result, or an [IOException] with the system's own words.
    private static final class Function {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
        private static final VarHandle ERRNO =
                CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

        private final String name;
        private final MethodHandle handle;

        Function(String name, ValueLayout result, ValueLayout... arguments) {
            this(name, Optional.empty(), result, arguments);
        }

        /// @param firstVariadic the index of the first argument behind the C declaration's `...`
        // Calling native code is what this class is for; its arguments are fixed above.
        @SuppressWarnings("restricted")
        Function(
                String name,
                Optional<Integer> firstVariadic,
                ValueLayout result,
                ValueLayout... arguments) {
            this.name = name;
            var errno = Linker.Option.captureCallState("errno");
            Linker.Option[] options =
                    firstVariadic
                            .map(index ->
                                    new Linker.Option[] {
                                        errno, Linker.Option.firstVariadicArg(index)
                                    })
                            .orElseGet(() -> new Linker.Option[] {errno});
            this.handle =
                    LINKER.downcallHandle(
                            LINKER.defaultLookup().findOrThrow(name),
                            FunctionDescriptor.of(result, arguments),
                            options);
        }

        long number(Object... arguments) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CALL_STATE);
                long result = ((Number) invoke(state, arguments)).longValue();
                if (result < 0) {
                    throw failure((int) ERRNO.get(state, 0L));
                }
                return result;
            }
        }

        /// As `number`, but this one error is no error: it gives -1, as in C.
        long numberUnless(int harmlessErrno, Object... arguments) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CALL_STATE);
                long result = ((Number) invoke(state, arguments)).longValue();
                if (result < 0 && (int) ERRNO.get(state, 0L) != harmlessErrno) {
                    throw failure((int) ERRNO.get(state, 0L));
                }
                return result;
            }
        }

        void ignoringResult(Object... arguments) {
            try (Arena arena = Arena.ofConfined()) {
                var _ = invoke(arena.allocate(CALL_STATE), arguments);
            }
        }

        // The C library ends its strings with a zero, and these are paths and error texts.
        @SuppressWarnings("restricted")
        String text(Object... arguments) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CALL_STATE);
                var text = (MemorySegment) invoke(state, arguments);
                if (text.equals(MemorySegment.NULL)) {
                    throw failure((int) ERRNO.get(state, 0L));
                }
                return text.reinterpret(PATH_BYTES).getString(0);
            }
        }

        private Object invoke(MemorySegment state, Object... arguments) {
            var all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            try {
                return handle.invokeWithArguments(all);
            } catch (RuntimeException | Error failed) {
                throw failed;
            } catch (Throwable impossible) {
                throw new IllegalStateException(name + " is a C function", impossible);
            }
        }

        private IOException failure(int errno) throws IOException {
            return new IOException("%s: %s".formatted(name, STRERROR.text(errno)));
        }
    }
}
