//! Second stage: the tree -> facts: names across cells, values, constants, guards. Knows no library.
