//! The graph model held against its definitions and against known results.

mod agree;
mod defects;
mod explained;
mod further;

mod gathered;
mod hostile;
mod known;
mod matrices;
mod oracle;
mod random;
