//! Words of a closed set: an enum, and how files spell it.

/// Makes the enum. A word that is none of its words is an error that says what was meant; a variant spelled `""` is for the program
/// alone.
macro_rules! closed_set {
    (
        $(#[doc = $about:literal])+
        $name:ident, $what:literal:
        $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal, )+
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $doc])+ $variant, )+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// How files spell it.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(from)?;
                let words: Vec<&str> = $name::ALL.iter().map(|one| one.word()).filter(|word| !word.is_empty()).collect();
                let found = $name::ALL.iter().find(|one| one.word() == text && !text.is_empty());
                found.copied().ok_or_else(|| serde::de::Error::custom($crate::rules::near::unknown($what, &text, &words)))
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words = [$( ($word, concat!($($doc),+)), )+].into_iter().filter(|(word, _)| !word.is_empty());
                let words = words.map(|(word, doc)| serde_json::json!({ "const": word, "description": doc.trim() }));
                schemars::json_schema!({ "oneOf": words.collect::<Vec<_>>() })
            }
        }
    };
}
pub(super) use closed_set;
