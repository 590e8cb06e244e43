package parfocal.cli;

/// The program.
public final class Parfocal {
    private Parfocal() {}

    public static void main(String[] arguments) {
        System.out.println("parfocal");
    }
}
