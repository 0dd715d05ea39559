//! Reads X12 files as they are found in the world: bytes to segments, with everything that was
//! noticed on the way. Nothing here knows what a claim is; the crate `edi` gives the segments their
//! meaning and reports what it notices as the same [`Finding`].
//!
//! ```
//! let file = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       \
//!              *240101*1200*^*00501*000000001*0*T*:~GS*HC*S*R*20240101*1200*1*X*005010X222A1~\
//!              ST*837*0001*005010X222A1~SE*2*0001~GE*1*1~IEA*1*000000001~";
//! let mut reader = x12::Reader::new(&file[..]);
//! while reader.advance() {
//!     let segment = reader.segment();
//!     if segment.id() == "ST" {
//!         assert_eq!(segment.element(1), "837");
//!         assert_eq!(reader.envelope().version(), "005010X222A1");
//!     }
//! }
//! assert!(reader.take_findings().is_empty());
//! ```
//!
//! The codes of this crate's findings, which stay as they are:
//!
//! - the file: `file-empty`, `not-x12`, `file-cut`, `file-unreadable`, `file-too-large`,
//!   `too-many-segments`, `byte-order-mark`, `encoding-utf16`, `encoding-windows`, `before-isa`;
//! - the ISA: `isa-missing`, `isa-cut`, `isa-unreadable`, `isa-inside`, `isa-length`, `isa-elements`,
//!   `isa16-missing`, `no-terminator`;
//! - the segments: `segment-empty`, `segment-lower-case`, `segment-name`, `segment-outside`,
//!   `segment-too-long`, `line-breaks`, `control-characters`, `component-separator`,
//!   `terminator-differs`, `terminator-last`, `terminator-missing`;
//! - the envelopes: `isa-open`, `gs-open`, `st-open`, `iea-alone`, `ge-alone`, `se-alone`,
//!   `gs-outside`, `st-outside`, `iea-count`, `ge-count`, `se-count`, `iea-control`, `ge-control`,
//!   `se-control`, `isa-repeated`, `gs-repeated`, `st-repeated`.

mod component;
mod delimiters;
mod envelope;
mod finding;
mod head;
mod reader;
mod segment;
mod sniff;
mod window;

pub use delimiters::Delimiters;
pub use envelope::{Envelope, Group, Interchange, Set};
pub use finding::{Finding, Findings, MOST_OF_ONE_CODE, Place, Severity};
pub use reader::{LARGEST_FILE, LONGEST_SEGMENT, MOST_SEGMENTS, Reader, read};
pub use segment::{Segment, SegmentBuf};
pub use sniff::{Kind, sniff};
