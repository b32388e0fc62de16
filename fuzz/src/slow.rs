//! Second parsers, slow and obvious: byte by byte, as the C functions are described.

/// Services, each with its relations, each with its names, in the order of the text.
pub type Tree = Vec<(Vec<u8>, Vec<(Vec<u8>, Vec<Vec<u8>>)>)>;

/// The lines of a text, each up to a NUL in it.
pub fn lines(text: &[u8]) -> Vec<Vec<u8>> {
    let (mut lines, mut line, mut is_cut) = (Vec::new(), Vec::new(), false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'\n' => {
                lines.push(std::mem::take(&mut line));
                is_cut = false;
            }
            0 => is_cut = true,
            _ if !is_cut => line.push(*byte),
            _ => {}
        }
        if at + 1 == text.len() && *byte != b'\n' {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines
}

/// A tree as `rc_deptree_load_file` reads it.
pub fn deptree(text: &[u8]) -> Tree {
    let mut tree = Tree::new();
    for line in lines(text) {
        read_line(&mut tree, &line);
    }
    tree
}

fn read_line(tree: &mut Tree, line: &[u8]) -> Option<()> {
    let (word, rest) = cut(line, "_");
    if word != b"depinfo" {
        return None;
    }
    let (number, rest) = cut(rest?, "_");
    if !begins_with_a_number(number) {
        return None;
    }
    let (kind, rest) = cut(rest?, "_=");
    if kind == b"service" {
        tree.push((value(rest?)?, Vec::new()));
        return Some(());
    }
    let (number, rest) = cut(rest?, "=");
    if !begins_with_a_number(number) {
        return None;
    }
    let name = value(rest?)?;
    let relations = &mut tree.last_mut()?.1;
    if relations.last().map(|(last, _)| last.as_slice()) != Some(kind) {
        relations.push((kind.to_vec(), Vec::new()));
    }
    relations.last_mut()?.1.push(name);
    Some(())
}

fn cut<'a>(text: &'a [u8], ends: &str) -> (&'a [u8], Option<&'a [u8]>) {
    for (at, byte) in text.iter().enumerate() {
        if ends.as_bytes().contains(byte) {
            return (&text[..at], Some(&text[at + 1..]));
        }
    }
    (text, None)
}

fn begins_with_a_number(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() && b" \t\n\x0b\x0c\r".contains(&text[at]) {
        at += 1;
    }
    if at < text.len() && (text[at] == b'+' || text[at] == b'-') {
        at += 1;
    }
    at < text.len() && text[at].is_ascii_digit()
}

fn value(text: &[u8]) -> Option<Vec<u8>> {
    let mut value = text.to_vec();
    if value.first() == Some(&b'\'') {
        value.remove(0);
    }
    if value.last() == Some(&b'\'') {
        value.pop();
    }
    (!value.is_empty()).then_some(value)
}

/// Settings as `rc_config_load` reads them.
pub fn config(text: &[u8]) -> Vec<Vec<u8>> {
    let mut entries: Vec<Vec<u8>> = Vec::new();
    for mut line in lines(text) {
        while line.first() == Some(&b' ') || line.first() == Some(&b'\t') {
            line.remove(0);
        }
        line = cut(&line, "#").0.to_vec();
        if line.len() < 2 || !line.contains(&b'=') {
            continue;
        }
        let entry = setting(&line);
        let (name, _) = cut(&entry, "=");
        let known = entries.iter().position(|known| cut(known, "=").0 == name);
        match known {
            Some(at) => entries[at] = entry,
            None => entries.push(entry),
        }
    }
    entries
}

fn setting(line: &[u8]) -> Vec<u8> {
    let assignment = if line.starts_with(b"export ") {
        &line[7..]
    } else {
        line
    };
    let (name, value) = cut(assignment, "=");
    let mut value = value.unwrap_or_default();
    if value.first() == Some(&b'$') {
        value = cut(line, "=").0;
    } else {
        while !value.is_empty() && (value[0] == b'"' || value[0] == b'\'') {
            value = &value[1..];
        }
        value = cut(value, "\"'").0;
    }
    [name, b"=", value].concat()
}

/// The value of a parameter of the kernel command line.
pub fn parameter(line: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    let mut found = None;
    let first = lines(line).into_iter().next().unwrap_or_default();
    let mut at = 0;
    while at < first.len() {
        if first[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let mut word = Vec::new();
        let mut quotes = 0;
        while at < first.len() && (quotes % 2 == 1 || !first[at].is_ascii_whitespace()) {
            quotes += usize::from(first[at] == b'"');
            word.push(first[at]);
            at += 1;
        }
        let word = unquoted(&word);
        if !word.is_empty() && word == name {
            found = Some(Vec::new());
        } else if word.len() > name.len() && word.starts_with(name) && word[name.len()] == b'=' {
            found = Some(unquoted(&word[name.len() + 1..]));
        }
    }
    found
}

fn unquoted(text: &[u8]) -> Vec<u8> {
    if text.first() != Some(&b'"') {
        return text.to_vec();
    }
    let end = if text.len() > 1 && text[text.len() - 1] == b'"' {
        text.len() - 1
    } else {
        text.len()
    };
    text[1..end].to_vec()
}
