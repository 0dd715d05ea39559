//! What crosses to the interface: asks and views, declared so that TypeScript has the same shapes.

/// Declares an ask or a view: plain public fields that go out as JSON and have a TypeScript twin.
macro_rules! view {
    ($($(#[$doc:meta])* pub $what:tt $name:ident $body:tt)+) => {$(
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        $(#[$doc])*
        pub $what $name $body
    )+};
}

pub(crate) use view;

view! {
    /// An ask or an answer that says nothing.
    pub struct Nothing {}

    /// A file that the person picked, dropped or named for saving. The interface never sees a path.
    pub struct FileToken {
        /// Names the file to the core.
        pub token: String,
        /// The file's name without its folder.
        pub name: String,
    }

    /// Something to fix or to check: what is wrong, where, and what to do.
    pub struct FindingView {
        /// `fix` keeps the work from being done, `check` does not.
        pub severity: String,
        /// A short name that stays the same: `se-count`, `too-long`, …
        pub code: String,
        /// What is wrong, then what to do.
        pub text: String,
        /// The segment's number in the file, from 1; 0 when the finding is about no segment.
        pub segment: u64,
        /// The byte at which the segment begins.
        pub byte: u64,
        /// The loop, as the guide names it: `2010BA`; empty when unknown.
        #[serde(rename = "loop")]
        pub loop_id: String,
        /// The element, as the guide names it: `NM109`; empty when it is about the whole segment.
        pub element: String,
        /// The item of the CMS-1500, as people say it: `24.1 D`; empty when it is about none.
        pub item: String,
        /// The claim to look at, where it is about what a claim file says; else empty.
        pub claim_id: String,
    }
}

/// A finished change: its result, what to read again, and what undo would take back.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
pub struct Changed<T> {
    /// The answer.
    pub value: T,
    /// Kinds of records to read again: `claim`, `patient`, …
    pub touched: Vec<String>,
    /// The step in words, when undo can take it back: `Import 12 claims`.
    pub undo: Option<String>,
}
