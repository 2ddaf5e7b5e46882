//! The escrow: what is opened is what was sealed, and nothing else shows.

use std::fs;
use std::path::Path;
use std::process::Command;

use detente_keep::chain::hex;
use detente_keep::escrow::json::{
    read_answer, read_commitment, read_declaration, write_answer, write_commitment,
};
use detente_keep::escrow::{
    Answer, Commitment, Declaration, Digest, Leaf, Node, Refusal, Sealed, Shape, Site, Verdict, is_next,
    verify,
};
use proptest::prelude::*;

pub(crate) const SEED: [u8; 32] = [7; 32];

pub(crate) fn declaration(items: &[&[(&str, &str)]]) -> Declaration {
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

pub(crate) fn sealed() -> Sealed {
    let sites: [&[(&str, &str)]; 2] =
        [&[("w-1", "assembled"), ("w-2", "dismantled"), ("w-3", "assembled")], &[("w-4", "in store")]];
    Sealed::new(declaration(&sites), SEED).expect("sealed")
}

/// Every answer that can be asked for.
pub(crate) fn answers(sealed: &Sealed) -> Vec<(Answer, Verdict)> {
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
    let item = sealed.path(0, Some(2)).expect("a path");
    answers.push((sealed.open_sum(&item).expect("opened"), Verdict::Count(1)));
    for (site, item, key) in [(0, 1, "w-2"), (1, 0, "w-4")] {
        let path = sealed.path(site, Some(item)).expect("a path");
        answers.push((sealed.open_item(&path).expect("opened"), Verdict::Item(key.to_owned())));
    }
    for (key, verdict) in
        [("w-1", Verdict::Declared), ("w-4", Verdict::Declared), ("w-9", Verdict::NotDeclared)]
    {
        answers.push((challenge(sealed, key), verdict));
    }
    answers
}

pub(crate) fn challenge(sealed: &Sealed, key: &str) -> Answer {
    sealed.challenge(key).expect("a position")
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
        [&commitment.oracle, &commitment.tree, &commitment.keys, &commitment.root].map(|each| hex(each));
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
            Verdict::Item(key) => format!("item: {key}\n"),
            Verdict::Declared => "declared\n".to_owned(),
            Verdict::NotDeclared => "not declared\n".to_owned(),
            Verdict::Invalid => unreachable!("all answers are sound"),
        };
        let json = write_answer(&answer);
        // The first digit of the first salt or proof is changed for the second run.
        let found = ["\"salt\": \"", "\"holder\": \"", "\"proof\": \""]
            .map(|field| Some(json.find(field)? + field.len()));
        let place = found.into_iter().flatten().next().expect("a salt or proof");
        let digit = if json[place..].starts_with('0') { "1" } else { "0" };
        let forged = format!("{}{digit}{}", &json[..place], &json[place + 1..]);
        for (json, expected, code) in [(json.clone(), says.as_str(), 0), (forged, "invalid\n", 1)] {
            fs::write(&other, json).expect("written");
            let run = Command::new("python3").arg(&script).args([&one, &other]).output().expect("python3");
            assert_eq!(String::from_utf8_lossy(&run.stdout), expected, "{at}");
            assert_eq!(run.status.code(), Some(code));
        }
    }
    let mut forged = sealed.commitment().clone();
    forged.oracle[0] ^= 1;
    fs::write(&one, write_commitment(&forged)).expect("written");
    fs::write(&other, write_answer(&challenge(&sealed, "w-1"))).expect("written");
    let run = Command::new("python3").arg(&script).args([&one, &other]).output().expect("python3");
    assert_eq!((String::from_utf8_lossy(&run.stdout).as_ref(), run.status.code()), ("invalid\n", Some(1)));
}

fn digests_of(way: &mut [Node]) -> impl Iterator<Item = &mut Digest> {
    way.iter_mut().flat_map(|node| [&mut node.text, &mut node.count].into_iter().chain(&mut node.children))
}

/// Every hash, salt and proof of an answer, as bytes in order.
fn bytes_of(answer: &mut Answer) -> Vec<&mut u8> {
    let mut proved: &mut [u8] = &mut [];
    let digests: Vec<&mut Digest> = match answer {
        Answer::Text { salt, count, below, way, .. } => {
            [salt, count, below].into_iter().chain(digests_of(way)).collect()
        }
        Answer::Sum { salt, text, parts, below, way, .. } => {
            let parts = parts.iter_mut().flat_map(|part| [&mut part.salt, &mut part.text, &mut part.below]);
            [salt, text].into_iter().chain(below).chain(parts).chain(digests_of(way)).collect()
        }
        Answer::Item { proof, salts, text, way, beside, .. } => {
            proved = proof;
            salts.iter_mut().chain([text]).chain(beside).chain(digests_of(way)).collect()
        }
        Answer::Key { proof, held, beside, .. } => {
            proved = proof;
            let held = held.iter_mut().flat_map(|Leaf { position, holder }| [position, holder]);
            held.chain(beside).collect()
        }
    };
    proved.iter_mut().chain(digests.into_iter().flatten()).collect()
}

/// Changes one thing that is no hash; `false` where the answer has no such thing.
fn changed(answer: &mut Answer, what: usize, bit: u8) -> bool {
    let letter = char::from(b'a' + bit % 26);
    match (what, answer) {
        (0, Answer::Text { text, .. }) => text.push(letter),
        (0, Answer::Item { key, .. } | Answer::Key { key, .. }) => key.push(letter),
        (0, Answer::Sum { count, .. }) => *count ^= 1 << (bit % 60),
        (1, Answer::Text { path, .. } | Answer::Sum { path, .. } | Answer::Item { path, .. }) => {
            match path.first_mut() {
                Some(step) => *step = (*step + 1) % 4,
                None => path.push(0),
            }
        }
        (1, Answer::Key { held, .. }) => {
            *held = match held {
                Some(_) => None,
                None => Some(Leaf { position: [bit; 32], holder: [0; 32] }),
            }
        }
        (2, Answer::Text { way, .. } | Answer::Sum { way, .. } | Answer::Item { way, .. }) => {
            return way.pop().is_some();
        }
        (2, Answer::Key { beside, .. }) => return beside.pop().is_some(),
        (3, Answer::Text { way, .. } | Answer::Sum { way, .. } | Answer::Item { way, .. }) => {
            let Some(node) = way.first_mut() else { return false };
            node.children.swap(0, 1 + usize::from(bit % 3));
        }
        (3, Answer::Key { beside, .. }) => beside.insert(0, [bit; 32]),
        (4, Answer::Sum { parts, .. }) => {
            let Some(part) = parts.first_mut() else { return false };
            part.count ^= 1 << (bit % 60);
        }
        (5, Answer::Sum { parts, .. }) => return parts.pop().is_some(),
        (6, Answer::Sum { below, .. }) => {
            *below = if below.is_some() { None } else { Some([bit; 32]) };
        }
        _ => return false,
    }
    true
}

/// Changes one thing of an answer.
fn mutated(answer: &Answer, what: usize, bit: u8) -> Answer {
    let mut answer = answer.clone();
    if what.is_multiple_of(4) && changed(&mut answer, what / 4 % 7, bit) {
        return answer;
    }
    let mut bytes = bytes_of(&mut answer);
    let at = what % bytes.len();
    *bytes[at] ^= 1 << (bit % 8);
    answer
}

/// Changes one thing of a commitment.
fn forged(commitment: &Commitment, what: usize, bit: u8) -> Commitment {
    let mut forged = commitment.clone();
    let Commitment { oracle, tree, keys, root, .. } = &mut forged;
    let digests = [oracle, tree, keys, root];
    match what % 10 {
        0 => forged.instrument.push(char::from(b'a' + bit % 26)),
        1 => forged.declarant.push(char::from(b'a' + bit % 26)),
        2 => forged.version ^= 1 << (bit % 32),
        3 => forged.previous = Some([bit; 32]),
        4 => forged.shape.sites ^= 1 << (bit % 16),
        5 => forged.shape.items ^= 1 << (bit % 16),
        digest => {
            for (at, bytes) in digests.into_iter().enumerate() {
                if at == digest - 6 {
                    bytes[what / 10 % 32] ^= 1 << (bit % 8);
                }
            }
        }
    }
    forged
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
        if mixed >> 60 == 0 {
            let forged = forged(sealed.commitment(), what, bit);
            assert_eq!(verify(&forged, answer), Verdict::Invalid, "{forged:?} {answer:?}");
            continue;
        }
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
    assert_eq!(verify(&forged, &challenge(&second, "w-1")), Verdict::Invalid);
}

/// A correction that does not name what it corrects would stand beside it.
#[test]
fn versions_follow_one_another() {
    let root = sealed().commitment().root;
    for (version, previous, is_sealed) in
        [(0, None, false), (1, None, true), (1, Some(root), false), (2, None, false), (2, Some(root), true)]
    {
        let mut asked = declaration(&[&[("w-1", "assembled")]]);
        (asked.version, asked.previous) = (version, previous);
        let found = Sealed::new(asked, SEED);
        assert_eq!(found.is_ok(), is_sealed, "{version} {previous:?}");
        assert!(is_sealed || matches!(found, Err(Refusal::Version)));
    }
}

#[test]
fn the_version_after_another_names_its_root() {
    let first = sealed();
    let next = |version, previous| {
        let mut asked = declaration(&[&[("w-1", "assembled")]]);
        (asked.version, asked.previous) = (version, Some(previous));
        Sealed::new(asked, SEED).expect("sealed").commitment().clone()
    };
    let second = next(2, first.commitment().root);
    assert!(is_next(first.commitment(), &second));
    assert!(!is_next(&second, first.commitment()));
    assert!(!is_next(first.commitment(), &next(2, second.root)));
    assert!(!is_next(first.commitment(), &next(3, first.commitment().root)));
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
        ("oracle", |each| each.oracle[0] ^= 1),
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
    let sealed = sealed();
    assert_eq!(sealed.open_text(&[9]).err(), Some(Refusal::NoSuchPath));
    let dummy = (0..5).map(|item| [sealed.path(1, None).expect("a path")[0], item]);
    assert_eq!(dummy.filter(|path| sealed.open_item(path) == Err(Refusal::NoSuchPath)).count(), 4);
    for (sites, items, refusal) in [
        (0, 5, Refusal::TooMany),
        (u16::MAX, 1, Refusal::TooLarge),
        (1, u16::MAX, Refusal::TooLarge),
        (1025, 1024, Refusal::TooLarge),
    ] {
        let mut large = declaration(&[]);
        large.shape = Shape { sites, items };
        assert_eq!(Sealed::new(large, SEED).err(), Some(refusal), "{sites} {items}");
    }
}

/// What the declarant puts in one tree it cannot leave out of the other: an
/// item's key is the one that the tree of keys holds as that item's.
#[test]
fn a_key_belongs_to_one_item() {
    let sealed = sealed();
    let [one, other] =
        [0, 1].map(|item| sealed.open_item(&sealed.path(0, Some(item)).expect("a path")).expect("opened"));
    let parts = |answer: &Answer| match answer {
        Answer::Item { path, key, proof, salts, text, way, beside } => {
            (path.clone(), (key.clone(), *proof, *salts), *text, way.clone(), beside.clone())
        }
        _ => panic!("an item"),
    };
    let ((path, keyed, text, way, beside), (path2, keyed2, text2, way2, beside2)) =
        (parts(&one), parts(&other));
    let verdict = |path: &[u16], keyed: &(String, _, [Digest; 3]), text, way: &[Node], beside: &[Digest]| {
        let (key, proof, salts) = keyed.clone();
        let answer = Answer::Item {
            path: path.to_vec(),
            key,
            proof,
            salts,
            text,
            way: way.to_vec(),
            beside: beside.to_vec(),
        };
        verify(sealed.commitment(), &answer)
    };
    assert_eq!(verdict(&path, &keyed, text, &way, &beside), Verdict::Item("w-1".to_owned()));
    assert_eq!(verdict(&path2, &keyed2, text2, &way2, &beside2), Verdict::Item("w-2".to_owned()));
    // The key of one at the place of the other, with either's way in either tree.
    for (way, text) in [(&way, text), (&way2, text2)] {
        for beside in [&beside, &beside2] {
            assert_eq!(verdict(&path, &keyed2, text, way, beside), Verdict::Invalid);
            assert_eq!(verdict(&path2, &keyed, text, way, beside), Verdict::Invalid);
        }
    }
    // Who asked for a key and was told that it is declared recognises the item.
    let Answer::Key { held: Some(leaf), beside: asked, .. } = challenge(&sealed, "w-1") else {
        panic!("declared")
    };
    assert_eq!(asked, beside);
    let Answer::Key { held: Some(again), .. } = challenge(&sealed, "w-1") else { panic!("declared") };
    assert_eq!(leaf, again);
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
            prop_assert_eq!(verify(sealed.commitment(), &challenge(&sealed, key)), Verdict::Declared);
        }
        for (site, keys) in keys.iter().enumerate() {
            for (item, key) in keys.iter().enumerate() {
                let opened = sealed.open_item(&sealed.path(site, Some(item)).expect("a path")).expect("opened");
                prop_assert_eq!(verify(sealed.commitment(), &opened), Verdict::Item(key.clone()));
            }
        }
        prop_assert_eq!(verify(sealed.commitment(), &challenge(&sealed, "none")), Verdict::NotDeclared);
    }

    #[test]
    fn any_json_is_refused_or_read(text in "[{}\\[\\]\":a-z0-9,]{0,80}") {
        let _ = (read_answer(&text), read_commitment(&text), read_declaration(&text));
    }
}
