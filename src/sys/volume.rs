//! How a file system dates what is changed in it.

#[cfg(any(target_os = "linux", target_os = "android"))]
use super::zstr::with_cstr;

/// Whose clock it is, and how fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dating {
    /// A file server's, or that of a program that keeps the file system; or it is not known.
    Elsewhere,
    /// This kernel's, which stands still from one tick to the next.
    ByTick,
    /// This kernel's, and what is changed after its time was asked for has another time
    /// then.
    Exact,
}

/// How the file system of `path` does it.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn dating(path: &[u8]) -> Dating {
    let magic = with_cstr(path, |path| Ok(rustix::fs::statfs(path)?.f_type));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // of unlike types
    match magic.map(|magic| magic as u32) {
        Ok(TMPFS) if has_exact_times() => Dating::Exact,
        Ok(magic) if magic == TMPFS || DATED_HERE.contains(&magic) => Dating::ByTick,
        _ => Dating::Elsewhere,
    }
}

/// Only Linux is known well enough.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn dating(_: &[u8]) -> Dating {
    Dating::Elsewhere
}

/// `linux/magic.h`
#[cfg(any(target_os = "linux", target_os = "android"))]
const TMPFS: u32 = 0x0102_1994;
/// ramfs, ext2 to ext4, overlayfs, XFS, btrfs, F2FS.
#[cfg(any(target_os = "linux", target_os = "android"))]
const DATED_HERE: [u32; 6] = [
    0x8584_58f6,
    0xef53,
    0x794c_7630,
    0x5846_5342,
    0x9123_683e,
    0xf2f5_2010,
];

/// Linux has had multigrain timestamps since 6.13.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn has_exact_times() -> bool {
    is_since_6_13(rustix::system::uname().release().to_bytes())
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_since_6_13(release: &[u8]) -> bool {
    let mut numbers = release.split(|byte| !byte.is_ascii_digit());
    let mut next = || crate::number::whole(numbers.next()?);
    next().zip(next()) >= Some((6, 13))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn proc_is_not_dated_and_memory_is_dated_by_the_kernel() {
        assert_eq!(dating(b"/proc"), Dating::Elsewhere);
        assert_eq!(dating(b"/missing"), Dating::Elsewhere);
        assert_ne!(dating(b"/dev/shm"), Dating::Elsewhere);
    }

    #[test]
    fn releases() {
        for (release, is_since) in [
            ("6.12.9", false),
            ("6.13.0-rc1", true),
            ("6.18.44-fc", true),
            ("7.0", true),
            ("5.15.0", false),
            ("2.6.60", false),
            ("", false),
            ("x", false),
        ] {
            assert_eq!(is_since_6_13(release.as_bytes()), is_since, "{release}");
        }
    }
}
