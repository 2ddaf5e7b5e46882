//! Who is written first changes nothing but the order.

use serde_json::Value;

use crate::support::{OnDisk, SMALL};

/// The small case with the two parties and their preferences written the other way round.
fn swapped() -> String {
    let (head, rest) = SMALL.split_once("[parties.north]").expect("parties");
    let (north, rest) = rest.split_once("[parties.south]").expect("parties");
    let (south, rest) = rest.split_once("[voices").expect("voices");
    format!("{head}[parties.south]{south}[parties.north]{north}[voices{rest}")
}

fn vectors(answer: &Value) -> Vec<Vec<i64>> {
    let points = answer["frontier"]["points"].as_array().expect("points");
    let vector = |point: &Value| {
        point["vector"]
            .as_array()
            .expect("a vector")
            .iter()
            .map(|value| value.as_i64().expect("a number"))
            .collect()
    };
    points.iter().map(vector).collect()
}

/// What each concept picks, as vectors.
fn picks(answer: &Value) -> Vec<(String, Vec<Vec<i64>>)> {
    let vectors = vectors(answer);
    let concepts = answer["frontier"]["concepts"].as_array().expect("concepts");
    let pick = |concept: &Value| {
        let at = concept["points"].as_array().expect("positions").iter();
        let mut picked: Vec<_> = at
            .map(|at| vectors[usize::try_from(at.as_u64().expect("a position")).expect("small")].clone())
            .collect();
        picked.sort();
        (concept["concept"].as_str().expect("a name").to_owned(), picked)
    };
    concepts.iter().map(pick).collect()
}

fn mirrored(mut vectors: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    vectors.iter_mut().for_each(|vector| vector.reverse());
    vectors.sort();
    vectors
}

#[test]
fn swapping_the_parties_mirrors_the_answer() {
    let words = ["solve", "case", "--points", "--format", "json"];
    let (one, other) = (OnDisk::of(SMALL).run(&words), OnDisk::of(swapped()).run(&words));
    assert_eq!((one.code, other.code), (0, 0), "{}{}", one.err, other.err);
    let (one, other) = (one.json(), other.json());
    for key in ["combinations", "allowed", "open", "all", "unknown", "scope", "settled", "excluded", "rules"]
    {
        assert_eq!(one[key], other[key], "{key}");
    }
    let mut before = vectors(&one);
    before.sort();
    assert!(before.len() > 1, "one point would be no test");
    assert_eq!(before, mirrored(vectors(&other)));
    let there = picks(&other).into_iter().map(|(concept, vectors)| (concept, mirrored(vectors)));
    assert_eq!(picks(&one), there.collect::<Vec<_>>());
}
