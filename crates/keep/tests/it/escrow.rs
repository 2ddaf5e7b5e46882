//! The escrow: what is opened is what was sealed, and nothing else shows.

use std::fs;
use std::path::Path;
use std::process::Command;

use detente_keep::chain::hex;
use detente_keep::escrow::json::{
    read_answer, read_commitment, read_declaration, write_answer, write_commitment,
};
use detente_keep::escrow::{Answer, Commitment, Declaration, Refusal, Sealed, Shape, Site, Verdict, verify};
use proptest::prelude::*;

const SEED: [u8; 32] = [7; 32];

fn declaration(items: &[&[(&str, &str)]]) -> Declaration {
    Declaration {
        instrument: "a-freeze".to_owned(),
        declarant: "north".to_owned(),
        version: 1,
        previous: None,
        text: "All warheads".to_owned(),
        sites: items
            .iter()
            .enumerate()
            .map(|(at, items)| Site {
                text: format!("Site {at}"),
                items: items.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect(),
            })
            .collect(),
        shape: Shape { sites: 4, items: 5 },
    }
}

fn sealed() -> Sealed {
    let sites: [&[(&str, &str)]; 2] =
        [&[("w-1", "assembled"), ("w-2", "dismantled"), ("w-3", "assembled")], &[("w-4", "in store")]];
    Sealed::new(declaration(&sites), SEED).expect("sealed")
}

/// Every answer that can be asked for.
fn answers(sealed: &Sealed) -> Vec<(Answer, Verdict)> {
    let mut answers = Vec::new();
    let texts = [
        (0, None, "Site 0"),
        (0, Some(0), "assembled"),
        (0, Some(1), "dismantled"),
        (1, Some(0), "in store"),
    ];
    for (site, item, text) in texts {
        let path = sealed.path(site, item).expect("a path");
        answers.push((sealed.open_text(&path).expect("opened"), Verdict::Text(text.to_owned())));
    }
    answers.push((sealed.open_text(&[]).expect("opened"), Verdict::Text("All warheads".to_owned())));
    answers.push((sealed.open_sum(&[]).expect("opened"), Verdict::Count(4)));
    answers
        .push((sealed.open_sum(&sealed.path(0, None).expect("a path")).expect("opened"), Verdict::Count(3)));
    for (key, verdict) in
        [("w-1", Verdict::Declared), ("w-4", Verdict::Declared), ("w-9", Verdict::NotDeclared)]
    {
        answers.push((sealed.challenge(key), verdict));
    }
    answers
}

#[test]
fn what_is_opened_is_what_was_sealed() {
    let sealed = sealed();
    for (answer, verdict) in answers(&sealed) {
        assert_eq!(verify(sealed.commitment(), &answer), verdict, "{answer:?}");
        assert_eq!(read_answer(&write_answer(&answer)), Ok(answer));
    }
    let commitment = sealed.commitment();
    assert_eq!(read_commitment(&write_commitment(commitment)), Ok(commitment.clone()));
}

/// Values that follow from the specification; `docs/src/escrow.md` gives them.
#[test]
fn test_vectors() {
    let sealed = sealed();
    let commitment = sealed.commitment();
    let vectors =
        [&commitment.nonce, &commitment.tree, &commitment.keys, &commitment.root].map(|each| hex(each));
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/escrow.md"));
    let page = page.expect("the specification");
    for vector in &vectors {
        assert!(page.contains(vector), "the specification lacks {vectors:#?}");
    }
}

#[test]
fn the_independent_verifier_agrees() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify_escrow.py");
    let sealed = sealed();
    let (one, other) = (folder.path().join("commitment.json"), folder.path().join("answer.json"));
    fs::write(&one, write_commitment(sealed.commitment())).expect("written");
    for (at, (answer, verdict)) in answers(&sealed).into_iter().enumerate() {
        let says = match verdict {
            Verdict::Text(text) => format!("text: {text}\n"),
            Verdict::Count(count) => format!("count: {count}\n"),
            Verdict::Declared => "declared\n".to_owned(),
            Verdict::NotDeclared => "not declared\n".to_owned(),
            Verdict::Invalid => unreachable!("all answers are sound"),
        };
        let json = write_answer(&answer);
        // The first digit of the first salt is changed for the second run.
        let salt = json.find("\"salt\": \"").expect("a salt") + 9;
        let digit = if json[salt..].starts_with('0') { "1" } else { "0" };
        let forged = format!("{}{digit}{}", &json[..salt], &json[salt + 1..]);
        for (json, expected, code) in [(json.clone(), says.as_str(), 0), (forged, "invalid\n", 1)] {
            fs::write(&other, json).expect("written");
            let run = Command::new("python3").arg(&script).args([&one, &other]).output().expect("python3");
            assert_eq!(String::from_utf8_lossy(&run.stdout), expected, "{at}");
            assert_eq!(run.status.code(), Some(code));
        }
    }
    let mut forged = sealed.commitment().clone();
    forged.nonce[0] ^= 1;
    fs::write(&one, write_commitment(&forged)).expect("written");
    fs::write(&other, write_answer(&sealed.challenge("w-1"))).expect("written");
    let run = Command::new("python3").arg(&script).args([&one, &other]).output().expect("python3");
    assert_eq!((String::from_utf8_lossy(&run.stdout).as_ref(), run.status.code()), ("invalid\n", Some(1)));
}

/// Every hash of an answer, in order.
fn digests(answer: &mut Answer) -> Vec<&mut [u8; 32]> {
    match answer {
        Answer::Text { salt, way, .. } => {
            let nodes = way
                .iter_mut()
                .flat_map(|node| [&mut node.text, &mut node.count].into_iter().chain(&mut node.children));
            std::iter::once(salt).chain(nodes).collect()
        }
        Answer::Sum { salt, way, parts, .. } => {
            let nodes = way
                .iter_mut()
                .flat_map(|node| [&mut node.text, &mut node.count].into_iter().chain(&mut node.children));
            let parts = parts
                .iter_mut()
                .flat_map(|(_, salt, text, children)| [salt, text].into_iter().chain(children));
            std::iter::once(salt).chain(nodes).chain(parts).collect()
        }
        Answer::Key { held, salt, beside, .. } => std::iter::once(salt).chain(held).chain(beside).collect(),
    }
}

/// Changes one thing of an answer.
fn mutated(answer: &Answer, what: usize, bit: u8) -> Answer {
    let mut answer = answer.clone();
    let others = 3;
    let count = digests(&mut answer).len();
    let what = what % (count + others);
    if what < count {
        digests(&mut answer)[what][usize::from(bit / 8)] ^= 1 << (bit % 8);
        return answer;
    }
    match (&mut answer, what - count) {
        (Answer::Text { text, .. }, 0) => text.push(char::from(b'a' + bit % 26)),
        (Answer::Text { path, .. } | Answer::Sum { path, .. }, 1) => match path.first_mut() {
            Some(step) => *step = (*step + 1) % 4,
            None => path.push(0),
        },
        (Answer::Sum { count, .. }, 0) => *count ^= 1 << (bit % 60),
        (Answer::Sum { parts, .. }, 2) => parts[0].0 ^= 1 << (bit % 60),
        (Answer::Text { way, .. }, 2) => drop(way.pop()),
        (Answer::Key { held, .. }, 0) => *held = if held.is_some() { None } else { Some([bit; 32]) },
        (Answer::Key { beside, .. }, 1) => drop(beside.pop()),
        (Answer::Key { key, .. }, _) => key.push('x'),
        (_, _) => digests(&mut answer)[0][0] ^= 1,
    }
    answer
}

fn no_mutation_verifies(cases: usize) {
    let sealed = sealed();
    let sound = answers(&sealed);
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..cases {
        // SplitMix64 (Steele, Lea and Flood 2014): reproducible, and fast enough for a million.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        let (answer, _) = &sound[usize::try_from(mixed % sound.len() as u64).expect("small")];
        let what = usize::try_from(mixed >> 8 & 0xFFFF).expect("small");
        let bit = u8::try_from(mixed >> 32 & 0xFF).expect("a byte");
        let answer = mutated(answer, what, bit);
        assert_eq!(verify(sealed.commitment(), &answer), Verdict::Invalid, "{answer:?}");
    }
}

#[test]
fn opening_anything_else_never_verifies() {
    no_mutation_verifies(5_000);
}

#[test]
#[ignore = "a million mutations take minutes in a debug build"]
fn opening_anything_else_never_verifies_in_a_million_tries() {
    no_mutation_verifies(1_000_000);
}

#[test]
fn answers_to_one_declaration_do_not_fit_another() {
    let sealed = sealed();
    let mut again = declaration(&[&[("w-1", "assembled")]]);
    again.version = 2;
    again.previous = Some(sealed.commitment().root);
    let second = Sealed::new(again, SEED).expect("sealed");
    for (answer, _) in answers(&sealed) {
        assert_eq!(verify(second.commitment(), &answer), Verdict::Invalid);
    }
    // A correction names the version before; without it the root is another.
    let mut forged = second.commitment().clone();
    forged.previous = None;
    assert_eq!(verify(&forged, &second.challenge("w-1")), Verdict::Invalid);
}

/// A change of a commitment.
type Change = fn(&mut Commitment);

/// Every field of a commitment is bound by its root: two that differ in
/// anything cannot be told to be the same by comparing roots.
#[test]
fn a_commitment_with_anything_changed_verifies_nothing() {
    let sealed = sealed();
    let changes: [(&str, Change); 9] = [
        ("instrument", |each| each.instrument.push('x')),
        ("declarant", |each| each.declarant.push('x')),
        ("version", |each| each.version += 1),
        ("previous", |each| each.previous = Some([0; 32])),
        ("sites", |each| each.shape.sites += 1),
        ("items", |each| each.shape.items += 1),
        ("nonce", |each| each.nonce[0] ^= 1),
        ("tree", |each| each.tree[31] ^= 128),
        ("keys", |each| each.keys[7] ^= 4),
    ];
    for (what, change) in changes {
        let mut forged = sealed.commitment().clone();
        change(&mut forged);
        for (answer, _) in answers(&sealed) {
            assert_eq!(verify(&forged, &answer), Verdict::Invalid, "{what}: {answer:?}");
        }
    }
}

#[test]
fn what_cannot_be_sealed_is_refused() {
    let long = "x".repeat(300);
    let six: Vec<(String, String)> = (0..6).map(|at| (format!("k{at}"), String::new())).collect();
    let six: Vec<(&str, &str)> = six.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    for (sites, refusal) in [
        (vec![six.as_slice()], Refusal::TooMany),
        (vec![&[("a", ""), ("a", "")][..]], Refusal::KeyTwice),
        (vec![&[("a", long.as_str())][..]], Refusal::TooLong),
    ] {
        assert_eq!(Sealed::new(declaration(&sites), SEED).err(), Some(refusal));
    }
    assert_eq!(sealed().open_text(&[9]).err(), Some(Refusal::NoSuchPath));
}

// The leak list of the specification, a test for each.

fn sizes(sealed: &Sealed) -> Vec<usize> {
    let paths: [&[u16]; 3] = [&[], &[1], &[1, 2]];
    let mut sizes: Vec<usize> =
        paths.iter().map(|path| write_answer(&sealed.open_sum(path).expect("opened")).len()).collect();
    sizes.push(write_commitment(sealed.commitment()).len());
    sizes
}

#[test]
fn leak_length_and_arity() {
    // Neither the length of texts nor the number of sites and items shows in
    // the commitment or in sums, but for the digits of the sums themselves.
    let few = Sealed::new(declaration(&[&[("a", "")]]), SEED).expect("sealed");
    let long = "y".repeat(200);
    let many: [&[(&str, &str)]; 2] = [&[("a", &long), ("b", "x"), ("c", "x")], &[("d", &long)]];
    let many = Sealed::new(declaration(&many), SEED).expect("sealed");
    assert_eq!(sizes(&few), sizes(&many));
}

#[test]
fn leak_of_keys_by_length() {
    let sealed = sealed();
    let shown = |key: &str| match sealed.challenge(key) {
        Answer::Key { beside, .. } => beside.len(),
        _ => 0,
    };
    assert!((0..200).map(|at| shown(&format!("key-{at}"))).chain([shown("w-1")]).all(|length| length == 16));
}

#[test]
fn leak_order() {
    // Where an element stands in the declaration says nothing of its place:
    // over many seeds the first item comes everywhere about equally often.
    let mut places = [0_u32; 5];
    for seed in 0..60_u8 {
        let sealed = Sealed::new(declaration(&[&[("a", ""), ("b", "")]]), [seed; 32]).expect("sealed");
        places[usize::from(sealed.path(0, Some(0)).expect("a path")[1])] += 1;
    }
    // Twelve are expected, with a standard deviation of about three.
    assert!(places.iter().all(|count| (1..30).contains(count)), "{places:?}");
}

#[test]
fn leak_timing() {
    // Nothing in a commitment or an answer depends on when it was made.
    let (one, other) = (sealed(), sealed());
    assert_eq!(one.commitment(), other.commitment());
    assert_eq!(one.open_sum(&[]), other.open_sum(&[]));
}

#[test]
fn leak_salt_reuse() {
    // The same text in two places, or in two versions under one seed, has
    // nothing in common.
    let same: [&[(&str, &str)]; 2] = [&[("a", "x"), ("b", "x")], &[("c", "x")]];
    let mut second = declaration(&same);
    second.version = 2;
    let (one, two) = (Sealed::new(declaration(&same), SEED), Sealed::new(second, SEED));
    let (one, two) = (one.expect("sealed"), two.expect("sealed"));
    let mut seen = std::collections::BTreeSet::new();
    for sealed in [&one, &two] {
        for site in 0..4 {
            for item in 0..5 {
                let Answer::Text { salt, way, .. } = sealed.open_text(&[site, item]).expect("opened") else {
                    panic!("a text")
                };
                let last = way.last().expect("a node");
                assert!(seen.insert(salt) && seen.insert(last.text) && seen.insert(last.count));
            }
        }
    }
}

/// An adversary holds every opening but one text's: no guess of that text, with
/// any salt that it has seen, gives the commitment.
#[test]
fn leak_of_a_guess() {
    let sealed = sealed();
    let hidden = sealed.path(0, Some(0)).expect("a path");
    let mut salts = vec![[0; 32], SEED.map(|_| 1)];
    let mut commitment = None;
    for site in 0..4 {
        for item in 0..5 {
            let Answer::Text { salt, way, path, .. } = sealed.open_text(&[site, item]).expect("opened")
            else {
                panic!("a text")
            };
            if path == hidden {
                commitment = way.last().cloned()
            } else {
                salts.push(salt)
            }
            if let Answer::Sum { salt, .. } = sealed.open_sum(&[site, item]).expect("opened") {
                salts.push(salt);
            }
        }
    }
    let Answer::Text { way, .. } = sealed.open_text(&hidden).expect("opened") else { panic!("a text") };
    assert_eq!(commitment.as_ref(), way.last());
    for guess in ["assembled", "dismantled", "in store", ""] {
        for salt in &salts {
            let answer =
                Answer::Text { path: hidden.clone(), text: guess.to_owned(), salt: *salt, way: way.clone() };
            assert_eq!(verify(sealed.commitment(), &answer), Verdict::Invalid);
        }
    }
}

proptest! {
    #[test]
    fn every_declaration_can_be_opened_everywhere(
        counts in proptest::collection::vec(0_usize..5, 0..4),
        seed in any::<[u8; 32]>(),
    ) {
        let keys: Vec<Vec<String>> = counts
            .iter()
            .enumerate()
            .map(|(site, count)| (0..*count).map(|item| format!("{site}-{item}")).collect())
            .collect();
        let sites: Vec<Vec<(&str, &str)>> =
            keys.iter().map(|keys| keys.iter().map(|key| (key.as_str(), "text")).collect()).collect();
        let sites: Vec<&[(&str, &str)]> = sites.iter().map(Vec::as_slice).collect();
        let sealed = Sealed::new(declaration(&sites), seed).expect("sealed");
        let total: usize = counts.iter().sum();
        let sum = sealed.open_sum(&[]).expect("opened");
        prop_assert_eq!(verify(sealed.commitment(), &sum), Verdict::Count(total as u64));
        for key in keys.iter().flatten() {
            prop_assert_eq!(verify(sealed.commitment(), &sealed.challenge(key)), Verdict::Declared);
        }
        prop_assert_eq!(verify(sealed.commitment(), &sealed.challenge("none")), Verdict::NotDeclared);
    }

    #[test]
    fn any_json_is_refused_or_read(text in "[{}\\[\\]\":a-z0-9,]{0,80}") {
        let _ = (read_answer(&text), read_commitment(&text), read_declaration(&text));
    }
}
