//! Figures as SVG, for papers and pages.

use detente_case::model::Case;
use detente_case::record::View;
use detente_robust::answers::{Answers, PackageAnswer};

use crate::figure::escaped;
use crate::robust::{leaders, letter, percent};
use crate::words;

/// Bars drawn at most.
const BARS: usize = 12;
const LEFT: usize = 40;
const WIDTH: usize = 560;
const STEP: usize = 34;
const TOP: usize = 86;

/// One bar a package: the share of draws in which all who are asked accept it,
/// with its error, and beside it the least accepting party's.
#[must_use]
pub fn robust(case: &Case, view: View, answers: &Answers) -> String {
    let shown: Vec<&PackageAnswer> = leaders(answers).take(BARS).collect();
    let height = TOP + STEP * shown.len() + 40 + 16 * shown.len();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 {height}\" font-family=\"sans-serif\" \
         font-size=\"13\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"720\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"{LEFT}\" y=\"26\" font-size=\"16\">Accepted by all who are asked, share of draws</text>\n\
         <text x=\"{LEFT}\" y=\"46\" fill=\"#555555\">{}</text>\n\
         <text x=\"{LEFT}\" y=\"64\" fill=\"#555555\">{}</text>\n",
        escaped(&format!("Robustness: {}", case.title)),
        escaped(&format!("{}; as of {}", case.title, words::as_of(case, view))),
        escaped(&format!(
            "{} draws, seed {}; whiskers: 95 % interval of drawing; not probabilities",
            words::grouped(&answers.draws.to_string()),
            answers.seed
        )),
    );
    let place = |share: f64| LEFT as f64 + share.clamp(0.0, 1.0) * WIDTH as f64;
    for tick in 0..=4 {
        let x = place(f64::from(tick) / 4.0);
        svg.push_str(&format!(
            "<line x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{}\" stroke=\"#dddddd\"/>\n\
             <text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\" font-size=\"11\" fill=\"#555555\">{} %</text>\n",
            TOP - 8,
            TOP + STEP * shown.len(),
            TOP + STEP * shown.len() + 14,
            tick * 25
        ));
    }
    for (at, answer) in shown.iter().enumerate() {
        let y = TOP + STEP * at;
        let (low, high) =
            (place(answer.all.value - answer.all.error), place(answer.all.value + answer.all.error));
        let middle = y + 10;
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n\
             <rect x=\"{LEFT}\" y=\"{y}\" width=\"{:.1}\" height=\"20\" fill=\"#4878a8\"/>\n\
             <path d=\"M{low:.1} {middle}H{high:.1}M{low:.1} {}V{}M{high:.1} {}V{}\" stroke=\"#111111\" fill=\"none\"/>\n\
             <text x=\"{}\" y=\"{}\">{}</text>\n",
            LEFT - 8,
            y + 15,
            letter(at),
            place(answer.all.value) - LEFT as f64,
            y + 5,
            y + 15,
            y + 5,
            y + 15,
            LEFT + WIDTH + 8,
            y + 15,
            escaped(&percent(answer.all, answer.certain)),
        ));
    }
    for (at, answer) in shown.iter().enumerate() {
        svg.push_str(&format!(
            "<text x=\"{LEFT}\" y=\"{}\" font-size=\"11\">{}</text>\n",
            TOP + STEP * shown.len() + 36 + 16 * at,
            escaped(&format!("{}: {}", letter(at), words::package_arguments(case, &answer.package))),
        ));
    }
    svg.push_str("</svg>\n");
    svg
}
