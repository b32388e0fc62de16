//! How relations are followed.
#![forbid(unsafe_code)]

bitflags::bitflags! {
    /// `RC_DEP_*`: how relations are followed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Options: u32 {
        /// Follow the relations of what is found, too.
        const TRACE = 1;
        /// Only what is in the runlevels provides.
        const STRICT = 2;
        /// As for a runlevel that is being started.
        const START = 4;
        /// As for a runlevel that is being stopped.
        const STOP = 8;
        // Upstream ignores other bits.
        const _ = !0;
    }
}
