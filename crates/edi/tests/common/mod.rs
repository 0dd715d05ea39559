//! What the tests of this crate share: small files made of segments, and what came of reading them.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};

use edi::{Read, ReadClaim, ReadSet, read_claims};
use x12::Finding;

/// Everything that a file gave.
#[derive(Debug, Default)]
pub struct Given {
    pub sets: Vec<std::sync::Arc<ReadSet>>,
    pub claims: Vec<ReadClaim>,
    pub findings: Vec<Finding>,
}

impl Given {
    /// The codes of the findings, each once, in order.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        for finding in &self.findings {
            if !codes.contains(&finding.code) {
                codes.push(finding.code);
            }
        }
        codes
    }
}

/// Reads a file.
pub fn read(file: &[u8]) -> Given {
    let mut given = Given::default();
    for read in read_claims(file) {
        match read {
            Read::Set(set) => given.sets.push(set),
            Read::Claim(claim) => given.claims.push(*claim),
            Read::Finding(finding) => given.findings.push(finding),
        }
    }
    given
}

/// A whole file around the segments of one transaction set, its counts and numbers right.
pub fn file(version: &str, segments: &[&str]) -> Vec<u8> {
    let isa12 = if version.starts_with("004") {
        "U*00401"
    } else {
        "^*00501"
    };
    let mut file = format!(
        "ISA*00*          *00*          *ZZ*OAKHILL        *ZZ*CLEARWAY       *260901*0815*{isa12}*\
         000000007*0*T*:~GS*HC*OAKHILL*CLEARWAY*20260901*0815*7*X*{version}~ST*837*0001*{version}~"
    );
    for segment in segments {
        file.push_str(segment);
        file.push('~');
    }
    file.push_str(&format!(
        "SE*{}*0001~GE*1*7~IEA*1*000000007~",
        segments.len() + 2
    ));
    file.into_bytes()
}

/// The levels above a claim whose patient is the insured.
pub const ABOVE: &[&str] = &[
    "BHT*0019*00*B100*20260901*0815*CH",
    "NM1*41*2*OAK HILL BILLING*****46*OAKHILL",
    "PER*IC*RUTH*TE*5555550100",
    "NM1*40*2*CLEARWAY*****46*CLEARWAY",
    "HL*1**20*1",
    "NM1*85*2*OAK HILL FAMILY MEDICINE*****XX*1900001011",
    "N3*12 OAK HILL RD",
    "N4*ASHTON*OH*441130001",
    "REF*EI*123456789",
    "HL*2*1*22*0",
    "SBR*P*18*GRP7******CI",
    "NM1*IL*1*MARLOWE*INES****MI*M100",
    "N3*4 BIRCH LN",
    "N4*ASHTON*OH*44113",
    "DMG*D8*19610214*F",
    "NM1*PR*2*LAKESIDE HEALTH PLAN*****PI*LAKE1",
];

/// A claim with one line.
pub const CLAIM: &[&str] = &[
    "CLM*OH-1*100***11:B:1*Y*A*Y*Y",
    "HI*ABK:J020",
    "LX*1",
    "SV1*HC:99213*100*UN*1***1",
    "DTP*472*D8*20260811",
];

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of public sample files, when it is there.
pub fn samples() -> Option<PathBuf> {
    let folder = root().join("../shared/data/x12");
    folder.join("MANIFEST.tsv").exists().then_some(folder)
}

/// The sample files of a transaction, with whether one of the judges accepts them.
pub fn sample_files(folder: &Path, transaction: &str) -> Vec<(PathBuf, bool)> {
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let mut rows = manifest
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let column = |name| head.iter().position(|c| *c == name).unwrap();
    let (file, kind, pyx12, x12sdk) = (
        column("file"),
        column("transaction"),
        column("pyx12"),
        column("x12sdk"),
    );
    rows.filter(|row| row[kind] == transaction)
        .map(|row| {
            (
                folder.join(row[file]),
                row[pyx12] == "OK" || row[x12sdk] == "OK",
            )
        })
        .collect()
}
