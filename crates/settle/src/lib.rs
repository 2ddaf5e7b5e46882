//! Settlement over a compiled space: what the record alone allows, what could be
//! agreed, what blocks it, and one package explained.

pub mod blockers;
pub mod boxes;
pub mod budget;
pub mod checks;
pub mod concepts;
pub mod demand;
pub mod diff;
pub mod explain;
pub mod frontier;
pub mod nondominated;
pub mod on_record;
pub mod solve;
pub mod terminals;
pub mod ties;
pub mod trades;
