//! The services that every new Prefix is given: what is in `prefix/` of the sources.

use crate::{look, programs};
use std::borrow::Cow;
use std::path::Path;

/// A file of a new Prefix.
pub struct Sample {
    /// Where it goes, from the root of the Prefix.
    pub path: &'static str,
    /// What is in it.
    pub content: &'static [u8],
}

impl Sample {
    /// Whether it is a program: its first line names who runs it.
    pub fn is_program(&self) -> bool {
        self.content.starts_with(b"#!")
    }

    /// What is in it, in a Prefix.
    pub fn content_in(&self, root: &[u8]) -> Cow<'_, [u8]> {
        let is_service = first_line(self.content).0 == b"#!/sbin/openrc-run";
        let own = is_service.then(|| programs::run_by_own(root, self.content));
        own.flatten()
            .map_or(Cow::Borrowed(self.content), Cow::Owned)
    }

    /// Whether a file holds this, and nothing else.
    pub fn is_exactly_at(&self, file: &Path, content: &[u8]) -> bool {
        let most = u64::try_from(content.len()).unwrap_or(u64::MAX);
        look::file_content(file, most.saturating_add(1)).is_ok_and(|found| found == content)
    }

    /// Whether a file is as `create` makes it, also if OpenRC came into the Prefix, or went,
    /// since then.
    pub fn is_at(&self, file: &Path) -> bool {
        let most = self.content.len().saturating_add(LONGEST_LINE);
        let content = look::file_content(file, u64::try_from(most).unwrap_or(u64::MAX));
        content.is_ok_and(|content| {
            let is_run_elsewhere = || {
                let (first, rest) = first_line(&content);
                let (own_first, own_rest) = first_line(self.content);
                own_first.ends_with(b"/openrc-run")
                    && first.starts_with(b"#!/")
                    && first.ends_with(b"/openrc-run")
                    && rest == own_rest
            };
            content == self.content || is_run_elsewhere()
        })
    }
}

/// The most that the kernel reads of a script's first line, in bytes.
const LONGEST_LINE: usize = 255;

fn first_line(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| *byte == b'\n');
    text.split_at(end.unwrap_or(text.len()))
}

/// A sample that goes where it is in `prefix/`, or elsewhere.
macro_rules! sample {
    ($path:literal) => {
        sample!($path, $path)
    };
    ($from:literal, $to:literal) => {
        Sample {
            path: $to,
            content: include_bytes!(concat!("../samples/", $from)),
        }
    };
}

/// All of them.
pub const SAMPLES: &[Sample] = &[
    sample!("etc/conf.d/cron"),
    sample!("etc/conf.d/gunicorn"),
    sample!("etc/conf.d/mldonkey"),
    sample!("etc/conf.d/nginx"),
    sample!("etc/conf.d/postgresql"),
    sample!("etc/conf.d/proftpd"),
    sample!("etc/conf.d/redis"),
    sample!("etc/conf.d/sshd"),
    sample!("etc/conf.d/tinc"),
    sample!("etc/crontab"),
    sample!("etc/init.d/cron"),
    sample!("etc/init.d/gunicorn"),
    sample!("etc/init.d/host"),
    sample!("etc/init.d/mldonkey"),
    sample!("etc/init.d/nginx"),
    sample!("etc/init.d/postgresql"),
    sample!("etc/init.d/proftpd"),
    sample!("etc/init.d/redis"),
    sample!("etc/init.d/sshd"),
    sample!("etc/init.d/tinc"),
    sample!("etc/nginx/nginx.conf"),
    sample!("etc/proftpd/proftpd.conf"),
    sample!("etc/rc.conf"),
    sample!("etc/redis/redis.conf"),
    sample!("etc/ssh/sshd_config"),
    sample!("etc/tinc/home/hosts/home"),
    sample!("etc/tinc/home/tinc.conf"),
    sample!("host-only.conf", "etc/rc.conf.d/host-only.conf"),
    sample!("lib/alone"),
    sample!("lib/cron"),
    sample!("lib/daemons.sh"),
    sample!("lib/mldonkey-password"),
    sample!("srv/app/app.py"),
    sample!("srv/ftp/welcome.txt"),
    sample!("srv/www/index.html"),
];
