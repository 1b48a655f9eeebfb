//! A value that may be one of several: each with the choices that lead to it, so that what belongs together stays together.

use std::sync::Arc;

use super::{Base, Place, Value};
use crate::notebook::NodeId;

/// How many values an expression may have, before only what they share is kept.
pub(super) const MANY: usize = 16;

/// One choice that a value depends on: an item of a loop, a call of a function, a branch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    at: NodeId,
    taken: usize,
    /// Whether it is taken in any case, beside others: each item of a loop is.
    certain: bool,
}

/// One of several values.
#[derive(Clone, Debug, PartialEq)]
pub struct Possible {
    /// The value, never several ones itself.
    pub value: Value,
    choices: Vec<Choice>,
}

impl Possible {
    /// Whether this value surely comes, beside others.
    pub fn is_certain(&self) -> bool {
        self.choices.iter().all(|choice| choice.certain)
    }

    /// The choices of two values that are used together, unless they exclude each other.
    fn with(&self, more: &[Choice]) -> Option<Vec<Choice>> {
        let mut choices = self.choices.clone();
        for choice in more {
            match choices.iter().find(|own| own.at == choice.at) {
                Some(own) if own.taken != choice.taken => return None,
                Some(_) => {}
                None => choices.push(*choice),
            }
        }
        Some(choices)
    }
}

impl Value {
    /// All values that it may be.
    pub fn possible(&self) -> Vec<Possible> {
        match self {
            Value::Several(several) => several.to_vec(),
            value => vec![Possible { value: value.clone(), choices: Vec::new() }],
        }
    }

    /// The paths that it may be.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.possible().into_iter().filter_map(|possible| possible.value.place())
    }

    /// One of some values: `at` is where that is chosen, and some of them, by their index, surely come.
    pub(super) fn choose(
        at: NodeId,
        certain: impl Fn(usize) -> bool,
        values: impl IntoIterator<Item = Value>,
    ) -> Value {
        let chosen = |(taken, value): (usize, Value)| {
            let own = Choice { at, taken, certain: certain(taken) };
            let with_own = move |possible: Possible| {
                possible.with(&[own]).map(|choices| Possible { choices, value: possible.value })
            };
            value.possible().into_iter().filter_map(with_own).collect::<Vec<_>>()
        };
        let mut values = values.into_iter().peekable();
        let Some(first) = values.next() else { return Value::Unknown };
        if values.peek().is_none() {
            return first;
        }
        Value::of(std::iter::once(first).chain(values).enumerate().flat_map(chosen).collect())
    }

    /// One value of many: the only one, some, or what they share.
    fn of(possible: Vec<Possible>) -> Value {
        let Some(first) = possible.first() else { return Value::Unknown };
        if possible.iter().all(|other| other.value == first.value) {
            return first.value.clone();
        }
        if possible.len() > MANY {
            return shared(possible.into_iter().map(|possible| possible.value)).unwrap_or(Value::Unknown);
        }
        Value::Several(Arc::from(possible))
    }

    /// What it is once one choice is taken.
    pub(super) fn taken(self, at: NodeId, taken: usize) -> Value {
        let Value::Several(several) = &self else { return self };
        let fits = |possible: &&Possible| possible.choices.iter().all(|own| own.at != at || own.taken == taken);
        let without = |possible: &Possible| Possible {
            choices: possible.choices.iter().copied().filter(|own| own.at != at).collect(),
            value: possible.value.clone(),
        };
        Value::of(several.iter().filter(fits).map(without).collect())
    }

    /// What comes out of some values, for each way in which they can come together.
    pub(super) fn combine(values: &[Value], result: impl Fn(&[Value]) -> Value) -> Value {
        if !values.iter().any(|value| matches!(value, Value::Several(_))) {
            return result(values);
        }
        let mut ways: Vec<(Vec<Value>, Vec<Choice>)> = vec![Default::default()];
        for value in values {
            let possible = value.possible();
            let mut next = Vec::new();
            for (before, choices) in &ways {
                for one in &possible {
                    if let Some(choices) = one.with(choices) {
                        next.push((before.iter().cloned().chain([one.value.clone()]).collect(), choices));
                    }
                }
            }
            if next.len() > MANY {
                let whole: Vec<Value> = values.iter().map(Value::shared).collect();
                return result(&whole);
            }
            ways = next;
        }
        let results = ways.into_iter().flat_map(|(values, choices)| {
            let possible = result(&values).possible().into_iter();
            let with = move |one: Possible| one.with(&choices).map(|choices| Possible { choices, value: one.value });
            possible.filter_map(with).collect::<Vec<_>>()
        });
        Value::of(results.collect())
    }

    /// What all values that it may be have in common.
    pub(super) fn shared(&self) -> Value {
        match self {
            Value::Several(several) => shared(several.iter().map(|one| one.value.clone())).unwrap_or(Value::Unknown),
            value => value.clone(),
        }
    }
}

/// The beginning that texts or paths have in common.
fn shared(values: impl Iterator<Item = Value>) -> Option<Value> {
    values
        .map(|value| Some((matches!(value, Value::Str(_) | Value::Prefix(_)), value.place()?)))
        .reduce(|left, right| {
            let ((left_text, left), (right_text, right)) = (left?, right?);
            let same = left.rest.chars().zip(right.rest.chars()).take_while(|(a, b)| a == b);
            let rest: String = same.map(|(same, _)| same).collect();
            (left.base == right.base)
                .then_some((left_text && right_text, Place { whole: left == right && left.whole, rest, ..left }))
        })
        .flatten()
        .map(|(text, place)| match place {
            Place { base: Base::Text, rest, whole: true } if text => Value::Str(rest),
            Place { base: Base::Text, rest, whole: false } if text => Value::Prefix(rest),
            place => Value::Place(place),
        })
}
