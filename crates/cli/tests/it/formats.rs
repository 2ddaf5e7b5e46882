//! Files of other tools: in, out, and solved as they are.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Run, SMALL, detente, worked};

const DOMAIN: &str = r#"<negotiation_template>
<utility_space number_of_issues="2">
<objective index="0" etype="objective" type="objective" description="" name="Sale">
<issue etype="discrete" index="1" name="Laptop" type="discrete" vtype="discrete">
<item index="1" value="Dell"/><item index="2" value="Mac"/><item index="3" value="HP"/>
</issue>
<issue etype="integer" index="2" name="Disk &amp; more" type="integer" vtype="integer" lowerbound="1" upperbound="4"/>
</objective>
</utility_space>
</negotiation_template>
"#;

fn profile(dell: &str, slope: &str, offset: &str) -> String {
    format!(
        r#"<utility_space type="any" number_of_issues="2">
<objective index="0" etype="objective" type="objective" description="" name="Sale">
<issue etype="discrete" index="1" name="Laptop" type="discrete" vtype="discrete">
<item index="1" value="Dell" evaluation="{dell}"/><item index="2" value="Mac" evaluation="6"/><item index="3" value="HP" evaluation="3"/>
</issue>
<issue etype="integer" index="2" name="Disk &amp; more" type="integer" vtype="integer" lowerbound="1" upperbound="4">
<evaluator ftype="linear" slope="{slope}" offset="{offset}"/>
</issue>
<weight index="1" value="0.75"/><weight index="2" value="0.25"/>
</objective>
<reservation value="0.3"/>
</utility_space>
"#
    )
}

/// A folder with a domain and two profiles.
fn scenario() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("domain.xml", DOMAIN);
    write("buyer.xml", &profile("2", "0.25", "0.25"));
    write("seller.xml", &profile("12", "-0.25", "1"));
    folder
}

fn ok(run: Run) -> Run {
    assert_eq!(run.code, 0, "{run:?}");
    run
}

/// The frontier of an answer: each point's values and package.
fn frontier(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut words = words.to_vec();
    words.extend(["--format", "json"]);
    let json = ok(detente(folder, &words)).json();
    let points = json["frontier"]["points"].as_array().unwrap_or_else(|| panic!("no frontier: {json:#}"));
    assert!(!points.is_empty());
    points.iter().map(ToString::to_string).collect()
}

#[test]
fn a_domain_is_solved_as_it_is_and_as_a_case_alike() {
    let folder = scenario();
    let at = folder.path();
    let named = frontier(at, &["solve", "domain.xml", "buyer.xml", "seller.xml"]);
    assert_eq!(named, frontier(at, &["solve", "domain.xml"]), "the profiles beside it");
    let import = ok(detente(at, &["import", "domain.xml", "-o", "sale"]));
    assert!(import.out.contains("2 parties, 2 issues from genius"), "{}", import.out);
    assert_eq!(named, frontier(at, &["solve", "sale"]));
    let human = ok(detente(at, &["solve", "domain.xml"]));
    assert!(human.out.contains("0.9375"), "GENIUS's value of Mac and 3: {}", human.out);
    for file in ["domain.xml", "buyer.xml", "seller.xml"] {
        assert!(human.out.contains(file), "{file} is named with its hash");
    }
    let again = detente(at, &["import", "domain.xml", "-o", "sale"]);
    assert_eq!((again.code, again.err.contains("is not empty")), (2, true), "{again:?}");
}

#[test]
fn what_goes_out_comes_in_the_same() {
    let folder = scenario();
    let at = folder.path();
    ok(detente(at, &["import", "domain.xml", "-o", "sale"]));
    let first = frontier(at, &["solve", "sale"]);
    for (to, place, back) in [
        ("genius", "g", "g"),
        ("geniusweb", "w", "w"),
        ("negmas", "n", "n"),
        ("csv", "t.csv", "t.csv"),
        ("xlsx", "t.xlsx", "t.xlsx"),
        ("ods", "t.ods", "t.ods"),
    ] {
        let export = ok(detente(at, &["export", "sale", "--to", to, "-o", place]));
        assert!(export.out.contains("wrote"), "{export:?}");
        let made = format!("from-{to}");
        ok(detente(at, &["import", back, "-o", &made]));
        // Values may come back in other units of the same numbers.
        let again = frontier(at, &["solve", &made, "--points"]);
        assert_eq!(again.len(), first.len(), "{to}: {first:?} {again:?}");
        let refused = detente(at, &["export", "sale", "--to", to, "-o", place]);
        assert_eq!((refused.code, refused.err.contains("--force")), (2, true), "{refused:?}");
        ok(detente(at, &["export", "sale", "--to", to, "-o", place, "--force"]));
    }
    let json = ok(detente(at, &["export", "sale", "--to", "json", "-o", "sale.json"]));
    assert!(json.out.contains("sale.json"));
    let text = fs::read_to_string(at.join("sale.json")).expect("a file");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["issues"].as_object().map(serde_json::Map::len), Some(2), "{value:#}");
}

#[test]
fn what_a_format_cannot_say_is_listed() {
    let folder = TempDir::new().expect("a folder");
    let case = worked().join("new-start-2020");
    let case = case.to_string_lossy();
    for to in ["genius", "geniusweb", "negmas", "csv", "xlsx"] {
        let run = detente(folder.path(), &["export", &case, "--to", to, "-o", &format!("out-{to}.{to}")]);
        let told = format!("{}{}", run.out, run.err);
        assert!(run.code == 0 || run.code == 2, "{run:?}");
        for word in ["statement", "rule"] {
            assert!(run.code == 2 || told.contains(word) || to == "xlsx", "{to} drops {word}s: {told}");
        }
    }
}

#[test]
fn bad_files_are_told_with_their_place_and_nothing_is_written() {
    let folder = scenario();
    let at = folder.path();
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><utility_space>&b;</utility_space>"#;
    let outside =
        r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><utility_space>&a;</utility_space>"#;
    for (name, text) in [
        ("cut.xml", profile("2", "0.25", "0.25")[..300].to_owned()),
        ("bomb.xml", bomb.to_owned()),
        ("outside.xml", outside.to_owned()),
        ("negative.xml", profile("-2", "0.25", "0.25")),
        ("nan.xml", profile("NaN", "0.25", "0.25")),
    ] {
        fs::write(at.join(name), text).expect("a file");
        let words = ["import", "domain.xml", "buyer.xml", name, "-o", "made"];
        let run = detente(at, &words);
        assert_eq!(run.code, 2, "{name} {run:?}");
        assert!(run.err.contains("error[") && run.err.contains(&format!("{name}:")), "{name} {}", run.err);
        assert!(!at.join("made").exists(), "{name}");
    }
    for (name, bytes) in
        [("t.xlsx", &b"PK\x03\x04 no archive"[..]), ("t.csv", b"a\0b"), ("t.yaml", b"\xFF\xFE\0")]
    {
        fs::write(at.join(name), bytes).expect("a file");
        let run = detente(at, &["solve", name]);
        assert_eq!((run.code, run.err.contains("error")), (2, true), "{name} {run:?}");
    }
    let run = detente(at, &["solve", "missing.xml"]);
    assert_eq!((run.code, run.err.contains("there is no file missing.xml")), (2, true), "{run:?}");
}

#[test]
fn what_lies_beside_and_is_broken_is_named() {
    let folder = scenario();
    let at = folder.path();
    fs::write(at.join("third.xml"), "<?xml version=\"1.0\"").expect("a file");
    fs::write(at.join("pareto.xml"), "0.5, 0.5\n").expect("a file");
    let run = detente(at, &["import", "domain.xml", "-o", "sale"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("took no part") && run.err.contains("pareto.xml"), "{}", run.err);
    for name in ["one.gmcr", "two.gmcr"] {
        fs::create_dir_all(at.join("games")).expect("a folder");
        let model = r#"{"options": [{"name": "a", "permittedDirection": "both"}], "decisionMakers":
            [{"name": "A", "options": [0], "preferences": []}], "infeasibles": []}"#;
        fs::write(at.join("games").join(name), model).expect("a file");
    }
    let run = detente(at, &["import", "games", "-o", "game"]);
    assert_eq!((run.code, run.err.contains("error[several-domains]")), (2, true), "{run:?}");
}

#[test]
fn a_folder_without_a_case_stands_for_the_files_in_it() {
    let folder = scenario();
    let at = folder.path().parent().expect("a folder");
    let name = folder.path().file_name().and_then(|name| name.to_str()).expect("a name");
    let named = frontier(folder.path(), &["solve", "domain.xml"]);
    assert_eq!(named, frontier(at, &["solve", name]));
    ok(detente(at, &["check", name]));
    assert!(ok(detente(at, &["show", name])).out.contains("Laptop"));
    ok(detente(at, &["export", name, "--to", "json", "-o", &format!("{name}/out.json")]));
    fs::remove_file(folder.path().join("out.json")).expect("a file");
    // A case in the folder is what is meant; files of nothing known are told.
    fs::write(folder.path().join("case.toml"), SMALL).expect("a file");
    assert!(!ok(detente(at, &["show", name])).out.contains("Laptop"));
    let other = TempDir::new().expect("a folder");
    fs::write(other.path().join("notes.json"), "{}").expect("a file");
    let run = detente(other.path(), &["solve", "."]);
    assert_eq!((run.code, run.err.contains("case.toml")), (2, true), "{run:?}");
    ok(detente(other.path(), &["new", "talks", "--xlsx"]));
    fs::remove_file(other.path().join("notes.json")).expect("a file");
    let run = detente(other.path(), &["solve", "."]);
    assert!(run.code <= 1, "the one workbook: {run:?}");
    ok(detente(other.path(), &["new", "more", "--ods"]));
    let run = detente(other.path(), &["check", "."]);
    assert_eq!((run.code, run.out.contains("error[several-domains]")), (2, true), "{run:?}");
}

#[test]
fn no_export_mixes_with_files_that_it_did_not_write() {
    let folder = scenario();
    let at = folder.path();
    ok(detente(at, &["import", "domain.xml", "-o", "sale"]));
    fs::create_dir(at.join("out")).expect("a folder");
    fs::write(at.join("out/notes.txt"), "mine").expect("a file");
    fs::write(at.join("out/pareto.xml"), "0.5, 0.5").expect("a file");
    ok(detente(at, &["export", "sale", "--to", "genius", "-o", "out"]));
    ok(detente(at, &["export", "sale", "--to", "genius", "-o", "out", "--force"]));
    fs::write(at.join("out/third.xml"), profile("1", "0.25", "0")).expect("a file");
    for force in [&["--force"][..], &[]] {
        let words = [&["export", "sale", "--to", "genius", "-o", "out"], force].concat();
        let run = detente(at, &words);
        assert_eq!((run.code, run.err.contains("third.xml")), (2, true), "{run:?}");
        assert!(!run.err.contains("pareto.xml"), "{run:?}");
        assert!(at.join("out/third.xml").exists() && at.join("out/notes.txt").exists());
    }
    // Another format's files lie beside without harm.
    ok(detente(at, &["export", "sale", "--to", "negmas", "-o", "out"]));
}

#[test]
fn what_lies_beside_and_cannot_be_opened_is_told() {
    let folder = scenario();
    let at = folder.path();
    fs::File::create(at.join("profile-9.xml")).and_then(|file| file.set_len(65 << 20)).expect("a file");
    for words in [&["import", "domain.xml", "-o", "sale"][..], &["check", "domain.xml"]] {
        let run = detente(at, words);
        let all = format!("{}{}", run.out, run.err);
        assert!(run.code == 0 && all.contains("warning[ignored]"), "{run:?}");
        assert!(all.contains("profile-9.xml is 65 MB long"), "{run:?}");
    }
}

#[test]
fn a_name_of_a_file_makes_no_folder() {
    let folder = scenario();
    let at = folder.path();
    let run = detente(at, &["import", "domain.xml", "-o", "sale.txt"]);
    assert_eq!((run.code, run.err.contains("sale.toml")), (2, true), "{run:?}");
    assert!(!at.join("sale.txt").exists());
    ok(detente(at, &["import", "domain.xml", "-o", "sale.txt/"]));
    ok(detente(at, &["import", "domain.xml", "-o", "acme.inc"]));
    assert!(at.join("acme.inc/case.toml").exists());
    ok(detente(at, &["import", "domain.xml", "-o", "sale-1.2"]));
    let run = detente(at, &["export", "sale-1.2", "--to", "genius", "-o", "sale.xml"]);
    assert_eq!((run.code, run.err.contains("help: name a folder, such as sale")), (2, true), "{run:?}");
    let run = detente(at, &["export", "sale-1.2", "--to", "csv", "-o", "sale.txt"]);
    assert_eq!((run.code, run.err.contains("is a folder")), (2, true), "{run:?}");
    let run = detente(at, &["export", "sale-1.2", "--to", "xlsx", "-o", "sale.ods"]);
    assert_eq!((run.code, run.err.contains("--to ods")), (2, true), "{run:?}");
}

#[test]
fn what_is_odd_is_told_with_its_line() {
    let folder = scenario();
    let at = folder.path();
    let odd = profile("2", "0.25", "0.25").replace("value=\"0.3\"", "value=\"-3\"").replace("HP", "H&foo;P");
    fs::write(at.join("odd.xml"), odd).expect("a file");
    let run = detente(at, &["import", "domain.xml", "odd.xml", "odd.xml", "-o", "made"]);
    assert_eq!(run.code, 0, "{run:?}");
    for told in [
        "warning[reservation-range]",
        "odd.xml:11:21",
        "warning[xml-lenient]",
        "`&foo;` is not defined",
        "warning[duplicate]",
        "odd.xml is named twice",
    ] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn files_are_for_whom_the_mask_lets_read_them() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = scenario();
    let mode = |name: &str| {
        let metadata = fs::metadata(folder.path().join(name)).expect("a file");
        metadata.permissions().mode() & 0o777
    };
    ok(detente(folder.path(), &["import", "domain.xml", "-o", "sale.toml"]));
    assert_eq!(mode("sale.toml"), mode("domain.xml"), "as any program that writes a file");
}

#[test]
fn a_workbook_to_fill_in_is_a_case() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    for (flag, name) in [("--xlsx", "talks.xlsx"), ("--ods", "talks.ods")] {
        ok(detente(at, &["new", "talks", flag]));
        let solved = detente(at, &["solve", name]);
        assert!(solved.code <= 1 && solved.out.contains("How many packages"), "{solved:?}");
        let again = detente(at, &["new", name, flag]);
        assert_eq!((again.code, again.err.contains("is there already")), (2, true), "{again:?}");
    }
    assert_eq!(detente(at, &["new", "talks.doc", "--xlsx"]).code, 2);
}

#[test]
fn a_case_has_no_scenarios_in_another_tools_file() {
    let folder = scenario();
    let run = detente(folder.path(), &["solve", "domain.xml", "--scenario", "x"]);
    assert_eq!((run.code, run.err.contains("has no scenarios")), (2, true), "{run:?}");
    let small = TempDir::new().expect("a folder");
    fs::write(small.path().join("case.toml"), SMALL).expect("a file");
    let run = detente(small.path(), &["solve", "case.toml", "more.xml"]);
    assert_eq!(run.code, 2, "a case takes no profiles: {run:?}");
}
