//! Stability and paths as a user asks for them: the results that the literature
//! and the worked cases' own READMEs give, other tools' files, wrong input.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{OnDisk, Run, detente, worked};

/// The worked cases with control and moves.
const CASES: [&str; 6] = ["prisoners-dilemma", "chicken", "cuba-1962", "elmira", "minsk-ii", "january-2022"];

fn ask(words: &[&str]) -> Run {
    let run = detente(&worked(), words);
    assert_eq!(run.err, "", "{words:?}");
    run
}

/// The numbers of the equilibria under a foresight, ascending.
fn equilibria(answer: &Value, foresight: &str) -> Vec<u64> {
    assert_eq!(answer["not_listed"], json!(0));
    let states = answer["states"].as_array().expect("states").iter();
    let under = states
        .filter(|state| state["equilibrium"].as_array().is_some_and(|all| all.contains(&json!(foresight))));
    let number = |state: &Value| state["number"].as_str().and_then(|text| text.parse().ok());
    let mut found: Vec<u64> = under.map(|state| number(state).expect("a number")).collect();
    found.sort_unstable();
    found
}

/// The equilibria under the five concepts.
fn five(words: &[&str]) -> [Vec<u64>; 5] {
    let answer = ask(&[&["stability"], words, &["--format", "json"]].concat()).json();
    ["nash", "gmr", "smr", "seq", "sym-seq"].map(|concept| equilibria(&answer, concept))
}

/// How many equilibria there are under the five concepts.
fn counts(words: &[&str]) -> Vec<u64> {
    let answer = ask(&[&["stability"], words, &["--format", "json"]].concat()).json();
    let foresights = answer["foresights"].as_array().expect("foresights").iter();
    foresights.map(|each| each["equilibria"].as_u64().expect("a count")).collect()
}

/// Both defect: Nash. Both keep restraint: stable as soon as answers are feared.
#[test]
fn prisoners_dilemma() {
    let run = ask(&["stability", "prisoners-dilemma", "--format", "json"]);
    let answer = run.json();
    let [nash, gmr, smr, seq] = ["nash", "gmr", "smr", "seq"].map(|concept| equilibria(&answer, concept));
    assert_eq!((run.code, nash.len(), gmr.len()), (0, 1, 2));
    assert!(gmr == smr && smr == seq && gmr.contains(&nash[0]));
    assert_eq!(nash, [3], "neither keeps restraint");
    assert!(gmr.contains(&0), "both do");
}

/// The two states in which one gives way are Nash; both giving way is GMR and SMR and not SEQ.
#[test]
fn chicken() {
    let [nash, gmr, smr, seq, _] = five(&["chicken"]);
    assert_eq!((nash.as_slice(), seq.as_slice()), ([1, 2].as_slice(), [1, 2].as_slice()));
    assert_eq!(gmr, smr);
    assert_eq!(gmr, [0, 1, 2], "0: both swerve");
}

/// Fraser and Hipel 1984 in their decimal numbers, and with an air strike that cannot be undone.
#[test]
fn cuba_in_both_readings_of_the_air_strike() {
    let [_, _, _, seq, _] = five(&["cuba-1962"]);
    assert_eq!(seq, [4, 6]);
    let [nash, _, _, seq, _] = five(&["cuba-1962", "--scenario", "no-strike-undone"]);
    assert_eq!((nash, seq), (vec![5], vec![4, 5, 6]));
}

/// Hipel, Fang, Kilgour and Haight 1993: their states 5, 8, 9 and 1, 4 in our numbers.
#[test]
fn elmira_and_its_jump() {
    let numbers = [("1", "0"), ("4", "3"), ("5", "6"), ("8", "9"), ("9", "4")];
    let of = |theirs: &[&str]| {
        let ours = |state: &&str| numbers.iter().find(|(each, _)| each == state).map(|(_, ours)| *ours);
        let mut all: Vec<u64> = theirs.iter().filter_map(ours).filter_map(|ours| ours.parse().ok()).collect();
        all.sort_unstable();
        all
    };
    let [nash, gmr, smr, seq, sym_seq] = five(&["elmira"]);
    for found in [&nash, &seq, &sym_seq] {
        assert_eq!(*found, of(&["5", "8", "9"]));
    }
    for found in [&gmr, &smr] {
        assert_eq!(*found, of(&["1", "4", "5", "8", "9"]));
    }
    let answer = ask(&["stability", "elmira", "--coalitions", "ministry+company", "--format", "json"]).json();
    assert_eq!(answer["model"]["states"], json!(9));
    let jumps = answer["jumps"].as_array().expect("jumps");
    let from_5 = jumps.iter().filter(|jump| jump["concept"] == json!("nash"));
    let ends: Vec<_> = from_5.map(|jump| (jump["from"].clone(), jump["to"].clone())).collect();
    assert_eq!(ends, [(json!("6"), json!("9"))]);
    assert!(!equilibria(&answer, "coalition:nash").contains(&6), "the coalition leaves it");
}

/// The counts that the READMEs give.
#[test]
fn minsk_and_january() {
    assert_eq!(counts(&["minsk-ii"]), [16, 124, 95, 48, 41]);
    assert_eq!(counts(&["minsk-ii", "--scenario", "no-way-back"]), [92, 171, 138, 92, 92]);
    assert_eq!(counts(&["january-2022"]), [18, 307, 307, 51, 51]);
    // Those that the two who move together might leave count for single parties.
    let csv = ask(&["stability", "january-2022", "--format", "csv"]).out;
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next().expect("a head");
    let alone: Vec<usize> =
        (0..head.len()).filter(|&at| head[at].starts_with("nash/") && !head[at].contains('+')).collect();
    assert_eq!(alone.len(), 3);
    assert_eq!(lines.filter(|row| alone.iter().all(|&at| row[at] == "yes")).count(), 28);
}

/// What is asked of a state agrees with what is listed, in words and as data.
#[test]
fn one_state_is_explained_as_it_is_listed() {
    let answer = ask(&["stability", "elmira", "--format", "json"]).json();
    for state in answer["states"].as_array().expect("states") {
        let number = state["number"].as_str().expect("a number");
        let run = ask(&["stability", "elmira", "--state", number, "--format", "json"]);
        let one = run.json();
        assert_eq!(one["states"][0]["equilibrium"], state["equilibrium"]);
        let all = state["equilibrium"].as_array().map_or(0, Vec::len) == 5;
        assert_eq!(run.code, i32::from(!all));
        for why in one["why"].as_array().expect("explanations") {
            let undeterred = |each: &&Value| each["answer"].as_array().is_some_and(Vec::is_empty);
            let open =
                why["improvements"].as_array().expect("improvements").iter().filter(undeterred).count();
            assert_eq!(why["stable"], json!(open == 0));
            let stable = state["stable"][why["concept"].as_str().expect("a concept")]
                .as_array()
                .is_some_and(|who| who.contains(&why["who"]));
            assert_eq!(why["stable"], json!(stable));
        }
    }
    let by_choice =
        ask(&["stability", "cuba-1962", "--state", "withdraw=yes,blockade=yes", "--format", "json"]);
    assert_eq!(by_choice.json()["states"][0]["number"], json!("6"));
}

#[test]
fn the_text_says_who_deters_whom() {
    let out = ask(&["stability", "cuba-1962", "--state", "4"]).out;
    let one_line = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "Soviet Union would move to \"The Soviet Union withdraws the missiles: The missiles stay\".",
        "United States answers with \"The United States strikes the missile sites from the air: Air strike\"; that \
         leaves Soviet Union worse off: deterred.",
        "No move leads to a state better for United States: stable under every concept.",
        "orders of preference stated for all parties",
    ] {
        assert!(one_line.contains(told), "{told}\n{out}");
    }
}

/// Every worked case, in every format, without a word on standard error, and the same twice.
#[test]
fn the_worked_cases_answer_in_every_format() {
    for case in CASES {
        for format in ["human", "markdown", "json", "csv"] {
            let words = ["stability", case, "--format", format];
            let run = ask(&words);
            assert_eq!(run.code, 0, "{words:?}");
            assert_eq!(run.out, ask(&words).out, "{words:?}");
        }
        for format in ["human", "markdown", "json"] {
            assert!(ask(&["stability", case, "--grid", "--format", format]).code <= 1);
            assert!(ask(&["paths", case, "--format", format]).code == 0);
        }
        assert_eq!(ask(&["paths", case, "--by", "improvements", "--format", "dot"]).code, 0);
        let svg = ask(&["paths", case, "--by", "improvements", "--format", "svg"]).out;
        assert!(
            svg.starts_with("<svg ") && svg.contains("<title id=\"title\">") && svg.ends_with("</svg>\n")
        );
    }
}

/// Threads change no byte.
#[test]
fn threads_change_nothing() {
    let answer = |threads: &str| {
        let run =
            ask(&["stability", "minsk-ii", "--coalitions", "all", "--threads", threads, "--format", "csv"]);
        run.out
    };
    assert_eq!(answer("1"), answer("5"));
}

#[test]
fn paths_lead_where_they_say() {
    let answer = ask(&["paths", "elmira", "--to", "9", "--by", "moves", "--format", "json"]).json();
    let ways = &answer["courses"][0]["ways"];
    assert_eq!((&ways["fewest"], &ways["all_shortest"]), (&json!(3), &json!(true)));
    let shortest = ways["shortest"].as_array().expect("ways");
    assert_eq!(shortest.len(), 6, "three movers in any order");
    for way in shortest {
        let steps = way.as_array().expect("steps");
        assert_eq!((&steps[0]["from"], &steps[2]["to"]), (&json!("0"), &json!("9")));
        assert!(
            steps.windows(2).all(|pair| pair[0]["to"] == pair[1]["from"] && pair[0]["who"] != pair[1]["who"])
        );
    }
    // By improvements alone nobody gets there: it takes a joint step.
    let run = detente(&worked(), &["paths", "elmira", "--to", "9", "--by", "improvements"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("There is no way to number 9"), "{}", run.out);
    let large = detente(&worked(), &["paths", "january-2022", "--format", "svg"]);
    assert_eq!((large.code, large.out.as_str()), (2, ""));
    assert!(large.err.contains("432 states"), "{}", large.err);
}

/// From the accepted plan under the air strike the United States would leave: one state decides.
#[test]
fn inverse_names_the_fewest_changes() {
    let words =
        ["stability", "cuba-1962", "--inverse", "5", "--concepts", "seq", "--for", "us", "--format", "json"];
    let run = ask(&words);
    let changes = &run.json()["changes"];
    assert_eq!(run.code, 1);
    assert_eq!(changes[0]["changes"], json!([[{ "party": "us", "state": "6" }]]));
    let holds = ask(&["stability", "cuba-1962", "--inverse", "6", "--concepts", "seq"]);
    assert_eq!(holds.code, 0);
    assert!(holds.out.contains("United States: stable as it is."), "{}", holds.out);
}

#[test]
fn the_grid_counts_what_single_answers_count() {
    let grid = ask(&["stability", "cuba-1962", "--grid", "--format", "json"]).json();
    let versions = grid["versions"].as_array().expect("versions");
    let cells = grid["cells"].as_array().expect("cells");
    for (at, version) in versions.iter().enumerate() {
        let name = version.as_str().expect("a name");
        let words: &[&str] = if at == 0 { &["cuba-1962"] } else { &["cuba-1962", "--scenario", name] };
        let cell = cells
            .iter()
            .find(|cell| cell["version"] == json!(at) && cell["reversibility"] == json!("as-declared"))
            .expect("a cell");
        assert_eq!(cell["equilibria"], json!(counts(words)), "{name}");
    }
}

#[test]
fn certificates_are_written_for_the_checker() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("certificate.json");
    ask(&["stability", "elmira", "--coalitions", "all", "--certificate", &path.to_string_lossy()]);
    let text = fs::read_to_string(&path).expect("a certificate");
    let certificate: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(certificate["format"], json!("detente/stability-certificate/1"));
    // Five equilibria, three decision makers and four coalitions, five concepts.
    assert_eq!(certificate["verdicts"].as_array().map(Vec::len), Some(5 * (3 + 4) * 5));
    let joint = ["--coalitions", "all", "--joint-sanctions", "--certificate", &path.to_string_lossy()];
    ask(&[&["stability", "elmira"], &joint[..]].concat());
    let text = fs::read_to_string(&path).expect("a certificate");
    let certificate: Value = serde_json::from_str(&text).expect("JSON");
    let verdicts = certificate["verdicts"].as_array().expect("verdicts");
    assert_eq!(verdicts.len(), 5 * (3 + 4) * 5);
    // Against a pair nobody is left to form a coalition: one party, or none.
    assert!(verdicts.iter().all(|verdict| verdict["joint_sanctions"] == json!(false)));
}

/// A conflict of two options as gmcr-py writes it: states that cannot be, an
/// option that cannot be taken back, ranks of both.
const GMCR: &str = include_str!("../cases/fence.gmcr");

#[test]
fn files_of_gmcr_give_known_results() {
    let folder = tempfile::TempDir::new().expect("a folder");
    fs::write(folder.path().join("fence.gmcr"), GMCR).expect("a file");
    let run = detente(folder.path(), &["stability", "fence.gmcr", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let answer = run.json();
    // A prisoner's dilemma: as above.
    assert_eq!(equilibria(&answer, "nash"), [3]);
    for concept in ["gmr", "smr", "seq", "sym-seq"] {
        assert_eq!(equilibria(&answer, concept), [0, 3], "{concept}");
    }
}

#[test]
fn slips_are_answered_with_what_was_meant() {
    for (words, told) in [
        (&["--concepts", "nsh"][..], "did you mean `nash`?"),
        (&["--concepts", "nash,lh:0"], "from 1 to 1000"),
        (&["--mixed", "minstry=seq"], "did you mean `ministry`?"),
        (&["--mixed", "residents=seq"], "can move no issue alone"),
        (&["--mixed", "ministry"], "expected a party and its concept"),
        (&["--coalitions", "ministry"], "two parties or more"),
        (&["--coalitions", "ministry+copany"], "did you mean `company`?"),
        (&["--unknown", "e"], "there are: a, b, c, d, all"),
        (&["--strength", "much"], "expected `priorities`"),
        (&["--state", "ordr=modified"], "did you mean `order`?"),
        (&["--state", "order=modifed"], "did you mean `modified`?"),
        (&["--state", "99"], "there is no state 99"),
        (&["--state", "5"], "an issue that does not arise"),
        (&["--inverse", "3", "--for", "residents"], "moves no issue alone"),
        (&["--inverse", "3", "--for", "locl"], "did you mean `local`?"),
    ] {
        let run = detente(&worked(), &[&["stability", "elmira"], words].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
        assert!(run.err.contains(told), "{words:?}: {}", run.err);
    }
    let broken = detente(&worked(), &["stability", "cuba-1962", "--state", "withdraw=yes,escalate=yes"]);
    assert_eq!(broken.code, 2);
    assert!(broken.err.contains("`withdraw-or-escalate`"), "{}", broken.err);
}

/// 2^40 states: told at once, with their number, and nothing made.
#[test]
fn a_model_that_would_not_fit_is_refused_with_its_number() {
    let mut text = "detente = 1\n[case]\ntitle = \"Large\"\n[parties.one]\nname = \"One\"\n".to_owned();
    for at in 0..40 {
        text.push_str(&format!(
            "[issues.i{at}]\ntitle = \"I\"\noptions = {{ no = \"No\", yes = \"Yes\" }}\nno-deal = \"no\"\ncontrol = \"one\"\n"
        ));
    }
    let case = OnDisk::of(text);
    for command in ["stability", "paths"] {
        let run = case.run(&[command, "case"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains("1,099,511,627,776 states"), "{}", run.err);
    }
}

/// A case whose preferences nobody knows has no verdicts, and says so.
#[test]
fn nothing_is_said_for_want_of_a_preference() {
    let case = OnDisk::of(
        "detente = 1\n[case]\ntitle = \"T\"\n[parties.a]\nname = \"A\"\n[parties.b]\nname = \"B\"\n\
         [issues.x]\ntitle = \"X\"\noptions = { no = \"No\", yes = \"Yes\" }\nno-deal = \"no\"\ncontrol = \"a\"\n\
         [issues.y]\ntitle = \"Y\"\noptions = { no = \"No\", yes = \"Yes\" }\nno-deal = \"no\"\ncontrol = \"b\"\n\
         [preferences.a]\nbecause = \"Made up.\"\npriorities = [\"y = yes\", \"x = yes\"]\n",
    );
    let run = case.run(&["stability", "case"]);
    let text = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("No preference is given for B"), "{}", run.out);
    assert!(text.contains("Equilibria are stable for all but B"), "{}", run.out);
}

/// Parties that move together: it is enough that one of them no longer prefers what they would go to.
#[test]
fn inverse_answers_for_parties_that_move_together() {
    let weir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let words = ["stability", "weir", "--inverse", "0", "--concepts", "nash", "--for", "farm+mill"];
    let run = detente(&weir, &[&words[..], &["--format", "json"]].concat());
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let changes = &run.json()["changes"];
    assert_eq!((&changes[0]["who"], &changes[0]["stable"]), (&json!("mill+farm"), &json!(false)));
    // The bridge (number 4) is what both prefer.
    let lowered = |party: &str| json!([{ "party": party, "state": "4" }]);
    assert_eq!(changes[0]["changes"], json!([lowered("mill"), lowered("farm")]));
    let told = detente(&weir, &words).out;
    assert!(told.contains("for Mill: number 4") && told.contains("for Farm: number 4"), "{told}");
}

/// What is drawn depends on the seed alone, and adds up with what is certain.
#[test]
fn shares_of_draws() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let words = ["stability", "brook", "--draws", "256", "--seed", "5", "--format", "json"];
    let once = detente(&cases, &[&words[..], &["--threads", "1"]].concat()).json();
    let again = detente(&cases, &[&words[..], &["--threads", "2"]].concat()).json();
    assert_eq!((&once["draws"], &once["unknowns"]), (&json!(256), &json!(4)));
    assert_eq!(once["states"], again["states"]);
    for state in once["states"].as_array().expect("states") {
        let share = |concept: &str| state["shares"][concept]["value"].as_f64().expect("a share");
        assert!(share("nash") <= share("seq") && share("seq") <= share("gmr"), "{state}");
    }
    let certain = ask(&["stability", "chicken", "--draws", "100", "--format", "json"]).json();
    assert_eq!(certain["draws"], json!(0));
    let nash = certain["states"].as_array().expect("states").iter();
    let nash = nash.filter(|state| state["shares"]["nash"] == json!({ "value": 1.0, "error": 0.0 }));
    assert_eq!(nash.map(|state| state["number"].clone()).collect::<Vec<_>>(), [json!("1"), json!("2")]);
}

/// So many options, shared out among four parties.
fn options(folder: &Path, count: usize) -> String {
    let mut text = String::from("detente = 1\n[case]\ntitle = \"Many\"\nbecause = \"test\"\n");
    for party in 0..4 {
        text += &format!("[parties.p{party}]\nname = \"P{party}\"\n");
    }
    for option in 0..count {
        text += &format!(
            "[issues.o{option}]\ntitle = \"O\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"p{}\"]\n",
            option % 4
        );
    }
    for party in 0..4 {
        text += &format!(
            "[preferences.p{party}]\nbecause = \"test\"\npriorities = [\"o{party} = yes\", \"o0 = no\"]\n"
        );
    }
    let name = format!("many{count}.toml");
    fs::write(folder.join(&name), text).expect("a file");
    name
}

#[test]
fn large_models_are_refused_with_the_number_or_stopped() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let folder = folder.path();
    let refused = detente(folder, &["stability", &options(folder, 40)]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("1,099,511,627,776 states would need"), "{}", refused.err);
    let stopped = detente(folder, &["stability", &options(folder, 18), "--time", "0.02"]);
    assert_eq!((stopped.code, stopped.out.as_str()), (3, ""), "{}", stopped.err);
}

/// An equilibrium under every foresight asked for is one only where each has an answer.
#[test]
fn what_has_no_answer_does_not_hold() {
    let run = detente(&worked(), &["stability", "elmira", "--concepts", "lh:2", "--state", "0"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("Not answered"), "{}", run.out);
}

/// Improvements that are not told are still there.
#[test]
fn a_list_of_none_makes_nothing_stable() {
    let words = ["stability", "cuba-1962", "--state", "4", "--list", "0", "--concepts", "gmr"];
    let run = ask(&words);
    assert!(!run.out.contains("No move leads to a state better for Soviet Union"), "{}", run.out);
}

#[test]
fn options_that_would_do_nothing_are_refused() {
    for (words, expected) in [
        (["--inverse", "5", "--concepts", "nash,simultaneous"].as_slice(), "--inverse knows nash"),
        (&["--grid", "--concepts", "nash,lh:2"], "--grid knows nash"),
        (&["--inverse", "5", "--unknown", "a"], "cannot be used with"),
        (&["--joint-sanctions"], "--coalitions"),
        (&["--strength", "5", "--concepts", "nash"], "--strength tells"),
        (&["--strength", "-5"], "above zero"),
        (&["--mixed", "us=nash,us=seq"], "two concepts"),
    ] {
        let run = detente(&worked(), &[&["stability", "cuba-1962"], words].concat());
        assert_eq!(run.code, 2, "{words:?}: {}{}", run.out, run.err);
        assert!(run.err.contains(expected), "{words:?}: {}", run.err);
    }
}

/// A coalition named twice is one.
#[test]
fn coalitions_count_once() {
    let run = ask(&["stability", "cuba-1962", "--coalitions", "us+ussr;ussr+us", "--format", "csv"]);
    let head = run.out.lines().find(|line| line.contains("coalition:us+ussr")).unwrap_or_default().to_owned();
    assert_eq!(head.matches("coalition:nash/coalition:us+ussr").count(), 1, "{head}");
}

/// Each verdict of each foresight asked for is written down, and nothing is named as not proved.
#[test]
fn every_foresight_is_certified() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("proofs.json");
    let words = [
        "stability",
        "cuba-1962",
        "--state",
        "4",
        "--concepts",
        "nash,seq,lh:2,simultaneous",
        "--mixed",
        "us=smr",
        "--unknown",
        "a,d",
        "--strength",
        "5",
        "--certificate",
    ];
    let run = ask(&[&words[..], &[file.to_str().expect("a path")]].concat());
    let claims: Value = serde_json::from_str(&fs::read_to_string(file).expect("written")).expect("JSON");
    assert_eq!(claims["not_proved"], json!([]));
    assert_eq!(claims["unproved"], json!(0));
    let of = |party: &str| {
        let verdicts = claims["verdicts"].as_array().expect("verdicts").iter();
        let mine = verdicts.filter(|verdict| verdict["parties"] == json!([party]));
        let id = |verdict: &Value| {
            let part = |key: &str| verdict[key].as_str().map_or(String::new(), |text| format!(":{text}"));
            format!("{}{}{}", verdict["concept"].as_str().unwrap_or(""), part("reading"), part("strength"))
        };
        mine.map(id).collect::<Vec<_>>().join(" ")
    };
    // Nothing says what is strongly preferred: there is no such verdict to prove.
    assert_eq!(of("us"), "nash seq smr nash:a seq:a nash:d seq:d lh:2 simultaneous");
    assert_eq!(of("ussr"), "nash seq nash:a seq:a nash:d seq:d lh:2 simultaneous");
    let one_line = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "Looking 2 moves ahead, each reckoning with what is best for whoever has the move:",
        "United States is expected to move to",
        "With preferences known in part, Soviet Union being tempted by what may be better, deterred by what surely is not",
        "Where both may move at once:",
    ] {
        assert!(one_line.contains(told), "{told}\n{}", run.out);
    }
}
