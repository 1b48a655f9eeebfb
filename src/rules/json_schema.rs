//! The JSON schema of `fix.toml`, for editors: written by the test, from the types.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};

use super::{Definition, Finder, Variant};

const FILE: &str = "fixes/fix.schema.json";

/// What `finder` may name: those that are no lists.
pub fn finder(generator: &mut SchemaGenerator) -> Schema {
    let all = Finder::json_schema(generator);
    let words = all.get("oneOf").and_then(|words| words.as_array()).into_iter().flatten();
    let is_list = |word: &&serde_json::Value| Finder::LISTS.iter().any(|list| word["const"] == list.word());
    json_schema!({ "oneOf": words.filter(|word| !is_list(word)).collect::<Vec<_>>() })
}

/// The names in `[variant.NAME]`.
pub fn variants() -> Schema {
    Variant::json_schema(&mut SchemaGenerator::default())
}

#[test]
fn the_schema_for_editors_is_up_to_date() {
    let schema = serde_json::to_string_pretty(&schema_for!(Definition)).expect("JSON") + "\n";
    if std::env::var("INSTA_UPDATE").is_ok_and(|mode| mode == "always") {
        std::fs::write(FILE, &schema).expect("the schema");
    }
    let written = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(written == schema, "{FILE} is out of date: run this test with INSTA_UPDATE=always");
}
