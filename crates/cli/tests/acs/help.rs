//! The help of every command.

use std::fmt::Write as _;

use clap::Command;

fn each(command: &mut Command, path: &str, with: &mut impl FnMut(&str, &mut Command)) {
    let path = format!("{path} {}", command.get_name()).trim().to_owned();
    with(&path, command);
    for inner in command.get_subcommands_mut() {
        if inner.get_name() != "help" {
            each(inner, &path, with);
        }
    }
}

/// The options that all commands have are in the first help only.
#[test]
fn says_the_same_as_before() {
    let mut all = String::new();
    let mut command = acs_cli::command();
    command.build();
    each(&mut command, "", &mut |path, command| {
        let help = command.render_help().to_string();
        let own = match help.split_once("Global options:\n") {
            Some((before, after)) if path != "acs" => {
                let rest = after.split_once("\n\n").map_or("", |(_, rest)| rest);
                format!("{before}{rest}")
            }
            _ => help.clone(),
        };
        let _ = writeln!(all, "=== {path} ===\n{}", own.trim_end());
    });
    insta::assert_snapshot!(all);
}

#[test]
fn has_examples_everywhere() {
    let mut command = acs_cli::command();
    command.build();
    each(&mut command, "", &mut |path, command| {
        let after = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let example = format!("\n  {path}");
        assert!(
            after.contains("Examples:") && after.contains(&example),
            "{path}: {after}"
        );
    });
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    let mut command = acs_cli::command();
    command.build();
    each(&mut command, "", &mut |path, command| {
        let help = command.render_help().to_string();
        let widest = help.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(100), "{path}");
    });
}

#[test]
fn no_option_takes_a_secret() {
    let mut command = acs_cli::command();
    command.build();
    each(&mut command, "", &mut |path, command| {
        for argument in command.get_arguments() {
            let name = argument.get_id().as_str().to_ascii_lowercase();
            let is_secret = ["key", "token", "secret", "password"]
                .iter()
                .any(|it| name.contains(it));
            let is_string = name == "connection_string";
            assert!(!is_secret && !is_string, "{path} --{name}");
        }
    });
}
