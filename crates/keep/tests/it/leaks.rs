//! The leak list of the escrow's specification, a test for each.

use std::collections::BTreeSet;

use detente_keep::escrow::json::{write_answer, write_commitment};
use detente_keep::escrow::{Answer, Sealed, Verdict, verify};

use crate::escrow::{SEED, answers, challenge, declaration, sealed};

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

/// How long the ways in the tree of keys are follows from the places alone, for
/// which dummies stand where there are no items: few keys and many look alike.
#[test]
fn leak_number_of_keys() {
    let keys: Vec<String> = (0..20).map(|at| format!("w-{at}")).collect();
    let many: Vec<Vec<(&str, &str)>> =
        keys.chunks(5).map(|keys| keys.iter().map(|key| (key.as_str(), "x")).collect()).collect();
    let many: Vec<&[(&str, &str)]> = many.iter().map(Vec::as_slice).collect();
    let shown = |sites: &[&[(&str, &str)]]| {
        let (mut length, mut occupied) = (0, 0);
        for seed in 0..8_u8 {
            let sealed = Sealed::new(declaration(sites), [seed; 32]).expect("sealed");
            for at in 0..25 {
                let Answer::Key { held, beside, .. } = challenge(&sealed, &format!("absent-{at}")) else {
                    panic!("a key")
                };
                length += beside.len();
                occupied += usize::from(held.is_some());
            }
        }
        (length, occupied)
    };
    let (few, many) = (shown(&[&[("w-1", "x")]]), shown(&many));
    // Two hundred answers, of about four hashes each and seven in ten with a leaf.
    // Without dummies, one key would give none, and a leaf each time.
    assert!(few.0 > 600 && few.0.abs_diff(many.0) < 100, "{few:?} {many:?}");
    assert!(few.1 < 170 && few.1.abs_diff(many.1) < 40, "{few:?} {many:?}");
}

/// The position of a key follows from the declarant's secret: who knows a
/// key and every answer about others cannot tell where it would be.
#[test]
fn leak_chosen_places() {
    let (one, other) = (sealed(), Sealed::new(declaration(&[&[("w-1", "x")]]), [8; 32]).expect("sealed"));
    let leaf = |sealed: &Sealed| match challenge(sealed, "w-1") {
        Answer::Key { held: Some(leaf), proof, .. } => (leaf, proof),
        _ => panic!("declared"),
    };
    let ((mine, proof), (theirs, _)) = (leaf(&one), leaf(&other));
    assert_ne!(mine.position, theirs.position);
    // What an answer about another key shows of a leaf is no help: its
    // position passes for no key without the proof of that key's.
    for at in 0..40 {
        let key = format!("absent-{at}");
        let Answer::Key { held, beside, .. } = challenge(&one, &key) else { panic!("a key") };
        for key in ["w-1", "w-2", "w-3", "w-4", "w-5"] {
            let guess = Answer::Key { key: key.to_owned(), proof, held, beside: beside.clone() };
            let confirmed = verify(one.commitment(), &guess);
            assert!(
                confirmed == Verdict::Invalid || (key == "w-1" && confirmed == Verdict::Declared),
                "{key}"
            );
        }
    }
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

/// Nothing but what the specification lists is in a file: no day, no count of questions.
#[test]
fn leak_timing() {
    let names = |json: &str| {
        let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
        value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ")
    };
    let sealed = sealed();
    let commitment = names(&write_commitment(sealed.commitment()));
    assert_eq!(commitment, "declarant format instrument keys oracle previous root shape tree version");
    for (answer, _) in answers(&sealed) {
        let expected = match answer {
            Answer::Text { .. } => "below count kind path salt text way",
            Answer::Sum { .. } => "below count kind parts path salt text way",
            Answer::Item { .. } => "beside key kind path proof salts text way",
            Answer::Key { .. } => "beside held key kind proof",
        };
        assert_eq!(names(&write_answer(&answer)), expected);
    }
}

#[test]
fn leak_salt_reuse() {
    // The same text in two places, or in two versions under one seed, has
    // nothing in common.
    let same: [&[(&str, &str)]; 2] = [&[("a", "x"), ("b", "x")], &[("c", "x")]];
    let one = Sealed::new(declaration(&same), SEED).expect("sealed");
    let mut second = declaration(&same);
    (second.version, second.previous) = (2, Some(one.commitment().root));
    let two = Sealed::new(second, SEED).expect("sealed");
    let mut seen = BTreeSet::new();
    for sealed in [&one, &two] {
        for site in 0..4 {
            for item in 0..5 {
                let text = sealed.open_text(&[site, item]).expect("opened");
                let sum = sealed.open_sum(&[site, item]).expect("opened");
                let (Answer::Text { salt, count, below, .. }, Answer::Sum { salt: other, text, .. }) =
                    (text, sum)
                else {
                    panic!("a text and a sum")
                };
                for each in [salt, count, below, other, text] {
                    assert!(seen.insert(each));
                }
            }
        }
    }
}

/// An adversary holds every opening but one text's and one key's: no guess of
/// them, with any salt or proof that it has seen, gives the commitments.
#[test]
fn leak_of_a_guess() {
    let sealed = sealed();
    let hidden = sealed.path(0, Some(0)).expect("a path");
    let (mut salts, mut proofs) = (vec![[0; 32], SEED, SEED.map(|_| 1)], Vec::new());
    for path in (0..4).flat_map(|site| (0..5).map(move |item| [site, item])) {
        for answer in [sealed.open_text(&path), sealed.open_sum(&path), sealed.open_item(&path)] {
            match answer {
                Ok(Answer::Text { salt, .. }) if path.as_slice() != hidden => salts.push(salt),
                Ok(Answer::Sum { salt, .. }) => salts.push(salt),
                Ok(Answer::Item { salts: all, proof, .. }) if path.as_slice() != hidden => {
                    salts.extend(all);
                    proofs.push(proof);
                }
                _ => {}
            }
        }
    }
    let Answer::Text { count, below, way, .. } = sealed.open_text(&hidden).expect("opened") else {
        panic!("a text")
    };
    for guess in ["assembled", "dismantled", "in store", ""] {
        for salt in &salts {
            let (path, text, way) = (hidden.clone(), guess.to_owned(), way.clone());
            let answer = Answer::Text { path, text, salt: *salt, count, below, way };
            assert_eq!(verify(sealed.commitment(), &answer), Verdict::Invalid);
        }
    }
    let Answer::Item { text, way, beside, salts: own, .. } = sealed.open_item(&hidden).expect("opened")
    else {
        panic!("an item")
    };
    assert_eq!(proofs.len(), 3);
    for key in ["w-1", "w-2", "w-5"] {
        for proof in &proofs {
            for salt in &salts {
                let (path, key, way, beside) = (hidden.clone(), key.to_owned(), way.clone(), beside.clone());
                let salts = [own[0], *salt, *salt];
                let answer = Answer::Item { path, key, proof: *proof, salts, text, way, beside };
                assert_eq!(verify(sealed.commitment(), &answer), Verdict::Invalid);
            }
        }
    }
}
