//! Graphviz's language. Arrows lead from what starts first to what starts then.

use super::{Arrow, Drawing};
use companion::text;
use openrc::deptree::waits::Strength;
use std::fmt::Write;

/// How each relation is drawn, and what the legend calls it.
fn style(relation: Strength) -> (&'static str, &'static str) {
    match relation {
        Strength::Need => ("#b02020", "solid"),
        Strength::Want => ("#c07000", "solid"),
        Strength::Use => ("#2060b0", "solid"),
        Strength::After => ("#808080", "dashed"),
        Strength::ProvidedBy => ("#208040", "dotted"),
    }
}

/// A drawing as text.
pub fn text_of(drawing: &Drawing<'_>, arrows: &[Arrow]) -> String {
    let mut dot = String::from(
        "digraph openrc {\n\trankdir=LR;\n\tnodesep=0.15;\n\tranksep=0.6;\n\
         \tnode [shape=box, style=\"rounded,filled\", fillcolor=\"#f4f4f4\", fontname=\"sans-serif\", fontsize=11, height=0.3];\n\
         \tedge [arrowsize=0.6];\n\
         \tlabel=\"An arrow leads to what starts later. need red, want orange, use blue, after grey, provided by green\";\n",
    );
    for service in drawing.services.iter().copied() {
        let name = quoted(drawing.waits.name(service));
        let look = match (
            drawing.middle == Some(service),
            drawing.waits.is_virtual(service),
        ) {
            (true, _) => " [fillcolor=\"#ffe08a\"]",
            (_, true) => " [shape=ellipse, style=\"filled\", fillcolor=\"#e4f2e8\"]",
            _ => "",
        };
        writeln!(dot, "\t{name}{look};").ok();
    }
    for Arrow { service, wait, .. } in arrows {
        let (color, line) = style(wait.relation);
        let (first, then) = (drawing.waits.name(wait.other), drawing.waits.name(*service));
        writeln!(
            dot,
            "\t{} -> {} [color=\"{color}\", style={line}, tooltip=\"{}\"];",
            quoted(first),
            quoted(then),
            wait.relation.keyword(),
        )
        .ok();
    }
    dot.push_str("}\n");
    dot
}

fn quoted(name: &[u8]) -> String {
    format!(
        "\"{}\"",
        text(name).replace('\\', "\\\\").replace('"', "\\\"")
    )
}
