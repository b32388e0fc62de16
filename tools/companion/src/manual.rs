//! The manual page: one for all commands.

use clap::{Arg, Command};
use clap_mangen::Man;
use std::io::{self, Write};

/// The manual page of a program, section 8.
pub struct Manual<'a> {
    /// Its command line.
    pub command: Command,
    /// What its exit statuses mean.
    pub exit_status: &'a [(u8, &'a str)],
    /// Sections of its own, each with its title and text, a paragraph an entry.
    pub sections: &'a [(&'a str, &'a [&'a str])],
    /// The pages of other programs, each with its section.
    pub see_also: &'a str,
}

impl Manual<'_> {
    /// Writes it.
    ///
    /// # Errors
    /// Those of writing.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let page = Man::new(self.command.clone()).section("8");
        let mut sections = Vec::new();
        page.render_title(&mut sections)?;
        page.render_name_section(&mut sections)?;
        page.render_synopsis_section(&mut sections)?;
        page.render_description_section(&mut sections)?;
        page.render_options_section(&mut sections)?;
        out.write_all(&sections)?;
        writeln!(out, ".SH COMMANDS")?;
        let commands = self.command.get_subcommands();
        for command in commands.filter(|command| !command.is_hide_set()) {
            describe(command, out)?;
        }
        for (title, paragraphs) in self.sections {
            let text: Vec<String> = paragraphs.iter().map(|text| escaped(text)).collect();
            writeln!(out, ".SH {title}\n{}", text.join("\n.PP\n"))?;
        }
        writeln!(out, ".SH EXIT STATUS")?;
        for (status, meaning) in self.exit_status {
            writeln!(out, ".TP\n{status}\n{}", escaped(meaning))?;
        }
        writeln!(out, ".SH SEE ALSO\n{}", escaped(self.see_also))
    }
}

fn describe(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    write!(out, ".TP\n\\fB{}\\fR", escaped(command.get_name()))?;
    for argument in command.get_positionals() {
        let value = match argument.is_required_set() {
            true => value(argument),
            false => format!("[{}]", value(argument)),
        };
        write!(out, " \\fI{}\\fR", escaped(&value))?;
    }
    let about = command.get_about().map(ToString::to_string);
    writeln!(out, "\n{}.", escaped(&about.unwrap_or_default()))?;
    writeln!(out, ".RS")?;
    for option in command
        .get_arguments()
        .filter(|option| option.get_long().is_some())
    {
        let long = option.get_long().unwrap_or_default();
        let name = match option.get_short() {
            Some(short) => format!("-{short}, --{long}"),
            None => format!("--{long}"),
        };
        let help = option
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let values: Vec<String> = option
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_string())
            .collect();
        let value = match (option.get_action().takes_values(), values.is_empty()) {
            (false, _) => String::new(),
            (true, true) => value(option),
            (true, false) => values.join("|"),
        };
        writeln!(
            out,
            ".TP\n\\fB{}\\fR \\fI{}\\fR\n{}",
            escaped(&name),
            escaped(&value),
            escaped(&help)
        )?;
    }
    writeln!(out, ".RE")
}

fn value(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    names.join(" ")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('-', "\\-")
}
