//! For programs.

use super::{Arrow, Drawing};
use companion::harmless_json;
use serde_json::{json, Value};
use std::io::{self, Write};

/// `services`: name, virtual; `waits`: service, for, relation, implied.
pub fn write(drawing: &Drawing<'_>, arrows: &[Arrow], out: &mut dyn Write) -> io::Result<()> {
    let name = |service: usize| String::from_utf8_lossy(drawing.waits.name(service));
    let services = drawing.services.iter().map(
        |service| json!({ "name": name(*service), "virtual": drawing.waits.is_virtual(*service) }),
    );
    let waits = arrows.iter().map(|arrow| {
        json!({
            "service": name(arrow.service),
            "for": name(arrow.wait.other),
            "relation": arrow.wait.relation.keyword(),
            "implied": arrow.is_implied,
        })
    });
    let (services, waits): (Vec<Value>, Vec<Value>) = (services.collect(), waits.collect());
    let value = json!({ "services": services, "waits": waits });
    writeln!(out, "{}", harmless_json(&format!("{value:#}")))
}
