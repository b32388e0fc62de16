//! A picture: by Graphviz where it is installed, else by a layout of our own process.

use super::{dot, Arrow, Drawing};
use layout::backends::svg::SVGWriter;
use layout::gv::{DotParser, GraphBuilder};
use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Writes a drawing as SVG.
pub fn write(drawing: &Drawing<'_>, arrows: &[Arrow], out: &mut dyn Write) -> io::Result<()> {
    let text = dot::text_of(drawing, arrows);
    match graphviz(&text) {
        Some(picture) => out.write_all(&picture),
        None => out.write_all(laid_out(&text)?.as_bytes()),
    }
}

fn graphviz(text: &str) -> Option<Vec<u8>> {
    let mut child = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let text = text.to_string();
    // It may write before it has read all.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    output.status.success().then_some(output.stdout)
}

fn laid_out(text: &str) -> io::Result<String> {
    let graph = DotParser::new(text).process().map_err(io::Error::other)?;
    let mut builder = GraphBuilder::new();
    builder.visit_graph(&graph);
    let mut picture = SVGWriter::new();
    builder.get().do_it(false, false, false, &mut picture);
    Ok(picture.finalize())
}
