package parfocal.link;

/// Who may open a port, as its file says. Access lists (udev's `uaccess`) may allow more; `mayOpen` counts them.
///
/// @param owner   user's name, or number where it has none
/// @param group   name, or number where it has none
/// @param mode    such as `rw-rw----`: owner, group, others
/// @param mayOpen whether this very process may read and write it now
public record PortRights(String owner, String group, String mode, boolean mayOpen) {
    boolean groupMayUse() {
        return mode.startsWith("rw", 3);
    }
}
