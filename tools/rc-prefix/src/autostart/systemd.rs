//! A unit of the user's systemd.

use super::{config_home, file, io_failure, marker, name, said, Plan};
use crate::place::{failure, text};
use companion::{Answer, Failure};
use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// What wants it: the user's manager, which lingers where it is told to.
const TARGET: &str = "default.target.wants";

/// The unit. systemd kills what is left of it when it is down.
pub fn unit(plan: &Plan) -> Result<Vec<u8>, Failure> {
    let root = word(&plan.root)?;
    let openrc = word(&plan.openrc)?;
    let mut unit = marker(&plan.root);
    unit.extend_from_slice(b"\n[Unit]\n");
    unit.extend_from_slice(format!("Description=OpenRC in the Prefix {root}\n").as_bytes());
    unit.extend_from_slice(b"\n[Service]\nType=oneshot\nRemainAfterExit=yes\n");
    for setting in &plan.settings {
        unit.extend_from_slice(format!("Environment=\"{}\"\n", word(setting)?).as_bytes());
    }
    // What `openrc shutdown` notes in /run/openrc nobody reads where systemd runs.
    let text = format!(
        "ExecStart={openrc} default\nExecStop={openrc} shutdown\n\n\
         [Install]\nWantedBy=default.target\n"
    );
    unit.extend_from_slice(text.as_bytes());
    Ok(unit)
}

/// A per cent sign begins a specifier. Paths of a Prefix have no quotes or backslashes.
fn word(bytes: &[u8]) -> Result<String, Failure> {
    let utf8 = std::str::from_utf8(bytes);
    let utf8 = utf8.map_err(|_| failure(format!("{}: units are UTF-8", text(bytes))))?;
    Ok(utf8.replace('%', "%%"))
}

/// The unit's file, and the link that has it started.
fn places(root: &[u8]) -> Result<(PathBuf, PathBuf), Failure> {
    let folder = config_home()?.join("systemd/user");
    let unit = format!("{}.service", name(root));
    Ok((folder.join(&unit), folder.join(TARGET).join(unit)))
}

/// Where the link leads: to the unit beside its folder.
fn target(unit: &Path) -> PathBuf {
    Path::new("..").join(unit.file_name().unwrap_or_default())
}

/// Writes it and has it started with the user's manager.
pub fn install(plan: &Plan, out: &mut dyn Write) -> Answer {
    let content = unit(plan)?;
    let (unit, link) = places(&plan.root)?;
    let there = fs::read_link(&link).ok();
    if there.as_ref().is_some_and(|there| *there != target(&unit))
        || (there.is_none() && link.exists())
    {
        return Err(failure(format!(
            "{}: is there, and leads elsewhere",
            link.display()
        )));
    }
    let folder = link.parent().unwrap_or(&link);
    fs::create_dir_all(folder).map_err(|error| io_failure(folder, &error))?;
    file::install(&unit, &content, &marker(&plan.root), false)?;
    said(out, "installed", &unit)?;
    if there.is_none() {
        symlink(target(&unit), &link).map_err(|error| io_failure(&link, &error))?;
        said(out, "installed", &link)?;
    }
    writeln!(
        out,
        "systemd sees it after `systemctl --user daemon-reload`; run `loginctl enable-linger` to \
         have it started at boot, before you log in"
    )?;
    Ok(true)
}

/// Whether one of both is there.
pub fn is_installed(root: &[u8]) -> bool {
    let is_there = |path: PathBuf| path.symlink_metadata().is_ok();
    places(root).is_ok_and(|(unit, link)| is_there(unit) || is_there(link))
}

/// Removes both. The symlink goes first, so that a run that is killed leaves nothing that the
/// next one does not find.
pub fn remove(root: &[u8], out: &mut dyn Write) -> Answer {
    let (unit, link) = places(root)?;
    let marker = marker(root);
    let is_there = file::is_ours(&unit, &marker)?;
    let is_linked = fs::read_link(&link).is_ok_and(|there| there == target(&unit));
    if is_linked {
        fs::remove_file(&link).map_err(|error| io_failure(&link, &error))?;
        said(out, "removed", &link)?;
    }
    file::sweep(&unit)?;
    match (is_there, is_linked) {
        (true, _) => {
            file::remove(&unit, &marker)?;
            said(out, "removed", &unit)
        }
        (false, true) => Ok(true),
        (false, false) => said(out, "not there:", &unit),
    }
}
