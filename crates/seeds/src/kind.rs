//! What a claim is an example of.

/// What a claim is an example of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A visit in the office, with tests at times.
    Office,
    /// A check-up: children with vaccines, adults, the yearly visit of Medicare.
    Preventive,
    /// A visit with a procedure: 25, RT, LT, 50, 59, 76.
    Procedure,
    /// A visit with an injected drug and its NDC.
    Injection,
    /// Laboratory tests, with the CLIA number.
    Laboratory,
    /// By video or telephone: places 02 and 10.
    Telehealth,
    /// At the patient's home: place 12.
    Home,
    /// In the hospital without staying: place 22, with the facility.
    Outpatient,
    /// In the hospital: place 21, ranges of days, admission and discharge.
    Inpatient,
    /// The first days of a newborn.
    Newborn,
    /// Care before a birth, with the last menstrual period.
    Pregnancy,
    /// Contraception, with the family planning mark.
    FamilyPlanning,
    /// Anesthesia in minutes.
    Anesthesia,
    /// Hurt at work: the employer is the insured.
    WorkAccident,
    /// Hurt in a car: state, date, the insurer's claim number.
    AutoAccident,
    /// Hurt elsewhere.
    OtherAccident,
    /// A test that was bought from others.
    PurchasedTest,
    /// A code without a name of its own, with its description.
    UnlistedCode,
    /// Foot care under Medicare, with the day last seen.
    FootCare,
    /// Seven to fourteen lines: more than one form.
    Long,
    /// Lines by two providers.
    TwoProviders,
    /// Replaces an earlier claim (frequency 7).
    Replacement,
    /// Voids an earlier claim (frequency 8).
    Void,
    /// To the second payer, with what the first decided on each line.
    Secondary,
    /// To the second payer, with what the first decided on the whole claim.
    SecondaryByClaim,
    /// To the second payer, since the first covers none of it.
    SecondaryNotCovered,
    /// To the third payer, with what both others decided.
    Tertiary,
}

impl Kind {
    /// All kinds; those that follow an earlier claim come last.
    pub const ALL: [Kind; 27] = [
        Kind::Office,
        Kind::Preventive,
        Kind::Procedure,
        Kind::Injection,
        Kind::Laboratory,
        Kind::Telehealth,
        Kind::Home,
        Kind::Outpatient,
        Kind::Inpatient,
        Kind::Newborn,
        Kind::Pregnancy,
        Kind::FamilyPlanning,
        Kind::Anesthesia,
        Kind::WorkAccident,
        Kind::AutoAccident,
        Kind::OtherAccident,
        Kind::PurchasedTest,
        Kind::UnlistedCode,
        Kind::FootCare,
        Kind::Long,
        Kind::TwoProviders,
        Kind::Replacement,
        Kind::Void,
        Kind::Secondary,
        Kind::SecondaryByClaim,
        Kind::SecondaryNotCovered,
        Kind::Tertiary,
    ];

    /// True of a claim that follows an earlier one.
    pub fn follows(self) -> bool {
        matches!(
            self,
            Kind::Replacement
                | Kind::Void
                | Kind::Secondary
                | Kind::SecondaryByClaim
                | Kind::SecondaryNotCovered
                | Kind::Tertiary
        )
    }
}
