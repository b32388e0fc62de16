//! What other processes ask of the guard, through a socket that only its user can reach.

use super::Guard;
use crate::log::{Level, Line};
use crate::place::{text, FileId, Place};
use crate::service::{Input, Phase};
use crate::sources::{Source, Token};
use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::sys::stat::{umask, Mode};
use nix::unistd::geteuid;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;

/// What the socket is called.
const SOCKET: &str = "ctl";

/// A name of the socket that is short enough for an address, however long its path is. It
/// leads there for as long as the directory is open.
///
/// # Errors
/// The directory cannot be opened.
pub fn socket_name(place: &Place) -> io::Result<(File, PathBuf)> {
    let folder = File::open(place.own_dir())?;
    let name = format!("/proc/self/fd/{}/{SOCKET}", folder.as_raw_fd());
    Ok((folder, name.into()))
}

/// How many may ask at once.
const MOST: usize = 16;
/// How long a question may be, in bytes.
const LONGEST: usize = 65536;

/// Those that ask.
#[derive(Default)]
pub(super) struct Clients {
    listener: Option<(UnixListener, Token)>,
    /// Which file the socket is.
    socket: Option<FileId>,
    asking: BTreeMap<u64, Client>,
    serial: u64,
}

struct Client {
    stream: UnixStream,
    token: Token,
    asked: Vec<u8>,
}

impl Guard {
    /// Makes the socket anew.
    pub(super) fn listen(&mut self) {
        if let Some((listener, token)) = self.clients.listener.take() {
            self.sources.remove(&listener, token);
        }
        if let Err(error) = self.try_to_listen() {
            let line = Line::new(Level::Warning, "cannot-be-asked").with("why", error);
            self.log.write(&line);
        }
    }

    /// Makes it anew when it has gone with the state directory, and that is there again.
    pub(super) fn listen_again(&mut self) {
        let own = self.place.own_dir();
        if own.exists() && FileId::of(&own.join(SOCKET)) != self.clients.socket {
            self.listen();
        }
    }

    fn try_to_listen(&mut self) -> io::Result<()> {
        let (_folder, name) = socket_name(&self.place)?;
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let before = umask(Mode::from_bits_truncate(0o177));
        let bound = UnixListener::bind(&name);
        umask(before);
        let listener = bound?;
        listener.set_nonblocking(true)?;
        let token = self.sources.add(&listener, Source::Listener)?;
        self.clients.listener = Some((listener, token));
        self.clients.socket = FileId::of(&self.place.own_dir().join(SOCKET));
        Ok(())
    }

    pub(super) fn accept(&mut self) {
        while let Some((listener, _)) = &self.clients.listener {
            let Ok((stream, _)) = listener.accept() else {
                return;
            };
            if !is_permitted(&stream) || stream.set_nonblocking(true).is_err() {
                continue;
            }
            self.clients.serial = self.clients.serial.wrapping_add(1);
            let number = self.clients.serial;
            let Ok(token) = self.sources.add(&stream, Source::Client(number)) else {
                continue;
            };
            let client = Client {
                stream,
                token,
                asked: Vec::new(),
            };
            self.clients.asking.insert(number, client);
            if self.clients.asking.len() > MOST {
                self.dismiss_oldest();
            }
        }
    }

    fn dismiss_oldest(&mut self) {
        if let Some((_, client)) = self.clients.asking.pop_first() {
            self.sources.remove(&client.stream, client.token);
        }
    }

    /// Reads what is asked, and answers when it is all there.
    pub(super) fn serve(&mut self, number: u64) {
        let Some(mut client) = self.clients.asking.remove(&number) else {
            return;
        };
        match client.read() {
            Some(false) => {
                self.clients.asking.insert(number, client);
            }
            Some(true) => {
                let answer = self.answer(&client.asked);
                // It is short. Whoever does not read it does not get it.
                client.stream.write_all(answer.as_bytes()).ok();
                self.sources.remove(&client.stream, client.token);
            }
            None => self.sources.remove(&client.stream, client.token),
        }
    }

    /// What is asked: a command and names, with NUL between.
    fn answer(&mut self, asked: &[u8]) -> String {
        let mut words = asked.split(|byte| *byte == 0);
        let command = words.next().unwrap_or_default();
        let names: Vec<&[u8]> = words.filter(|word| !word.is_empty()).collect();
        match command {
            b"reload" => format!("ok\nread the settings of {} services anew\n", self.reload()),
            b"pause" => self.for_each(&names, &Input::Pause),
            b"resume" => self.for_each(&names, &Input::Resume),
            b"reset" => self.for_each(&names, &Input::Reset),
            b"reset-all" => {
                let all: Vec<Vec<u8>> = self.entries.keys().cloned().collect();
                let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
                self.for_each(&all, &Input::Reset)
            }
            b"run-now" => self.run_timer_now(&names),
            other => format!("error\nno command {}\n", text(other)),
        }
    }

    fn for_each(&mut self, names: &[&[u8]], input: &Input) -> String {
        let mut said = String::new();
        let is_known = |guard: &Guard, name: &[u8]| {
            guard.entries.contains_key(name) || guard.place.script(name).is_some()
        };
        let unknown: Vec<_> = names.iter().filter(|name| !is_known(self, name)).collect();
        if !unknown.is_empty() {
            let unknown: Vec<String> = unknown.iter().map(|name| text(name)).collect();
            return format!("error\nthere is no service {}\n", unknown.join(", "));
        }
        for name in names {
            self.feed(name, input.clone());
            let entry = self.entries.get(*name);
            let phase = entry.map_or(Phase::Gone, |entry| entry.service.phase);
            said += &format!("{}: {}\n", text(name), phase.text());
        }
        format!("ok\n{said}")
    }
}

impl Client {
    /// Whether all was said; `None` when it is too much, or nobody is there.
    fn read(&mut self) -> Option<bool> {
        let mut buffer = [0; 4096];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Some(true),
                Ok(length) => self.asked.extend(buffer.get(..length).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Some(false),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return None,
            }
            if self.asked.len() > LONGEST {
                return None;
            }
        }
    }
}

/// Root, and whoever the guard runs as.
fn is_permitted(stream: &UnixStream) -> bool {
    let peer = getsockopt(stream, PeerCredentials);
    peer.is_ok_and(|peer| peer.uid() == 0 || peer.uid() == geteuid().as_raw())
}
