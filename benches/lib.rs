//! Only benches are here: see `deptree/`, and `scripts/bench`, which runs them.
