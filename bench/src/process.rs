//! What the kernel says of this process.

use std::fs::read_to_string;

/// Processor seconds of this process so far, from the scheduler's nanosecond
/// count, which moves when the scheduler looks: short work has to be repeated.
#[must_use]
pub fn processor_seconds() -> f64 {
    let text = read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// Processor seconds of this process with all threads that it had.
#[must_use]
pub fn all_threads_seconds() -> f64 {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_SELF).expect("getrusage");
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}

/// Peak resident memory of this process in KiB.
#[must_use]
pub fn peak_kib() -> u64 {
    let text = read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0)
}

/// The processor and how many cores it has.
#[must_use]
pub fn machine() -> String {
    let text = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        text.lines().find_map(|line| line.strip_prefix("model name\t: ")).unwrap_or("unknown processor");
    let cores = text.lines().filter(|line| line.starts_with("processor")).count();
    format!("{model}, {cores} cores")
}

/// Does `work` until it has taken `enough` processor seconds and gives its last
/// result, the seconds that it took each time, and how many times it was done.
/// The first time counts only if it is the only one. Reading the clock takes
/// microseconds itself, so that it is read after more and more rounds.
pub fn repeated<T>(enough: f64, mut work: impl FnMut() -> T) -> (T, f64, u32) {
    let start = processor_seconds();
    let mut result = work();
    let began = processor_seconds();
    if began - start >= enough {
        return (result, began - start, 1);
    }
    let (mut times, mut rounds, mut took) = (0, 1, 0.0);
    while took < enough {
        for _ in 0..rounds {
            result = work();
        }
        times += rounds;
        let before = took;
        took = processor_seconds() - began;
        if took - before < enough / 64.0 {
            rounds *= 2;
        }
    }
    (result, took / f64::from(times), times)
}
