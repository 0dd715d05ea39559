//! The characters that part a file into segments, elements, repetitions and components.

/// The delimiters in force, as the last ISA named them.
///
/// They are characters and not bytes, because files with `¦` or `…` for a delimiter exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Delimiters {
    /// Between elements: the character after `ISA`, mostly `*`.
    pub element: char,
    /// Between the components of a composite: ISA16, mostly `:`.
    pub component: char,
    /// Between repetitions: ISA11, mostly `^`; none before version 00402.
    pub repetition: Option<char>,
    /// At the end of a segment: the character after ISA16, mostly `~`.
    pub terminator: char,
}

impl Delimiters {
    /// The usual four: `*`, `:`, `^`, `~`.
    pub const STANDARD: Delimiters = Delimiters {
        element: '*',
        component: ':',
        repetition: Some('^'),
        terminator: '~',
    };
}

impl Default for Delimiters {
    fn default() -> Delimiters {
        Delimiters::STANDARD
    }
}
