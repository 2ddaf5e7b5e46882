//! The reports on one small case, word for word, so that a change of wording
//! is read by somebody before it is published. `INSTA_UPDATE=always` accepts.

use std::path::Path;

use crate::support::detente;

const NEW_START: &str = "../../../../instruments/new-start";
const OPEN_SKIES: &str = "../../../../instruments/open-skies";

/// A report without what changes with every version and every edit of the case.
fn report(words: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let run = detente(&folder, words);
    assert_eq!(run.err, "", "{words:?}");
    let version = format!("detente {}", env!("CARGO_PKG_VERSION"));
    let is_hash = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut text = format!("exit code {}\n", run.code);
    for line in run.out.lines() {
        let words: Vec<_> = line.split(' ').map(|word| if is_hash(word) { "HASH" } else { word }).collect();
        text.push_str(words.join(" ").replace(&version, "detente VERSION").trim_end());
        text.push('\n');
    }
    text
}

macro_rules! snapshots {
    ($($name:ident: $words:expr;)*) => {$(
        #[test]
        fn $name() {
            let settings = {
                let mut settings = insta::Settings::clone_current();
                settings.set_snapshot_path("snapshots");
                settings.set_prepend_module_to_snapshot(false);
                settings.set_omit_expression(true);
                settings
            };
            settings.bind(|| insta::assert_snapshot!(stringify!($name), report(&$words)));
        }
    )*};
}

snapshots! {
    check: ["check", "ferry"];
    show: ["show", "ferry"];
    on_record: ["solve", "ferry", "--on-record"];
    solve_open: ["solve", "ferry"];
    solve_open_points: ["solve", "ferry", "--points"];
    solve_blocked: ["solve", "ferry", "--scenario", "strike"];
    robust: ["robust", "ferry", "--draws", "1024", "--threads", "1"];
    robust_figure: ["robust", "ferry", "--draws", "1024", "--threads", "2", "--format", "svg"];
    compare: ["compare", "ferry", "service=daily fare=100 night=run", "service=daily fare=80 night=run"];
    elicit: ["elicit", "ferry", "--for", "council", "service=daily fare=120 pier=shared", "service=hourly fare=120", "no-deal"];
    elicit_collision: ["elicit", "ferry", "--for", "council", "--gap", "99", "service=daily fare=80", "service=daily fare=100", "no-deal"];
    ask: ["ask", "ferry", "--draws", "1024", "--threads", "2"];
    explain_package: ["explain", "ferry", "service=daily", "fare=100", "night=run"];
    explain_statement: ["explain", "ferry", "--statement", "company-letter"];
    diff_scenarios: ["diff", "ferry", "--to", "strike"];
    stability: ["stability", "weir"];
    stability_further: ["stability", "weir", "--concepts", "nash,seq,lh:3,simultaneous", "--mixed", "mill=gmr",
        "--coalitions", "all", "--strength", "priorities", "--unknown", "a,d"];
    stability_state: ["stability", "weir", "--state", "gate=shut"];
    stability_state_further: ["stability", "weir", "--state", "gate=shut", "--concepts", "gmr,sym-seq", "--strength",
        "priorities", "--unknown", "a,d"];
    stability_state_of_two: ["stability", "../../../../cases/cuba-1962", "--state", "4", "--concepts",
        "lh:3,simultaneous"];
    stability_inverse: ["stability", "weir", "--inverse", "gate=open,ditch=dug", "--concepts", "nash,seq"];
    stability_draws: ["stability", "brook", "--draws", "1024", "--seed", "1"];
    stability_grid: ["stability", "weir", "--grid", "--concepts", "nash,gmr,seq"];
    paths: ["paths", "weir"];
    keep_new_start_status: ["keep", "status", NEW_START, "--on", "2023-04-01"];
    keep_new_start_audit: ["keep", "audit", NEW_START, "--on", "2023-04-01"];
    keep_new_start_calendar: ["keep", "calendar", NEW_START, "--from", "2020-06-01", "--to", "2021-06-01"];
    keep_new_start_plan: ["keep", "plan", NEW_START, "--on", "2022-03-01", "--thing", "warhead", "--held", "10",
        "--inspections", "18"];
    keep_open_skies_status: ["keep", "status", OPEN_SKIES, "--on", "2005-06-30"];
    keep_open_skies_audit: ["keep", "audit", OPEN_SKIES, "--on", "2005-12-31"];
    keep_open_skies_calendar: ["keep", "calendar", OPEN_SKIES, "--from", "2005-01-01", "--to", "2006-01-31"];
    paths_to: ["paths", "weir", "--to", "gate=open,bridge=built", "--by", "moves", "--length", "3"];
    paths_dot: ["paths", "weir", "--by", "improvements", "--format", "dot"];
    paths_svg: ["paths", "weir", "--by", "improvements", "--format", "svg"];
    record_timeline: ["record", "timeline", "ferry", "--party", "company", "--between", "2026-02-01..2026-03-31"];
    record_timeline_svg: ["record", "timeline", "ferry", "--format", "svg"];
    record_timeline_html: ["record", "timeline", "ferry", "--party", "council", "--format", "html"];
    record_conflicts: ["record", "conflicts", "ferry"];
    record_offers: ["record", "offers", "ferry", "--party", "company", "--with", "service=daily", "--with", "fare=100", "--with", "night=run", "--with", "pier=council"];
    record_coders: ["record", "coders", "ferry", "ferry"];
    diff_days: ["diff", "ferry", "--on", "2026-02-01..2026-03-31"];
}
