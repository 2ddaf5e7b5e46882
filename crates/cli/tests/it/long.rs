//! Long work is stopped by a limit or by Ctrl-C and gives what it has.

use std::process::Command;
use std::time::Duration;

use serde_json::json;

use crate::support::{OnDisk, Run, start};

/// Forty issues of four options, sixty rules, three parties with numbers: far
/// more than can be solved in a second.
fn hard() -> OnDisk {
    let mut state: u64 = 7;
    let mut below = |bound: u64| {
        // Knuth's MMIX generator; the high bits are the better ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let mut text = "detente = 1\n[case]\ntitle = \"Hard\"\n".to_owned();
    for party in ["a", "b", "c"] {
        text.push_str(&format!("[parties.{party}]\nname = \"{party}\"\n"));
    }
    for issue in 0..40 {
        let options = "options = { o0 = \"0\", o1 = \"1\", o2 = \"2\", o3 = \"3\" }\nno-deal = \"o0\"";
        text.push_str(&format!("[issues.i{issue}]\ntitle = \"I{issue}\"\n{options}\n"));
    }
    for rule in 0..60 {
        let first = below(40);
        let [second, third] = [1 + below(13), 14 + below(13)].map(|step| (first + step) % 40);
        let options = [1 + below(3), 1 + below(3), 1 + below(3)];
        text.push_str(&format!(
            "[[rules]]\nid = \"r{rule}\"\nkind = \"logic\"\nbecause = \"Drawn.\"\n\
             require = \"i{first} = o{} and i{second} = o{} -> i{third} = o{}\"\n",
            options[0], options[1], options[2]
        ));
    }
    for party in ["a", "b", "c"] {
        text.push_str(&format!(
            "[preferences.{party}]\nbecause = \"Drawn.\"\nno-deal = 10\n[preferences.{party}.weights]\n"
        ));
        for issue in 0..40 {
            text.push_str(&format!("i{issue} = {}\n", 1 + below(99)));
        }
        text.push_str(&format!("[preferences.{party}.values]\n"));
        for issue in 0..40 {
            let [a, b, c, d] = [below(101), below(101), below(101), below(101)];
            text.push_str(&format!("i{issue} = {{ o0 = {a}, o1 = {b}, o2 = {c}, o3 = {d} }}\n"));
        }
    }
    OnDisk::of(text)
}

fn is_best_so_far(run: &Run) {
    assert_eq!(run.code, 3, "{run:?}");
    let answer = run.json();
    assert_eq!(answer["stopped"], json!(true));
    assert!(answer["limits"].as_array().is_some_and(|limits| !limits.is_empty()), "it says what is missing");
    assert_eq!(answer["combinations"], json!((1_u128 << 80).to_string()));
}

#[test]
fn a_time_limit_ends_the_work() {
    let case = hard();
    assert_eq!(case.run(&["check", "case", "--format", "json"]).json(), json!([]));
    let run = case.run(&["solve", "case", "--points", "--time", "0.5", "--format", "json"]);
    is_best_so_far(&run);
    assert!(run.took < Duration::from_secs(10), "{:?}", run.took);
    assert_eq!(run.json()["made_with"]["limits"][1]["value"], json!("0.5 s"));
    let human = case.run(&["solve", "case", "--points", "--time", "0.5"]);
    assert_eq!(human.code, 3);
    assert!(human.out.contains("best found so far"), "{}", human.out);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_work() {
    let case = hard();
    let running = start(case.folder.path(), &["solve", "case", "--points", "--format", "json"]);
    std::thread::sleep(Duration::from_millis(1_500));
    let told = Command::new("kill").args(["-INT", &running.child.id().to_string()]).status().expect("kill");
    assert!(told.success(), "it was still at work");
    let run = running.finish();
    is_best_so_far(&run);
    assert!(run.took < Duration::from_secs(15), "{:?}", run.took);
}
