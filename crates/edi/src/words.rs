//! The codes of an 837P in the words of the trade: who a loop names, what a date or a number is.
//! Tables only; [`meaning`](crate::meaning) and the findings read them.

/// A table of codes and what they are called.
pub(crate) type Words = &'static [(&'static str, &'static str)];

/// What a code is called, when the table knows it.
pub(crate) fn word(table: Words, code: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, words)| *words)
}

/// HL03.
pub(crate) const LEVELS: Words = &[
    ("20", "billing provider"),
    ("22", "subscriber"),
    ("23", "patient"),
    ("21", "receiver"),
];

/// NM101: who a loop names.
pub(crate) const ROLES: Words = &[
    ("40", "receiver"),
    ("41", "submitter"),
    ("45", "drop-off location"),
    ("77", "service facility"),
    ("82", "rendering provider"),
    ("85", "billing provider"),
    ("87", "pay-to address"),
    ("AO", "card holder"),
    ("DK", "ordering provider"),
    ("DN", "referring provider"),
    ("DQ", "supervising provider"),
    ("FA", "facility"),
    ("IL", "insured"),
    ("IN", "insurer"),
    ("LI", "independent lab"),
    ("P3", "primary care provider"),
    ("PE", "pay-to plan"),
    ("PR", "payer"),
    ("PW", "pick-up location"),
    ("QB", "purchased service provider"),
    ("QC", "patient"),
    ("QD", "responsible party"),
    ("TL", "testing lab"),
];

/// NM108: what the number in NM109 is.
pub(crate) const ID_KINDS: Words = &[
    ("24", "EIN"),
    ("34", "SSN"),
    ("46", "id"),
    ("FI", "tax id"),
    ("II", "health id"),
    ("MI", "member id"),
    ("NI", "payer id"),
    ("PI", "payer id"),
    ("XV", "plan id"),
    ("XX", "NPI"),
    ("ZZ", "id"),
];

/// SBR01.
pub(crate) const ORDERS: Words = &[
    ("P", "primary"),
    ("S", "secondary"),
    ("T", "tertiary"),
    ("A", "fourth payer"),
    ("B", "fifth payer"),
    ("C", "sixth payer"),
    ("D", "seventh payer"),
    ("E", "eighth payer"),
    ("F", "ninth payer"),
    ("G", "tenth payer"),
    ("H", "eleventh payer"),
    ("U", "order unknown"),
];

/// SBR02, PAT01.
pub(crate) const RELATIONSHIPS: Words = &[
    ("01", "spouse"),
    ("04", "grandparent"),
    ("05", "grandchild"),
    ("07", "niece or nephew"),
    ("10", "foster child"),
    ("15", "ward"),
    ("17", "stepchild"),
    ("18", "self"),
    ("19", "child"),
    ("20", "employee"),
    ("21", "relationship unknown"),
    ("22", "handicapped dependent"),
    ("23", "sponsored dependent"),
    ("24", "dependent of a minor dependent"),
    ("29", "significant other"),
    ("32", "mother"),
    ("33", "father"),
    ("36", "emancipated minor"),
    ("39", "organ donor"),
    ("40", "cadaver donor"),
    ("41", "injured plaintiff"),
    ("43", "child, no financial responsibility"),
    ("53", "life partner"),
    ("G8", "other relationship"),
];

/// SBR09.
pub(crate) const FILINGS: Words = &[
    ("09", "self-pay"),
    ("11", "other non-federal program"),
    ("12", "PPO"),
    ("13", "POS"),
    ("14", "EPO"),
    ("15", "indemnity"),
    ("16", "Medicare HMO"),
    ("17", "dental maintenance organization"),
    ("AM", "auto medical"),
    ("BL", "Blue Cross Blue Shield"),
    ("CH", "TRICARE"),
    ("CI", "commercial"),
    ("DS", "disability"),
    ("FI", "federal employees"),
    ("HM", "HMO"),
    ("LI", "liability"),
    ("LM", "liability medical"),
    ("MA", "Medicare Part A"),
    ("MB", "Medicare Part B"),
    ("MC", "Medicaid"),
    ("OF", "other federal program"),
    ("TV", "Title V"),
    ("VA", "Veterans Affairs"),
    ("WC", "workers' compensation"),
    ("ZZ", "mutually defined"),
];

/// REF01.
pub(crate) const NUMBERS: Words = &[
    ("0B", "state license"),
    ("1A", "Blue Cross provider number"),
    ("1B", "Blue Shield provider number"),
    ("1C", "Medicare provider number"),
    ("1D", "Medicaid provider number"),
    ("1G", "UPIN"),
    ("1H", "TRICARE provider number"),
    ("1J", "facility id"),
    ("1L", "group or policy number"),
    ("1S", "APG number"),
    ("1W", "member id"),
    ("2U", "payer id"),
    ("4N", "service authorization exception"),
    ("6R", "line control number"),
    ("87", "guide version"),
    ("9A", "repriced claim number"),
    ("9B", "repriced line number"),
    ("9C", "adjusted repriced claim number"),
    ("9D", "adjusted repriced line number"),
    ("9F", "referral number"),
    ("BB", "authorization"),
    ("BT", "immunization batch"),
    ("D9", "clearinghouse claim number"),
    ("EA", "medical record"),
    ("EI", "EIN"),
    ("EM", "electronic payment number"),
    ("EO", "submitter id"),
    ("EW", "mammography certification"),
    ("F4", "facility certification"),
    ("F5", "Medicare version code"),
    ("F8", "payer's claim number"),
    ("FY", "claim office"),
    ("G1", "prior authorization"),
    ("G2", "payer's provider number"),
    ("G3", "predetermination"),
    ("IG", "policy number"),
    ("LU", "location"),
    ("LX", "investigational device"),
    ("N5", "plan network"),
    ("NF", "NAIC code"),
    ("P4", "demonstration project"),
    ("SY", "SSN"),
    ("T4", "adjustment signal"),
    ("TJ", "tax id"),
    ("U3", "USIN"),
    ("VY", "link sequence"),
    ("X4", "CLIA"),
    ("X5", "state industrial accident number"),
    ("XZ", "prescription"),
    ("Y4", "property and casualty claim number"),
];

/// DTP01.
pub(crate) const DATES: Words = &[
    ("011", "shipped"),
    ("050", "received by the repricer"),
    ("090", "report start"),
    ("091", "report end"),
    ("096", "discharge"),
    ("119", "test"),
    ("138", "paid"),
    ("150", "service from"),
    ("151", "service to"),
    ("296", "returned to work"),
    ("297", "last worked"),
    ("300", "referral"),
    ("304", "last seen"),
    ("314", "disability"),
    ("330", "referral"),
    ("360", "disability from"),
    ("361", "disability to"),
    ("431", "onset"),
    ("435", "admission"),
    ("438", "similar illness"),
    ("439", "accident"),
    ("444", "first visit"),
    ("446", "replacement"),
    ("452", "appliance placed"),
    ("453", "acute manifestation"),
    ("454", "first treatment"),
    ("455", "last X-ray"),
    ("456", "surgery"),
    ("461", "last certification"),
    ("463", "therapy began"),
    ("471", "prescription"),
    ("472", "service"),
    ("480", "arterial blood gas test"),
    ("481", "oxygen saturation test"),
    ("484", "last menstrual period"),
    ("573", "paid by the other payer"),
    ("607", "certification revised"),
    ("738", "last hemoglobin test"),
    ("739", "last creatinine test"),
    ("866", "examination"),
];

/// AMT01.
pub(crate) const AMOUNTS: Words = &[
    ("A8", "not covered"),
    ("AAE", "approved"),
    ("AU", "coverage amount"),
    ("B6", "allowed"),
    ("BD", "balance due"),
    ("D", "paid by the other payer"),
    ("D8", "discount"),
    ("DY", "daily limit"),
    ("EAF", "left for the patient"),
    ("F2", "patient responsibility"),
    ("F3", "patient amount due"),
    ("F4", "postage"),
    ("F5", "patient paid"),
    ("GT", "sales tax"),
    ("MA", "maximum amount"),
    ("NE", "net billed"),
    ("T", "tax"),
    ("T2", "total before taxes"),
];

/// NTE01.
pub(crate) const NOTES: Words = &[
    ("ADD", "note"),
    ("CER", "certification note"),
    ("DCP", "goals and plans"),
    ("DGN", "diagnosis note"),
    ("PMT", "payment note"),
    ("TPO", "note to the repricer"),
];

/// PER03, 05, 07.
pub(crate) const WAYS: Words = &[
    ("ED", "EDI id"),
    ("EM", "email"),
    ("EX", "ext."),
    ("FX", "fax"),
    ("TE", "telephone"),
];

/// HI0n-1, singular; diagnoses and procedures only.
pub(crate) const CODES: Words = &[
    ("ABF", "diagnosis"),
    ("ABJ", "admitting diagnosis"),
    ("ABK", "diagnosis"),
    ("ABN", "external cause"),
    ("APR", "reason for visit"),
    ("BE", "value code"),
    ("BF", "diagnosis"),
    ("BG", "condition code"),
    ("BH", "occurrence"),
    ("BK", "diagnosis"),
    ("BO", "surgery code"),
    ("BP", "surgery code"),
    ("TC", "treatment code"),
];

/// CAS01.
pub(crate) const GROUPS: Words = &[
    ("CO", "contractual"),
    ("CR", "correction"),
    ("OA", "other adjustment"),
    ("PI", "payer initiated"),
    ("PR", "patient responsibility"),
];

/// CLM05-3, said only when it is not an original claim.
pub(crate) const FREQUENCIES: Words = &[("6", "corrected"), ("7", "replacement"), ("8", "void")];

/// CLM11-1 to -3.
pub(crate) const CAUSES: Words = &[
    ("AA", "auto accident"),
    ("AB", "abuse"),
    ("AP", "another party responsible"),
    ("EM", "employment"),
    ("OA", "other accident"),
];

/// BHT06.
pub(crate) const CLAIM_KINDS: Words = &[
    ("31", "subrogation"),
    ("CH", "chargeable claims"),
    ("RP", "encounters"),
];

/// SV103, CTP05-1: one and many.
pub(crate) const UNITS: &[(&str, &str, &str)] = &[
    ("DA", "day", "days"),
    ("F2", "international unit", "international units"),
    ("GR", "gram", "grams"),
    ("ME", "milligram", "milligrams"),
    ("MJ", "minute", "minutes"),
    ("ML", "milliliter", "milliliters"),
    ("MO", "month", "months"),
    ("UN", "unit", "units"),
];

/// PWK01.
pub(crate) const PAPERS: Words = &[
    ("03", "report that justifies treatment"),
    ("04", "drugs administered"),
    ("05", "treatment diagnosis"),
    ("77", "support data"),
    ("AS", "admission summary"),
    ("B3", "physician's order"),
    ("B4", "referral form"),
    ("CT", "certification"),
    ("DA", "dental models"),
    ("DG", "diagnostic report"),
    ("DS", "discharge summary"),
    ("EB", "explanation of benefits"),
    ("MT", "models"),
    ("NN", "nursing notes"),
    ("OB", "operative note"),
    ("OZ", "support data"),
    ("PN", "physical therapy notes"),
    ("PO", "prosthetics or orthotic certification"),
    ("PZ", "physical therapy certification"),
    ("RB", "radiology films"),
    ("RR", "radiology reports"),
    ("RT", "report of tests and analysis"),
];

/// PWK02.
pub(crate) const TRANSMISSIONS: Words = &[
    ("AA", "on request"),
    ("BM", "by mail"),
    ("EL", "electronically"),
    ("EM", "by email"),
    ("FT", "by file transfer"),
    ("FX", "by fax"),
    ("NS", "not specified"),
];

/// CRC01.
pub(crate) const CONDITIONS: Words = &[
    ("07", "ambulance certification"),
    ("09", "equipment certification"),
    ("70", "hospice employee"),
    ("75", "homebound"),
    ("E1", "spectacle lenses"),
    ("E2", "contact lenses"),
    ("E3", "spectacle frames"),
    ("ZZ", "EPSDT referral"),
];

/// OI03, CLM08.
pub(crate) const ASSIGNED: Words = &[
    ("N", "benefits not assigned"),
    ("W", "assignment not applicable"),
    ("Y", "benefits assigned"),
];

/// OI06, CLM09.
pub(crate) const RELEASES: Words = &[
    ("A", "release on file"),
    ("I", "informed consent"),
    ("M", "limited release"),
    ("N", "no release"),
    ("O", "release on file at the payer"),
    ("Y", "release signed"),
];

/// GS01.
pub(crate) const GROUP_KINDS: Words = &[
    ("FA", "acknowledgments"),
    ("HB", "benefit answers"),
    ("HC", "claims"),
    ("HI", "authorizations"),
    ("HN", "claim status"),
    ("HP", "payments"),
    ("HR", "status requests"),
    ("HS", "benefit questions"),
];
