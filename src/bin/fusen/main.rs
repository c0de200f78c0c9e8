//! The native command: the same core as the page.

mod commands;
mod many;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match commands::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fusen: {error}");
            ExitCode::from(if matches!(error, commands::Error::Usage) {
                2
            } else {
                1
            })
        }
    }
}
