//! The plot as a picture.
//!
//! It is read without colour, too: waiting is hatched, and the critical chain has diamonds, bold
//! names and a line from one service to the next.

use super::critical::chain;
use super::record::{Band, Record, Service};
use super::scale::Scale;
use super::table::{notes, utc};
use super::{as_seconds, bounded, chosen, seconds};
use companion::text as harmless;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Write};

const WIDTH: f64 = 1200.0;
/// What is left free at either side.
const MARGIN: f64 = 16.0;
/// From the top to the axis.
const HEAD: f64 = 84.0;
/// The height of a runlevel's line, and of a line of a note.
const LEVEL: f64 = 20.0;
const NOTE: f64 = 15.0;
/// The height of a service's line: of few, and of many.
const ROWS: [f64; 2] = [18.0, 15.0];
const MANY: usize = 50;
/// What a character of a name takes, about.
const CHARACTER: f64 = 6.6;
/// How much of a name is shown beside its bar, and where the pointer is.
const LABEL: usize = 32;
const TOOLTIP: usize = 100;
/// How many characters fit a line.
const LINE: usize = 170;

const STYLE: &str = "text{font:11px sans-serif;fill:#1e293b}\
.l{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\
.c{font-weight:bold}.d{fill:#64748b}.g{stroke:#cbd5e1}.b{fill:#64748b}.k{fill:#c2410c}\
.w{fill:url(#h);stroke:#64748b;stroke-width:.7}.v{fill:url(#i);stroke:#c2410c;stroke-width:.7}\
.p{fill:none;stroke:#c2410c;stroke-width:1.2}.o{fill:#fff;stroke:#64748b;stroke-width:1.5}\
.q{fill:#fff;stroke:#c2410c;stroke-width:2}.r{fill:#e0f2fe}.s{fill:#f8fafc}";

/// Writes it.
pub fn write(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(Picture::new(record).draw().as_bytes())
}

struct Picture<'a> {
    record: &'a Record,
    services: Vec<(usize, &'a Service)>,
    in_chain: HashSet<usize>,
    /// By service: the middle of its line.
    lines: HashMap<usize, f64>,
    /// Each runlevel that has a line, with the top of that and the end of its last service's.
    levels: Vec<(&'a Band, f64, f64)>,
    row: f64,
    /// Where the services end.
    bottom: f64,
    end: i64,
    text: String,
}

impl<'a> Picture<'a> {
    fn new(record: &'a Record) -> Self {
        let in_chain: HashSet<usize> = chain(record, None).iter().map(|it| it.service).collect();
        let services = chosen(record, &in_chain);
        let [high, low] = ROWS;
        let mut picture = Picture {
            record,
            row: if services.len() > MANY { low } else { high },
            in_chain,
            lines: HashMap::new(),
            levels: Vec::new(),
            bottom: HEAD,
            end: record.end().max(1),
            text: String::new(),
            services,
        };
        picture.lay_out();
        picture
    }

    fn lay_out(&mut self) {
        let mut level = None;
        for (place, service) in &self.services {
            if service.band != level {
                level = service.band;
                if let Some(band) = level.and_then(|band| self.record.bands.get(band)) {
                    self.levels.push((band, self.bottom, self.bottom));
                    self.bottom += LEVEL;
                }
            }
            self.lines.insert(*place, self.bottom + self.row / 2.0);
            self.bottom += self.row;
            if let Some((_, _, end)) = self.levels.last_mut() {
                *end = self.bottom;
            }
        }
    }

    fn x(&self, moment: i64) -> f64 {
        let share = as_seconds(moment.max(0)) / as_seconds(self.end);
        MARGIN + share.min(1.0) * (WIDTH - 2.0 * MARGIN)
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        self.text.write_fmt(element).ok();
        self.text.push('\n');
    }

    fn draw(mut self) -> String {
        let notes = self.notes();
        #[allow(clippy::cast_precision_loss)] // a few dozen
        let height = self.bottom + 34.0 + NOTE * notes.len() as f64;
        self.add(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\">"
        ));
        self.add(format_args!("<style>{STYLE}</style>"));
        self.add(format_args!("<defs>"));
        for (id, colour) in [("h", "#64748b"), ("i", "#c2410c")] {
            self.add(format_args!(
                "<pattern id=\"{id}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
                 <path d=\"M0 4L4 0M-1 1L1-1M3 5L5 3\" stroke=\"{colour}\"/></pattern>"
            ));
        }
        self.add(format_args!("</defs>"));
        self.add(format_args!(
            "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
        ));
        self.head();
        self.levels();
        self.axis();
        self.clock();
        self.links();
        for (place, service) in self.services.clone() {
            self.service(place, service);
        }
        let mut y = self.bottom + 34.0;
        for note in notes {
            self.label(MARGIN, y, "", &note);
            y += NOTE;
        }
        self.text + "</svg>\n"
    }

    fn notes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let left_out = self
            .record
            .services
            .len()
            .saturating_sub(self.services.len());
        if left_out > 0 {
            lines.push(format!(
                "note: {left_out} more services took less time than these"
            ));
        }
        // The first says when it was, as the title does.
        for note in notes(self.record).into_iter().skip(1) {
            lines.push(bounded(&note, LINE));
        }
        lines
    }

    fn head(&mut self) {
        let record = self.record;
        let mut title = format!("Services started from {} UTC", utc(record.zero, ' '));
        if let Some(after) = record.after_boot.filter(|after| *after >= 0) {
            let after = seconds(after, 2);
            let _ = write!(title, ", {after} s after the machine booted");
        }
        self.add(format_args!("<title>{}</title>", escaped(&title)));
        self.add(format_args!(
            "<text x=\"{MARGIN}\" y=\"26\" style=\"font-size:16px\" class=\"c\">{}</text>",
            escaped(&title)
        ));
        let count = record.services.len();
        let summary = format!(
            "{count} services in {} s, {} of them in the critical chain. Beside each name: how long it \
             worked, of how long it took.",
            seconds(record.end(), 2),
            self.in_chain.len()
        );
        self.label(MARGIN, 44.0, "d", &summary);
        let mut x = 700.0;
        for (class, width, what) in [
            ("b", 42.0, "works"),
            ("w", 100.0, "waits for others"),
            ("k", 0.0, "critical chain"),
        ] {
            self.bar(class, x, x + 20.0, 40.0);
            if class == "k" {
                self.diamond(x + 30.0, 40.0);
            }
            let (room, bold) = if class == "k" {
                (38.0, "c")
            } else {
                (25.0, "")
            };
            self.label(x + room, 44.0, bold, what);
            x += width + 32.0;
        }
        if record.services.iter().any(|it| it.began.is_none()) {
            self.dot("o", 1050.0, 40.0);
            self.label(1058.0, 44.0, "", "beginning unknown");
        }
    }

    fn levels(&mut self) {
        for (band, top, end) in self.levels.clone() {
            let height = end - top;
            let (from, to) = (self.x(band.begin), self.x(band.end));
            self.add(format_args!(
                "<rect class=\"s\" x=\"0\" y=\"{top:.0}\" width=\"{WIDTH:.0}\" height=\"{height:.0}\"/>"
            ));
            self.add(format_args!(
                "<rect class=\"r\" x=\"{from:.1}\" y=\"{top:.0}\" width=\"{:.1}\" height=\"{height:.0}\"/>",
                (to - from).max(1.0)
            ));
            self.add(format_args!(
                "<path class=\"g\" d=\"M0 {top:.0}H{WIDTH:.0}\"/>"
            ));
            let took = seconds(band.end.saturating_sub(band.begin), 2);
            let name = bounded(&harmless(&band.name), LABEL);
            let label = format!("runlevel {name}: {took} s");
            #[allow(clippy::cast_precision_loss)] // at most LABEL characters and a few
            let width = label.chars().count() as f64 * CHARACTER;
            let x = (from + 4.0).min(WIDTH - MARGIN - width);
            self.label(x, top + 14.0, "c l", &label);
        }
    }

    fn axis(&mut self) {
        let scale = Scale::new(self.end, 12);
        let (top, bottom) = (HEAD - 6.0, self.bottom);
        for mark in scale.marks(self.end) {
            let x = self.x(mark);
            self.add(format_args!(
                "<path class=\"g\" d=\"M{x:.1} {top}V{:.0}\"/>",
                bottom + 4.0
            ));
            let text = format!("{} s", seconds(mark, scale.digits));
            let anchor = match (mark, x > WIDTH - 40.0) {
                (0, _) => "start",
                (_, true) => "end",
                _ => "middle",
            };
            for y in [top - 4.0, bottom + 16.0] {
                self.add(format_args!(
                    "<text class=\"d\" x=\"{x:.1}\" y=\"{y:.0}\" text-anchor=\"{anchor}\">{text}</text>"
                ));
            }
        }
    }

    fn clock(&mut self) {
        let Some(set) = self.record.clock_set else {
            return;
        };
        let (x, top, bottom) = (self.x(set.at), HEAD - 6.0, self.bottom);
        self.add(format_args!(
            "<path d=\"M{x:.1} {top}V{bottom:.0}\" stroke=\"#7e22ce\" stroke-width=\"1.5\" \
             stroke-dasharray=\"5 3\"/>"
        ));
        let what = format!("clock set forward by about {} s", seconds(set.by, 0));
        let room = (x + 4.0).min(WIDTH - MARGIN - 230.0);
        self.label(room, bottom - 3.0, "c l", &what);
    }

    /// The lines from one service of the chain to the next.
    fn links(&mut self) {
        let links = chain(self.record, None);
        for (one, other) in links.iter().zip(links.iter().skip(1)) {
            let services = &self.record.services;
            let (Some(before), Some(after)) =
                (services.get(one.service), services.get(other.service))
            else {
                continue;
            };
            let lines = (self.lines.get(&one.service), self.lines.get(&other.service));
            let (Some(from), Some(to)) = (lines.0.copied(), lines.1.copied()) else {
                continue;
            };
            let (x, end) = (self.x(before.started), self.x(after.begin()));
            let end = end.max(x);
            self.add(format_args!(
                "<path class=\"p\" d=\"M{x:.1} {from:.1}V{to:.1}H{end:.1}\"/>"
            ));
        }
    }

    fn service(&mut self, place: usize, service: &Service) {
        let Some(y) = self.lines.get(&place).copied() else {
            return;
        };
        let is_critical = self.in_chain.contains(&place);
        let name = harmless(&service.name);
        let (begin, ready) = (self.x(service.begin()), self.x(service.ready));
        let up = self.x(service.started);
        let (waits, works, dot) = match is_critical {
            true => ("v", "k", "q"),
            false => ("w", "b", "o"),
        };
        let tooltip = escaped(&format!("{}: {}", bounded(&name, TOOLTIP), told(service)));
        self.add(format_args!("<g><title>{tooltip}</title>"));
        if service.began.is_none() {
            self.dot(dot, up, y);
        } else {
            if ready - begin > 0.5 {
                self.bar(waits, begin, ready, y);
            }
            if service.worked() > 0 || ready - begin <= 0.5 {
                self.bar(works, ready, up.max(ready + 1.5), y);
            }
        }
        self.name(service, &name, is_critical, (begin, up, y));
        self.add(format_args!("</g>"));
    }

    /// The name, beside the bar where there is room.
    fn name(&mut self, service: &Service, name: &str, is_critical: bool, at: (f64, f64, f64)) {
        let (begin, up, y) = at;
        let name = bounded(name, LABEL);
        let exact = |time: i64| seconds(time, if time < 100_000 { 3 } else { 2 });
        let took = match service.took() {
            Some(took) if service.waited() > 0 => {
                format!("{} of {} s", exact(service.worked()), exact(took))
            }
            Some(took) => format!("{} s", exact(took)),
            None => String::new(),
        };
        #[allow(clippy::cast_precision_loss)] // at most LABEL characters and a few
        let width = (name.chars().count() as f64 + took.len() as f64 + 1.0) * CHARACTER;
        let mark = if is_critical { 12.0 } else { 0.0 };
        let is_right = up + 6.0 + mark + width <= WIDTH - MARGIN;
        let is_left = begin - 6.0 - mark - width >= 0.0;
        let (x, anchor) = match (is_right, is_left) {
            (true, _) => (up + 6.0 + mark, "start"),
            (false, true) => (begin - 6.0 - mark, "end"),
            (false, false) => (WIDTH - MARGIN - 6.0, "end"),
        };
        if is_critical {
            let x = match (is_right, is_left) {
                (true, _) => up + 10.0,
                (false, true) => begin - 10.0,
                (false, false) => WIDTH - MARGIN - 12.0 - width,
            };
            self.diamond(x, y);
        }
        let class = if is_critical { "c l" } else { "l" };
        self.add(format_args!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{} \
             <tspan class=\"d\">{took}</tspan></text>",
            y + 4.0,
            escaped(&name)
        ));
    }

    fn bar(&mut self, class: &str, from: f64, to: f64, y: f64) {
        let height = self.row - 6.0;
        self.add(format_args!(
            "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.0}\"/>",
            y - height / 2.0,
            (to - from).max(0.0)
        ));
    }

    fn dot(&mut self, class: &str, x: f64, y: f64) {
        self.add(format_args!(
            "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>"
        ));
    }

    fn diamond(&mut self, x: f64, y: f64) {
        self.add(format_args!(
            "<path class=\"k\" d=\"M{:.1} {y:.1}l4-4 4 4-4 4z\"/>",
            x - 4.0
        ));
    }

    fn label(&mut self, x: f64, y: f64, class: &str, label: &str) {
        self.add(format_args!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
            escaped(label)
        ));
    }
}

/// What is told where the pointer is.
fn told(service: &Service) -> String {
    let up = seconds(service.started, 3);
    match service.began {
        None => format!("up at {up} s"),
        Some(began) => format!(
            "began at {} s, waited {} s, worked {} s, up at {up} s",
            seconds(began, 3),
            seconds(service.waited(), 3),
            seconds(service.worked(), 3)
        ),
    }
}

/// Text for an XML file. What XML has no way to say is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other < ' ' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escaped("<a b=\"c\" d='e'>&amp;\u{0}\u{ffff}ä"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;ä"
        );
    }
}
