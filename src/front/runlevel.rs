//! One runlevel of an installation.
#![forbid(unsafe_code)]

use super::{RunlevelName, ServiceName};
use crate::deptree::{Deptree, Options};
use crate::runlevel::{self, Stacks};
use crate::service::membership;
use crate::sys::Errno;
use crate::{Context, Result};
use alloc::vec::Vec;

/// A runlevel of an installation, by [`Context::runlevel`]. It is a name: nothing is read until
/// a method asks, and each method asks anew.
///
/// ```
/// use openrc::{Context, Environment};
/// # use std::{fs, os::unix::fs::PermissionsExt};
/// # let root = std::env::temp_dir().join(format!("openrc-doc-runlevel-{}", std::process::id()));
/// # fs::create_dir_all(root.join("etc/init.d"))?;
/// # fs::create_dir_all(root.join("etc/runlevels/default"))?;
/// # let script = root.join("etc/init.d/sshd");
/// # fs::write(&script, "#!/sbin/openrc-run\n")?;
/// # fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
///
/// let openrc = Context::in_prefix(&root, Environment::empty())?;
/// let default = openrc.runlevel("default")?;
/// let sshd = openrc.service("sshd")?;
/// default.add(sshd.name())?;
/// assert!(default.contains(sshd.name())?);
/// assert_eq!(default.services(), [sshd.name().clone()]);
///
/// default.remove(sshd.name())?;
/// assert!(default.services().is_empty());
/// # fs::remove_dir_all(&root)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Runlevel<'c> {
    context: &'c Context,
    name: RunlevelName,
}

impl<'c> Runlevel<'c> {
    pub(super) fn new(context: &'c Context, name: RunlevelName) -> Self {
        Runlevel { context, name }
    }

    /// Its name.
    pub fn name(&self) -> &RunlevelName {
        &self.name
    }

    /// Whether there is a directory of that name among the runlevels.
    ///
    /// Upstream: `rc_runlevel_exists`.
    pub fn exists(&self) -> bool {
        runlevel::exists(self.context, self.name.as_bytes())
    }

    /// Its services, in the kernel's order, without those of runlevels that are stacked in it.
    /// Empty also if there is no such runlevel.
    ///
    /// Upstream: `rc_services_in_runlevel`.
    pub fn services(&self) -> Vec<ServiceName> {
        let names = membership::services(self.context, Some(self.name.as_bytes()));
        names.into_iter().map(ServiceName::listed).collect()
    }

    /// Whether a service is in it; runlevels that are stacked in it do not count.
    ///
    /// Upstream: `rc_service_in_runlevel`.
    ///
    /// # Errors
    /// Those of looking, except that nothing is there.
    pub fn contains(&self, service: &ServiceName) -> Result<bool> {
        let found = membership::check(self.context, service.as_bytes(), self.name.as_bytes());
        match found {
            Ok(()) => Ok(true),
            Err(error) if error.errno() == Errno::NOENT => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Adds a service to it.
    ///
    /// Upstream: `rc_service_add`.
    ///
    /// # Errors
    /// [`Error::NoSuchRunlevel`](crate::Error::NoSuchRunlevel),
    /// [`Error::NoSuchService`](crate::Error::NoSuchService),
    /// [`Error::AlreadyInRunlevel`](crate::Error::AlreadyInRunlevel),
    /// [`Error::NotForBootRunlevel`](crate::Error::NotForBootRunlevel), those of writing.
    pub fn add(&self, service: &ServiceName) -> Result<()> {
        membership::add(self.context, self.name.as_bytes(), service.as_bytes())
    }

    /// Removes a service from it. The service is not stopped.
    ///
    /// Upstream: `rc_service_delete`.
    ///
    /// # Errors
    /// Those of writing; `ENOENT` if it is not in the runlevel.
    pub fn remove(&self, service: &ServiceName) -> Result<()> {
        membership::delete(self.context, self.name.as_bytes(), service.as_bytes())
    }

    /// This runlevel and all that are stacked in it, each once. Empty if there is no such
    /// runlevel.
    ///
    /// Upstream: `rc_runlevel_stacks`.
    ///
    /// # Errors
    /// [`Error::RunlevelLoop`](crate::Error::RunlevelLoop) if one is stacked in itself.
    pub fn stacks(&self) -> Result<Vec<RunlevelName>> {
        let Stacks { runlevels, error } = runlevel::stacks(self.context, self.name.as_bytes());
        match error {
            Some(error) => Err(error),
            None => Ok(runlevels.into_iter().map(RunlevelName::listed).collect()),
        }
    }

    /// Stacks another runlevel in it: the services of that one are then its services, too.
    ///
    /// Upstream: `rc_runlevel_stack`.
    ///
    /// # Errors
    /// [`Error::NoSuchRunlevel`](crate::Error::NoSuchRunlevel), those of writing.
    pub fn stack(&self, other: &RunlevelName) -> Result<()> {
        runlevel::stack(self.context, self.name.as_bytes(), other.as_bytes())
    }

    /// Removes a runlevel that was stacked in it.
    ///
    /// Upstream: `rc_runlevel_unstack`.
    ///
    /// # Errors
    /// Those of writing; `ENOENT` if it is not stacked in this one.
    pub fn unstack(&self, other: &RunlevelName) -> Result<()> {
        runlevel::unstack(self.context, self.name.as_bytes(), other.as_bytes())
    }

    /// The services that entering it starts, each after what it depends on.
    ///
    /// Upstream: `rc_deptree_order`.
    pub fn start_order(&self, tree: &Deptree) -> Vec<ServiceName> {
        let options = Options::STRICT | Options::START | Options::TRACE;
        let order = tree.order(self.context, self.name.as_bytes(), options);
        let services = order.services.into_iter();
        services
            .map(|name| ServiceName::listed(name.to_vec()))
            .collect()
    }
}
