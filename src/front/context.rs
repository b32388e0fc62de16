//! What an installation has: services, runlevels, the dependency tree.
#![forbid(unsafe_code)]

use super::{Runlevel, RunlevelName, Service, ServiceName};
use crate::deptree::Deptree;
use crate::paths::Paths;
use crate::service::{membership, state, State};
use crate::system::{self, System};
use crate::watch::Watch;
use crate::{runlevel, Context, Environment, Result, StateDir};
use alloc::vec::Vec;

fn services(names: Vec<Vec<u8>>) -> Vec<ServiceName> {
    names.into_iter().map(ServiceName::listed).collect()
}

impl Context {
    /// The installation that an environment asks for, as OpenRC's programs choose it: the
    /// Prefix that `RC_PREFIX` names, or else the system.
    ///
    /// ```
    /// use openrc::{Context, Environment};
    ///
    /// let openrc = Context::current(Environment::process())?;
    /// for name in openrc.services() {
    ///     println!("{name}");
    /// }
    /// # Ok::<(), openrc::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::InvalidPrefix`](crate::Error::InvalidPrefix), and those of opening the Prefix.
    pub fn current(environment: Environment) -> Result<Self> {
        let paths = Paths::current(&environment).map_err(|unusable| unusable.error)?;
        Ok(Context::new(paths, environment))
    }

    /// The service of a name. Whether there is one is what
    /// [`Service::check`] says.
    ///
    /// # Errors
    /// [`Error::InvalidName`](crate::Error::InvalidName).
    pub fn service(&self, name: impl AsRef<[u8]>) -> Result<Service<'_>> {
        ServiceName::new(name).map(|name| Service::new(self, name))
    }

    /// All services that have a script, in the order of the script directories and in the
    /// kernel's order within each; a name twice if two directories have it.
    ///
    /// Upstream: `rc_services_in_runlevel` without a runlevel.
    pub fn services(&self) -> Vec<ServiceName> {
        services(membership::services(self, None))
    }

    /// The services in one state, in the kernel's order. Empty for
    /// [`State::STOPPED`] and [`State::CRASHED`], of which no directory holds a list.
    ///
    /// Upstream: `rc_services_in_state`.
    ///
    /// ```
    /// use openrc::{Context, Environment, State};
    ///
    /// let openrc = Context::current(Environment::process())?;
    /// println!("{} services are up", openrc.services_in_state(State::STARTED).len());
    /// # Ok::<(), openrc::Error>(())
    /// ```
    pub fn services_in_state(&self, state: State) -> Vec<ServiceName> {
        services(state::services(self, state))
    }

    /// The runlevel of a name. Whether there is one is what [`Runlevel::exists`] says.
    ///
    /// # Errors
    /// [`Error::InvalidName`](crate::Error::InvalidName).
    pub fn runlevel(&self, name: impl AsRef<[u8]>) -> Result<Runlevel<'_>> {
        RunlevelName::new(name).map(|name| Runlevel::new(self, name))
    }

    /// All runlevels, in the kernel's order.
    ///
    /// Upstream: `rc_runlevel_list`.
    pub fn runlevels(&self) -> Vec<RunlevelName> {
        let names = runlevel::list(self).into_iter();
        names.map(RunlevelName::listed).collect()
    }

    /// The runlevel that the installation is in; `None` if it has not been started, or if its
    /// state directory holds no usable name.
    ///
    /// Upstream: `rc_runlevel_get`.
    pub fn current_runlevel(&self) -> Option<RunlevelName> {
        RunlevelName::new(runlevel::get(self)?).ok()
    }

    /// Whether a runlevel is being entered: services are being started.
    ///
    /// Upstream: `rc_runlevel_starting`.
    pub fn is_starting(&self) -> bool {
        runlevel::is_starting(self)
    }

    /// Whether a runlevel is being left: services are being stopped.
    ///
    /// Upstream: `rc_runlevel_stopping`.
    pub fn is_stopping(&self) -> bool {
        runlevel::is_stopping(self)
    }

    /// The dependency tree that OpenRC made last. It is not made anew, and may be stale.
    ///
    /// Upstream: `rc_deptree_load`.
    ///
    /// # Errors
    /// Those of reading it; `ENOENT` if there is none yet.
    pub fn deptree(&self) -> Result<Deptree> {
        Deptree::load(self)
    }

    /// The kind of machine or container that this is; `None` for an ordinary one.
    ///
    /// Upstream: `rc_sys`.
    pub fn system(&self) -> Option<System> {
        system::detect(self)
    }

    /// Watches directories of the state directory: see [`watch`](crate::watch).
    ///
    /// # Errors
    /// Those of [`Watch::new`].
    pub fn watch(&self, directories: &[StateDir]) -> Result<Watch> {
        Watch::new(self, directories)
    }
}
