//! The graph model held against its definitions and against known results.

mod agree;
mod coalitions;
mod defects;
mod degrees;
mod explained;
mod foresights;
mod gathered;
mod hostile;
mod inverse;
mod known;
mod limited;
mod matrices;
mod oracle;
mod paths;
mod random;
