//! Runs one command and says what it took, as the kernel counts it.
//!
//! `measure SECONDS MEGABYTES COMMAND...` gives the command so many processor
//! seconds (and thirty times as many by the clock, for what never uses any and for
//! machines busy with other work) and so much address space, and
//! appends one line of JSON to the standard error: exit code, processor and clock
//! seconds, peak resident memory, and whether it was stopped. This is a program of
//! its own because the kernel counts the memory of whoever starts a process as
//! the process's own: what starts it must be small.

use std::process::{Command, ExitCode};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use serde_json::json;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(report) => {
            eprintln!("\n{report}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<serde_json::Value, String> {
    let [seconds, megabytes, command, rest @ ..] = arguments else {
        return Err("measure SECONDS MEGABYTES COMMAND...".to_owned());
    };
    let seconds: u64 = seconds.parse().map_err(|_| format!("{seconds} is not a number of seconds"))?;
    let megabytes: u64 =
        megabytes.parse().map_err(|_| format!("{megabytes} is not a number of megabytes"))?;
    // The limits hold for children; this program itself does next to nothing.
    let limit = |resource, most| setrlimit(resource, most, most).map_err(|error| error.to_string());
    limit(Resource::RLIMIT_CPU, seconds)?;
    limit(Resource::RLIMIT_AS, megabytes << 20)?;
    let began = Instant::now();
    let mut child =
        Command::new(command).args(rest).spawn().map_err(|error| format!("{command}: {error}"))?;
    let deadline = Duration::from_secs(30 * seconds);
    let mut stopped = false;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        if began.elapsed() > deadline {
            stopped = true;
            child.kill().map_err(|error| error.to_string())?;
        }
        sleep(Duration::from_millis(1));
    };
    let clock = began.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let time = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let processor = time(usage.user_time()) + time(usage.system_time());
    Ok(json!({
        "code": status.code(),
        "processor": processor,
        "clock": clock,
        "peak_kib": usage.max_rss(),
        "stopped": stopped || processor >= seconds as f64,
    }))
}
