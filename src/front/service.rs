//! One service of an installation.
#![forbid(unsafe_code)]

use super::ServiceName;
use crate::service::daemons::crashed;
use crate::service::{
    environment, mark, moments, options, resolve, schedule, script, state, Moments, State,
};
use crate::sys::Errno;
use crate::{Context, Result};
use alloc::vec::Vec;

/// A service of an installation, by [`Context::service`]. It is a name: nothing is read until
/// a method asks, and each method asks anew.
///
/// ```
/// use openrc::{Context, Environment, State};
/// # use std::{fs, os::unix::fs::PermissionsExt};
/// # let root = std::env::temp_dir().join(format!("openrc-doc-service-{}", std::process::id()));
/// # fs::create_dir_all(root.join("etc/init.d"))?;
/// # fs::create_dir_all(root.join("run"))?;
/// # let script = root.join("etc/init.d/sshd");
/// # fs::write(&script, "#!/sbin/openrc-run\ndescription='logs people in'\n")?;
/// # fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
///
/// let openrc = Context::in_prefix(&root, Environment::empty())?;
/// let sshd = openrc.service("sshd")?;
/// assert_eq!(sshd.state(), State::STOPPED);
/// sshd.mark(State::STARTED)?;
/// assert!(sshd.state().contains(State::STARTED));
/// assert_eq!(sshd.description("")?, b"logs people in");
///
/// sshd.set_option("port", Some(b"2222"))?;
/// assert_eq!(sshd.option("port")?.as_deref(), Some(&b"2222"[..]));
/// # fs::remove_dir_all(&root)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Service<'c> {
    context: &'c Context,
    name: ServiceName,
}

impl<'c> Service<'c> {
    pub(super) fn new(context: &'c Context, name: ServiceName) -> Self {
        Service { context, name }
    }

    /// Its name.
    pub fn name(&self) -> &ServiceName {
        &self.name
    }

    /// Whether it can be run: it has a script that is executable.
    ///
    /// Upstream: `rc_service_exists`.
    ///
    /// # Errors
    /// Why it cannot: [`Error::NoSuchService`](crate::Error::NoSuchService),
    /// [`Error::NotExecutable`](crate::Error::NotExecutable), those of looking.
    pub fn check(&self) -> Result<()> {
        resolve::check(self.context, self.name.as_bytes())
    }

    /// The path of its script. A service that is started keeps the script that it was
    /// started from.
    ///
    /// Upstream: `rc_service_resolve`.
    ///
    /// # Errors
    /// [`Error::NoSuchService`](crate::Error::NoSuchService).
    pub fn script(&self) -> Result<Vec<u8>> {
        resolve::resolve(self.context, self.name.as_bytes())
    }

    /// Its state. [`State::STOPPED`] also if there is no such service.
    ///
    /// Upstream: `rc_service_state`.
    pub fn state(&self) -> State {
        // Only a name can be wrong, and this one has been checked.
        state::get(self.context, self.name.as_bytes()).unwrap_or(State::STOPPED)
    }

    /// When it began to start and when it was up; `None` if it is not [`State::STARTED`]. If
    /// OpenRC ran with its own C library, when it began is not known.
    ///
    /// ```
    /// use openrc::{Context, Environment};
    ///
    /// let openrc = Context::current(Environment::process())?;
    /// if let Some(moments) = openrc.service("sshd")?.moments() {
    ///     let took = moments.began.map(|began| moments.started.nanos_ahead_of(began));
    ///     println!("sshd is up since {}, after {took:?} ns", moments.started.seconds);
    /// }
    /// # Ok::<(), openrc::Error>(())
    /// ```
    pub fn moments(&self) -> Option<Moments> {
        // Only a name can be wrong, and this one has been checked.
        moments::get(self.context, self.name.as_bytes()).unwrap_or(None)
    }

    /// Records that it is in a state now. It is neither started nor stopped by that: this is
    /// for programs that do so.
    ///
    /// Upstream: `rc_service_mark`.
    ///
    /// # Errors
    /// [`Error::NoSuchService`](crate::Error::NoSuchService),
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) if that is not one state, those
    /// of writing.
    pub fn mark(&self, state: State) -> Result<()> {
        mark::mark(self.context, self.name.as_bytes(), state)
    }

    /// Whether one of the daemons that it has recorded is gone.
    ///
    /// Upstream: `rc_service_daemons_crashed`.
    ///
    /// # Errors
    /// Those of reading the records.
    pub fn has_crashed(&self) -> Result<bool> {
        crashed(self.context, self.name.as_bytes())
    }

    /// What its script says of a command, or of itself if that is `""`. Empty if it says
    /// nothing. Scripts are evaluated without a shell if what a shell would say is certain; a
    /// shell runs those that remain.
    ///
    /// Upstream: `rc_service_description`.
    ///
    /// # Errors
    /// Those of reading the script.
    pub fn description(&self, command: impl AsRef<[u8]>) -> Result<Vec<u8>> {
        script::description(self.context, self.name.as_bytes(), command.as_ref())
    }

    /// The commands that its script has beside start, stop and the like.
    ///
    /// Upstream: `rc_service_extra_commands`.
    ///
    /// # Errors
    /// Those of reading the script.
    pub fn extra_commands(&self) -> Result<Vec<Vec<u8>>> {
        script::extra_commands(self.context, self.name.as_bytes())
    }

    /// A value that is kept for it until it is stopped, if there is one.
    ///
    /// Upstream: `rc_service_value_get`.
    ///
    /// # Errors
    /// [`Error::InvalidName`](crate::Error::InvalidName) for the option, those of reading.
    pub fn option(&self, option: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>> {
        found(options::get(
            self.context,
            self.name.as_bytes(),
            option.as_ref(),
        ))
    }

    /// Keeps a value until it is stopped; `None` removes it.
    ///
    /// Upstream: `rc_service_value_set`.
    ///
    /// # Errors
    /// [`Error::InvalidName`](crate::Error::InvalidName) for the option, those of writing.
    pub fn set_option(&self, option: impl AsRef<[u8]>, value: Option<&[u8]>) -> Result<()> {
        options::set(self.context, self.name.as_bytes(), option.as_ref(), value)
    }

    /// A variable that it was given for its next commands, if there is one.
    ///
    /// Upstream: `rc_service_getenv`.
    ///
    /// # Errors
    /// [`Error::InvalidName`](crate::Error::InvalidName) for the variable, those of reading.
    pub fn variable(&self, variable: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>> {
        found(environment::get(
            self.context,
            self.name.as_bytes(),
            variable.as_ref(),
        ))
    }

    /// Gives it a variable for its next commands, until it is stopped.
    ///
    /// Upstream: `rc_service_setenv`.
    ///
    /// # Errors
    /// [`Error::InvalidName`](crate::Error::InvalidName) for the variable, those of writing.
    pub fn set_variable(&self, variable: impl AsRef<[u8]>, value: impl AsRef<[u8]>) -> Result<()> {
        let name = self.name.as_bytes();
        environment::set(self.context, name, variable.as_ref(), value.as_ref())
    }

    /// Schedules it: it is to be started when `starter` has started.
    ///
    /// Upstream: `rc_service_schedule_start`.
    ///
    /// # Errors
    /// [`Error::NoSuchService`](crate::Error::NoSuchService), those of writing.
    pub fn schedule_after(&self, starter: &ServiceName) -> Result<()> {
        schedule::start(self.context, starter.as_bytes(), self.name.as_bytes())
    }

    /// The services that are to be started when this one has started.
    ///
    /// Upstream: `rc_services_scheduled`.
    pub fn scheduled(&self) -> Vec<ServiceName> {
        let names = schedule::by(self.context, self.name.as_bytes());
        names.into_iter().map(ServiceName::listed).collect()
    }
}

/// None if it is not there.
fn found(result: Result<Vec<u8>>) -> Result<Option<Vec<u8>>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.errno() == Errno::NOENT => Ok(None),
        Err(error) => Err(error),
    }
}
