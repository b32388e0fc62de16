//! Boots that are made by hand, with what is expected of them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss
)]

use super::critical::{chain, Because};
use super::record::{Input, Record, Start};
use super::{plain, svg, table};
use openrc::deptree::waits::Strength::{self, After, Need, Use};
use proptest::prelude::*;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

const SECOND: i64 = 1_000_000;
/// 2026-11-27 17:44:09 UTC.
const DAY: i64 = 1_795_801_449 * SECOND;

/// Name, beginning and end in milliseconds, and what it waits for. An end of 0 is that of a
/// service of which only the end is known.
type Row<'a> = (&'a str, i64, i64, &'a [(&'a str, Strength)]);

fn input(rows: &[Row<'_>], levels: &[(&str, &[&str])]) -> Input {
    let place = |name: &str| rows.iter().position(|row| row.0 == name).unwrap();
    let start = |(name, began, started, _): &Row<'_>| Start {
        name: name.as_bytes().to_vec(),
        began: (*started != 0).then_some(DAY + began * 1000),
        started: DAY + if *started == 0 { *began } else { *started } * 1000,
    };
    let waits = |row: &Row<'_>| {
        let waits = row.3.iter();
        waits
            .map(|(other, why)| (place(other), *why, true))
            .collect()
    };
    let level = |(name, members): &(&str, &[&str])| {
        let members = members.iter().map(|name| place(name)).collect();
        (name.as_bytes().to_vec(), members)
    };
    Input {
        starts: rows.iter().map(start).collect(),
        waits: rows.iter().map(waits).collect(),
        levels: levels.iter().map(level).collect(),
        asked: None,
        booted: Some(DAY - 1_800_000),
        now: DAY + 86_400 * SECOND,
    }
}

fn record(rows: &[Row<'_>], levels: &[(&str, &[&str])]) -> Record {
    Record::new(input(rows, levels))
}

/// One link of a chain in milliseconds: name, why, idle, waited, worked.
type Shown = (String, Because, i64, i64, i64);

fn shown(record: &Record, band: Option<&str>) -> Vec<Shown> {
    let band = band.map(|name| record.band(name.as_bytes()).unwrap());
    let links = chain(record, band).into_iter();
    let shown = links.map(|link| {
        let name = String::from_utf8(record.services[link.service].name.clone()).unwrap();
        let [idle, waited, worked] = [link.idle, link.waited, link.worked].map(|it| it / 1000);
        (name, link.because, idle, waited, worked)
    });
    shown.collect()
}

fn link(name: &str, because: Because, times: [i64; 3]) -> Shown {
    (name.to_string(), because, times[0], times[1], times[2])
}

fn apart(record: &Record) -> Vec<(&str, &str)> {
    let apart = record.apart.iter();
    let apart = apart.map(|it| (std::str::from_utf8(&it.name).unwrap(), it.why.as_str()));
    apart.collect()
}

/// Three runlevels, the last with services side by side.
const ROWS: &[Row<'static>] = &[
    ("devfs", 0, 120, &[]),
    ("udev", 150, 900, &[("devfs", Need)]),
    ("fsck", 1000, 1600, &[]),
    ("root", 1605, 1700, &[("fsck", Need)]),
    ("log", 2000, 2300, &[("root", After)]),
    ("net", 2004, 4004, &[("root", Need)]),
    ("web", 2008, 5004, &[("net", Need), ("log", Use)]),
    ("cron", 2010, 2400, &[("log", Use)]),
    ("quick", 2012, 0, &[]),
];
const LEVELS: &[(&str, &[&str])] = &[
    ("sysinit", &["devfs", "udev"]),
    ("boot", &["fsck", "root"]),
    ("default", &["log", "net", "web", "cron", "quick"]),
];

#[test]
fn side_by_side_the_slowest_that_was_waited_for_decides() {
    let record = record(ROWS, LEVELS);
    assert_eq!(
        shown(&record, Some("default")),
        [
            link("net", Because::First, [4, 0, 2000]),
            link("web", Because::Relation(Need), [0, 1996, 1000]),
        ]
    );
    assert_eq!(
        shown(&record, None),
        [
            link("devfs", Because::First, [0, 0, 120]),
            link("udev", Because::Relation(Need), [30, 0, 750]),
            link("fsck", Because::Runlevel, [100, 0, 600]),
            link("root", Because::Relation(Need), [5, 0, 95]),
            link("net", Because::Runlevel, [304, 0, 2000]),
            link("web", Because::Relation(Need), [0, 1996, 1000]),
        ]
    );
    let web = record.services.iter().find(|it| it.name == b"web").unwrap();
    assert_eq!((web.waited(), web.worked()), (1_996_000, 1_000_000));
    let bands: Vec<(i64, i64)> = record.bands.iter().map(|it| (it.begin, it.end)).collect();
    assert_eq!(
        bands,
        [(0, 900_000), (1_000_000, 1_700_000), (2_000_000, 5_004_000)]
    );
    assert_eq!(record.after_boot, Some(1_800_000));
    assert!(record.apart.is_empty());
}

#[test]
fn side_by_side_one_that_was_up_before_held_nobody_up() {
    let rows: &[Row<'_>] = &[
        ("root", 0, 1000, &[]),
        ("short", 2000, 2004, &[("root", Need)]),
        ("other", 2002, 2300, &[]),
        ("slow", 2008, 5000, &[("short", After)]),
    ];
    let levels: &[(&str, &[&str])] = &[
        ("boot", &["root"]),
        ("default", &["short", "other", "slow"]),
    ];
    let record = record(rows, levels);
    assert_eq!(
        shown(&record, Some("default")),
        [link("slow", Because::First, [8, 0, 2992])]
    );
    assert_eq!(
        shown(&record, None),
        [
            link("root", Because::First, [0, 0, 1000]),
            link("slow", Because::Runlevel, [1008, 0, 2992]),
        ]
    );
}

#[test]
fn one_after_the_other_each_is_held_up_by_the_one_before() {
    let rows: &[Row<'_>] = &[
        ("a", 0, 500, &[]),
        ("b", 510, 1000, &[]),
        // It starts what it needs, and waits for it.
        ("c", 1010, 3000, &[("d", Need), ("a", Use)]),
        ("d", 1020, 2500, &[]),
    ];
    let record = record(rows, &[("default", &["a", "b", "c"])]);
    assert_eq!(
        shown(&record, Some("default")),
        [
            link("a", Because::First, [0, 0, 500]),
            link("b", Because::Turn, [10, 0, 490]),
            link("d", Because::Turn, [20, 0, 1480]),
            link("c", Because::Relation(Need), [0, 1490, 500]),
        ]
    );
}

#[test]
fn without_beginnings_only_relations_make_a_chain() {
    let rows: &[Row<'_>] = &[
        ("a", 500, 0, &[]),
        ("b", 1000, 0, &[]),
        ("c", 31_000, 0, &[("a", Need)]),
    ];
    let record = record(rows, &[("default", &["a", "b", "c"])]);
    assert_eq!(record.notes.len(), 1);
    assert!(record.notes[0].contains("does not keep when a start began"));
    assert_eq!(
        shown(&record, Some("default")),
        [
            link("a", Because::First, [0, 0, 0]),
            link("c", Because::Relation(Need), [30_500, 0, 0]),
        ]
    );
}

#[test]
fn what_was_started_later_is_apart() {
    let rows: &[Row<'_>] = &[
        ("a", 0, 500, &[]),
        ("b", 510, 1000, &[("again", Need), ("loose", Use)]),
        // Needed by one that was up before: started again.
        ("again", 2000, 2500, &[]),
        // Long after the others.
        ("later", 3_600_000, 3_601_000, &[]),
        ("loose", 1010, 1020, &[]),
    ];
    let record = record(rows, &[("default", &["a", "b", "again", "later"])]);
    assert_eq!(
        apart(&record),
        [
            (
                "again",
                "b needs it and was up before: it was started again, or its state or the clock \
                 was changed"
            ),
            ("later", "it began 3599 s after the others were up"),
        ]
    );
    let names: Vec<&[u8]> = record
        .services
        .iter()
        .map(|it| it.name.as_slice())
        .collect();
    assert_eq!(names, [&b"a"[..], b"b", b"loose"]);
}

#[test]
fn a_clock_that_was_set_back_is_named() {
    let mut input = input(
        &[
            ("a", 0, 500, &[]),
            ("clock", 510, 2, &[]),
            ("ahead", 600, 700, &[]),
        ],
        &[],
    );
    input.now = DAY + 600_000;
    input.starts[2].started = DAY + 3600 * SECOND;
    let record = Record::new(input);
    assert_eq!(
        apart(&record),
        [
            (
                "clock",
                "the clock was set back while it started, by at least 0.508 s"
            ),
            (
                "ahead",
                "it was up 3599 s from now: the clock was set back since"
            ),
        ]
    );
}

#[test]
fn a_clock_that_was_set_forward_is_joined() {
    // From 1970 on, until "clock" sets it.
    let rows: &[Row<'_>] = &[
        ("a", 0, 500, &[]),
        ("clock", 600, 1000, &[]),
        ("b", 1100, 1500, &[]),
    ];
    let levels: &[(&str, &[&str])] = &[("boot", &["a", "clock", "b"])];
    let mut joined = input(rows, levels);
    for at in 0..2 {
        let start = &mut joined.starts[at];
        start.began = start.began.map(|began| began - DAY);
    }
    joined.starts[0].started -= DAY;
    let record = Record::new(joined);
    let set = record.clock_set.unwrap();
    // When it began, by the old clock, is when it was up.
    assert_eq!((set.at, set.by), (600_000, DAY + 400_000));
    assert!(record.apart.is_empty());
    assert_eq!(
        shown(&record, Some("boot")),
        [
            link("clock", Because::First, [600, 0, 0]),
            link("b", Because::Turn, [100, 0, 400]),
        ]
    );

    // Set when all was up: nothing is joined, and it is said.
    let mut before = input(rows, levels);
    for start in &mut before.starts {
        start.began = start.began.map(|began| began - DAY);
        start.started -= DAY;
    }
    let record = Record::new(before);
    assert_eq!((record.clock_set, record.services.len()), (None, 3));
    assert!(record.notes[0].contains("before the machine booted"));
    assert_eq!(record.after_boot, None);
}

#[test]
fn a_runlevel_begins_where_its_services_do() {
    // "early" is needed by sysinit, "late" failed at first.
    let rows: &[Row<'_>] = &[
        ("a", 0, 100, &[("early", Need)]),
        ("early", 10, 50, &[]),
        ("b", 200, 300, &[]),
        ("c", 400, 500, &[]),
        ("late", 510, 600, &[]),
        ("none", 520, 530, &[]),
        ("d", 610, 700, &[]),
    ];
    let levels: &[(&str, &[&str])] = &[
        ("sysinit", &["a"]),
        ("boot", &["b", "late"]),
        ("default", &["c", "d", "early"]),
    ];
    let record = record(rows, levels);
    let bands: Vec<Option<usize>> = record.services.iter().map(|it| it.band).collect();
    let [first, second, third] = [Some(0), Some(1), Some(2)];
    assert_eq!(bands, [first, first, second, third, third, third, third]);
}

#[test]
fn the_boot_of_a_runlevel_is_the_one_in_which_most_of_it_started() {
    let rows: &[Row<'_>] = &[
        ("a", 0, 100, &[]),
        ("b", 110, 200, &[]),
        ("c", 210, 300, &[]),
        ("other", 60_000, 60_500, &[]),
    ];
    let mut input = input(
        rows,
        &[("boot", &["a", "b", "c"]), ("other", &["other", "a"])],
    );
    input.asked = Some(b"other".to_vec());
    let record = Record::new(input);
    assert_eq!(record.services.len(), 1);
    assert_eq!(record.services[0].name, b"other");
    assert_eq!(
        apart(&record)[0].1,
        "it was up 60 s before the others began"
    );
}

#[test]
fn no_times_whatever_do_harm() {
    let rows: &[Row<'_>] = &[
        ("a", 0, 1, &[]),
        ("b", 2, 3, &[("a", Need)]),
        ("c", 4, 5, &[]),
    ];
    let mut worst = input(rows, &[("default", &["a", "b", "c"])]);
    worst.booted = None;
    for times in [
        (i64::MIN, i64::MAX),
        (i64::MAX, i64::MIN),
        (0, 0),
        (i64::MIN, i64::MIN),
    ] {
        worst.starts[0].began = Some(times.0);
        worst.starts[1].started = times.1;
        let record = Record::new(worst.clone());
        for write in [
            svg::write,
            plain::write,
            |record: &Record, out: &mut dyn Write| {
                let mut text = Vec::new();
                table::text(record, None, &mut text)?;
                plain::write(record, &mut text)?;
                if !record.bands.is_empty() {
                    table::chain_text(record, 0, &mut text)?;
                }
                let text = String::from_utf8(text).unwrap();
                assert!(
                    text.lines().all(|line| line.chars().count() <= 80),
                    "{text}"
                );
                table::json(record, None, out)
            },
        ] {
            write(&record, &mut io::sink()).unwrap();
        }
    }
}

#[test]
fn names_are_bounded_and_no_markup() {
    let long = "x".repeat(255);
    let rows: &[Row<'_>] = &[
        ("<b>&\"'\u{1b}[2J", 0, 1000, &[]),
        (&long, 1000, 2000, &[]),
        ("]]><script>", 2000, 2500, &[]),
    ];
    let record = record(rows, &[("</text>", &[long.as_str()])]);
    let mut out = Vec::new();
    svg::write(&record, &mut out).unwrap();
    let picture = String::from_utf8(out).unwrap();
    assert!(
        picture.contains("&lt;b&gt;&amp;&quot;&#39;\\x1b[2J"),
        "{picture}"
    );
    for bad in ["<b>", "<script", "</text> </text>", "\u{1b}"] {
        assert!(!picture.contains(bad), "{bad} in {picture}");
    }
    assert!(!picture.contains(&"x".repeat(101)));
    let mut out = Vec::new();
    plain::write(&record, &mut out).unwrap();
    table::text(&record, None, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
}

/// Thousands of services are fewer bars, and no wait for whoever asks.
#[test]
fn many_services_are_bounded() {
    let count = 20_000usize;
    let start = |place: usize| Start {
        name: format!("s{place}").into_bytes(),
        began: Some(DAY + place as i64 * 1000),
        started: DAY + place as i64 * 1000 + 900,
    };
    let input = Input {
        starts: (0..count).map(start).collect(),
        waits: (0..count)
            .map(|it| (it > 0).then(|| (it - 1, Need, true)).into_iter().collect())
            .collect(),
        levels: vec![(b"default".to_vec(), (0..count).collect())],
        now: DAY + 60 * SECOND,
        ..Input::default()
    };
    let record = Record::new(input);
    let mut out = Vec::new();
    svg::write(&record, &mut out).unwrap();
    let picture = String::from_utf8(out).unwrap();
    assert_eq!(picture.matches("<g>").count(), super::MOST_BARS);
    assert!(picture.contains("19000 more services"));
}

/// The files are made anew with OPENRC_GOLDEN=write, and then looked at.
#[test]
fn pictures_are_as_they_were() {
    let mut rows = ROWS.to_vec();
    rows.push(("restarted", 7_200_000, 7_200_500, &[]));
    let record = record(&rows, LEVELS);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut texts: Vec<(&str, Vec<u8>)> = ["boot.svg", "boot.txt", "times.txt", "critical.txt"]
        .map(|name| (name, Vec::new()))
        .into();
    svg::write(&record, &mut texts[0].1).unwrap();
    plain::write(&record, &mut texts[1].1).unwrap();
    table::text(&record, None, &mut texts[2].1).unwrap();
    table::chain_text(&record, 2, &mut texts[3].1).unwrap();
    for (name, text) in texts {
        let text = String::from_utf8(text).unwrap();
        let path = folder.join(name);
        if std::env::var_os("OPENRC_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap();
        for (line, expected) in text.lines().zip(expected.lines()) {
            assert_eq!(line, expected, "{name}");
        }
        assert_eq!(text.len(), expected.len(), "{name}");
    }
}

/// A beginning, how long it took, what is odd of it, and what it waits for.
type Random = (i64, i64, u8, Vec<(usize, u8)>);

fn any_input() -> impl Strategy<Value = Input> {
    let service = (
        0i64..20_000,
        0i64..4000,
        0u8..8,
        prop::collection::vec((0usize..30, 0u8..4), 0..4),
    );
    (
        prop::collection::vec(service, 1..30),
        0usize..4,
        -5000i64..5000,
    )
        .prop_map(|(services, levels, booted)| {
            let count = services.len();
            let start = |(place, it): (usize, &Random)| Start {
                name: format!("s{place}").into_bytes(),
                began: (it.2 != 0).then_some(it.0 * 1000),
                // Now and then the clock goes back.
                started: (it.0 + it.1 - if it.2 == 1 { 1000 } else { 0 }) * 1000,
            };
            let waits = |it: &Random| {
                let waits = it.3.iter().map(|(other, why)| {
                    (
                        other % count,
                        [Need, Use, After, Strength::Want][usize::from(*why)],
                        *why != 1,
                    )
                });
                waits.collect()
            };
            let members = |level: usize| (0..count).filter(|it| it % 4 == level).collect();
            Input {
                starts: services.iter().enumerate().map(start).collect(),
                waits: services.iter().map(waits).collect(),
                levels: (0..levels)
                    .map(|it| (vec![b'a' + it as u8], members(it)))
                    .collect(),
                asked: None,
                booted: Some(booted * 1000),
                now: 30 * SECOND,
            }
        })
}

proptest! {
    /// The links of a chain follow each other, no time is negative, and what was idle and what
    /// was worked is the time that it took.
    #[test]
    fn a_chain_is_connected_and_accounts_for_all_time(input in any_input()) {
        let starts = input.starts.len();
        let record = Record::new(input);
        prop_assert_eq!(record.services.len() + record.apart.len(), starts);
        prop_assert!(!record.services.is_empty() || record.apart.len() == starts);
        for service in &record.services {
            prop_assert!(service.begin() >= 0 && service.begin() <= service.ready);
            prop_assert!(service.ready <= service.started);
        }
        for band in (0..record.bands.len()).map(Some).chain([None]) {
            let links = chain(&record, band);
            let of_band = |at: usize| band.is_none() || record.services[at].band == band;
            prop_assert!(links.iter().all(|link| of_band(link.service)));
            let distinct: HashSet<usize> = links.iter().map(|link| link.service).collect();
            prop_assert_eq!(distinct.len(), links.len());
            for pair in links.windows(2) {
                let (before, after) = (&record.services[pair[0].service], &record.services[pair[1].service]);
                prop_assert!(before.started <= after.started);
                match pair[1].because {
                    Because::Relation(_) => {
                        prop_assert!(after.waits.iter().any(|it| it.0 == pair[0].service));
                    }
                    Because::Turn => prop_assert!(before.started <= after.begin()),
                    Because::Runlevel => {
                        prop_assert!(before.band != after.band && before.started <= after.begin());
                    }
                    Because::First => prop_assert!(false, "{:?}", links),
                }
            }
            for link in &links {
                prop_assert!(link.idle >= 0 && link.waited >= 0 && link.worked >= 0);
            }
            let Some(last) = links.last() else { continue };
            let ends = record.services.iter().filter(|it| band.is_none() || it.band == band);
            let end = ends.map(|it| it.started).max().unwrap();
            prop_assert_eq!(record.services[last.service].started, end);
            let begin = band.map_or(0, |band| record.bands[band].begin);
            let sum: i64 = links.iter().map(|link| link.idle + link.worked).sum();
            prop_assert_eq!(sum, end - begin);
        }
        for write in [svg::write, plain::write] {
            write(&record, &mut io::sink()).unwrap();
        }
    }
}

/// A boot that goes through its runlevels one service after the other, and side by side in the
/// last.
fn large_boot(count: usize) -> Input {
    let mut state = 7u64;
    let mut random = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % most
    };
    let levels = [
        ("sysinit", 0..count / 6),
        ("boot", count / 6..count / 2),
        ("default", count / 2..count),
    ];
    let mut input = Input {
        levels: levels
            .map(|(name, range)| (name.as_bytes().to_vec(), range.collect()))
            .into(),
        booted: Some(DAY - SECOND),
        now: DAY + 86_400 * SECOND,
        ..Input::default()
    };
    let mut time = DAY;
    for place in 0..count {
        let waits: Vec<(usize, Strength, bool)> = (0..random(3).min(place))
            .map(|_| (random(place), Need, true))
            .collect();
        let up = |it: &(usize, Strength, bool)| input.starts[it.0].started;
        let ready = waits.iter().map(up).max().unwrap_or(time).max(time);
        let slow = if random(9) == 0 { random(900) } else { 0 };
        let started = ready + (5 + random(60) + slow) as i64 * 1000;
        input.starts.push(Start {
            name: format!("service-{place}").into_bytes(),
            began: Some(time),
            started,
        });
        input.waits.push(waits);
        let all = input.starts.iter().map(|it| it.started).max().unwrap();
        time = if place < count / 2 {
            all + 5000
        } else {
            time + 3000
        };
    }
    input
}

/// With `OPENRC_PICTURES=DIR` they are written to DIR, to be looked at.
#[test]
fn pictures_of_few_and_of_many_have_all_within() {
    for count in [10usize, 100] {
        let record = Record::new(large_boot(count));
        let mut out = Vec::new();
        svg::write(&record, &mut out).unwrap();
        if let Some(folder) = std::env::var_os("OPENRC_PICTURES") {
            std::fs::write(Path::new(&folder).join(format!("{count}.svg")), &out).unwrap();
        }
        let picture = String::from_utf8(out).unwrap();
        assert!(picture.len() < 60_000, "{}", picture.len());
        assert_eq!(picture.matches("<g><title>").count(), count);
        let mut lines: Vec<f64> = Vec::new();
        for element in picture.split('<').filter(|it| !it.starts_with("pattern")) {
            let number = |key: &str| {
                let value = element.split(&format!(" {key}=\"")).nth(1)?;
                value.split('"').next()?.parse::<f64>().ok()
            };
            let Some(x) = number("x") else { continue };
            let width = match element.split_once('>') {
                // A character of 11 pixels is seldom wider than 7.
                Some((tag, text)) if tag.starts_with("text") => match tag.contains("=\"end\"") {
                    true => -7.0 * text.chars().count() as f64,
                    false => 0.0,
                },
                _ => number("width").unwrap_or(0.0),
            };
            assert!((0.0..=1200.0).contains(&x), "{element}");
            assert!((0.0..=1200.0).contains(&(x + width)), "{element}");
            if element.starts_with("text class=\"l\"") || element.starts_with("text class=\"c l\"")
            {
                lines.push(number("y").unwrap());
            }
        }
        // No two names stand on one line.
        lines.sort_by(f64::total_cmp);
        assert_eq!(lines.len(), count + 3);
        assert!(
            lines.windows(2).all(|pair| pair[1] - pair[0] >= 11.0),
            "{lines:?}"
        );
    }
}
