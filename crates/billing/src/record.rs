//! The shape of everything that is kept: plain data whose serde form *is* its stored form and its
//! wire schema. A field that holds nothing is left out, so a record is as small as what it says, and
//! a record of an older version reads with the new fields empty (upcast on read).

/// True of a field that holds nothing.
pub(crate) fn is_empty<T: Default + PartialEq>(field: &T) -> bool {
    *field == T::default()
}

/// Declares plain data: public fields, empty ones left out when written, missing ones empty when
/// read.
macro_rules! record {
    ($($(#[$doc:meta])* pub struct $name:ident {
        $($(#[$field_doc:meta])* pub $field:ident: $kind:ty,)*
    })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {$(
            $(#[$field_doc])*
            #[serde(skip_serializing_if = "crate::record::is_empty")]
            pub $field: $kind,
        )*}
    )+};
}

pub(crate) use record;
