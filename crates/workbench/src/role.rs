//! Roles and what each may do (sync.md 1.4). The table is data; the core refuses, not the screen.

use std::str::FromStr;

/// What a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Nobody has signed in yet.
    Anyone,
    /// Anybody who has signed in, even while the recovery kit is due.
    SignedIn,
    /// See patients and their claims.
    SeeClaims,
    /// Change patients.
    EditPatients,
    /// Hold claims, release them, add notes.
    EditClaims,
    /// Enter claims and correct them.
    EnterClaims,
    /// Change payers, providers and facilities.
    EditRegister,
    /// Read claim files in.
    ImportClaims,
    /// Post remittances and payments, and take them back.
    PostPayments,
    /// Print forms.
    PrintClaims,
    /// Save lists as files that anybody can read.
    ExportLists,
    /// Back up the practice.
    BackUp,
    /// Change the practice's settings and see the recovery kit while it is due.
    ManagePractice,
    /// Add people, change their roles and passwords, take their sign-in.
    ManageUsers,
    /// Walk the audit log.
    ReadAudit,
}

impl Right {
    /// The right as the interface names it.
    pub fn name(self) -> &'static str {
        match self {
            Right::Anyone => "anyone",
            Right::SignedIn => "signed_in",
            Right::SeeClaims => "see_claims",
            Right::EditPatients => "edit_patients",
            Right::EditClaims => "edit_claims",
            Right::EnterClaims => "enter_claims",
            Right::EditRegister => "edit_register",
            Right::ImportClaims => "import_claims",
            Right::PostPayments => "post_payments",
            Right::PrintClaims => "print_claims",
            Right::ExportLists => "export_lists",
            Right::BackUp => "back_up",
            Right::ManagePractice => "manage_practice",
            Right::ManageUsers => "manage_users",
            Right::ReadAudit => "read_audit",
        }
    }

    /// What the right allows, in words: `print forms`.
    pub fn title(self) -> &'static str {
        match self {
            Right::Anyone => "open the window",
            Right::SignedIn => "sign in",
            Right::SeeClaims => "see patients and claims",
            Right::EditPatients => "change patients",
            Right::EditClaims => "hold claims and add notes",
            Right::EnterClaims => "enter and correct claims",
            Right::EditRegister => "change payers and providers",
            Right::ImportClaims => "bring in claim files",
            Right::PostPayments => "post payments",
            Right::PrintClaims => "print forms",
            Right::ExportLists => "save lists as files",
            Right::BackUp => "back up the practice",
            Right::ManagePractice => "change the practice's settings",
            Right::ManageUsers => "add and change people",
            Right::ReadAudit => "check the audit log",
        }
    }
}

/// A role that a person can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    Owner,
    /// Runs the practice.
    PracticeAdmin,
    /// Enters, imports, prints and sends claims.
    Biller,
    /// Posts payments.
    Poster,
    /// Checks codes.
    Coder,
    /// Registers patients.
    FrontDesk,
    /// Reads.
    Auditor,
    /// Reads the audit log.
    ComplianceOfficer,
}

impl Role {
    /// All of them, in the order of the list.
    pub const ALL: [Role; 8] = [
        Role::Owner,
        Role::PracticeAdmin,
        Role::Biller,
        Role::Poster,
        Role::Coder,
        Role::FrontDesk,
        Role::Auditor,
        Role::ComplianceOfficer,
    ];

    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::PracticeAdmin => "practice_admin",
            Role::Biller => "biller",
            Role::Poster => "poster",
            Role::Coder => "coder",
            Role::FrontDesk => "front_desk",
            Role::Auditor => "auditor",
            Role::ComplianceOfficer => "compliance_officer",
        }
    }

    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Role::Owner => "Owner",
            Role::PracticeAdmin => "Practice admin",
            Role::Biller => "Biller",
            Role::Poster => "Poster",
            Role::Coder => "Coder",
            Role::FrontDesk => "Front desk",
            Role::Auditor => "Read only",
            Role::ComplianceOfficer => "Compliance officer",
        }
    }

    /// What the role may do.
    pub fn rights(self) -> &'static [Right] {
        use Right::*;
        match self {
            Role::Owner => &[
                SignedIn,
                SeeClaims,
                EditPatients,
                EditClaims,
                EnterClaims,
                EditRegister,
                ImportClaims,
                PostPayments,
                PrintClaims,
                ExportLists,
                BackUp,
                ManagePractice,
                ManageUsers,
                ReadAudit,
            ],
            Role::PracticeAdmin => &[
                SignedIn,
                SeeClaims,
                EditPatients,
                EditClaims,
                EnterClaims,
                EditRegister,
                ImportClaims,
                PostPayments,
                PrintClaims,
                ExportLists,
                BackUp,
                ManagePractice,
                ManageUsers,
            ],
            Role::Biller => &[
                SignedIn,
                SeeClaims,
                EditPatients,
                EditClaims,
                EnterClaims,
                EditRegister,
                ImportClaims,
                PostPayments,
                PrintClaims,
                ExportLists,
                BackUp,
            ],
            Role::Poster => &[SignedIn, SeeClaims, EditClaims, PostPayments],
            Role::Coder => &[SignedIn, SeeClaims, EditClaims, EnterClaims],
            Role::FrontDesk => &[SignedIn, SeeClaims, EditPatients, EditRegister],
            Role::Auditor => &[SignedIn, SeeClaims],
            Role::ComplianceOfficer => &[SignedIn, SeeClaims, ReadAudit],
        }
    }

    /// True when the role may.
    pub fn may(self, right: Right) -> bool {
        right == Right::Anyone || self.rights().contains(&right)
    }
}

impl FromStr for Role {
    type Err = ();
    fn from_str(name: &str) -> Result<Role, ()> {
        Role::ALL
            .into_iter()
            .find(|role| role.name() == name)
            .ok_or(())
    }
}
