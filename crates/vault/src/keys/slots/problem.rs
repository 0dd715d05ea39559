//! Why a slot does not open, and why the file of key slots is not changed.

use super::super::kdf::NoMemory;

/// Why a slot does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum OpenProblem {
    /// The file was made by a newer version.
    #[error("These key slots were made by a newer version of Claimbench. Update Claimbench here.")]
    NewerVersion,
    /// The file as a whole cannot be read. The backup copy may.
    #[error("The file of key slots is damaged.")]
    DamagedFile,
    /// No such user.
    #[error("This user is not on the list of this practice.")]
    UnknownUser,
    /// The user has no password.
    #[error("This user has no password yet. An admin can set one.")]
    NoPassword,
    /// The slot was damaged. The one in the backup copy may open.
    #[error("The key slot of this user is damaged.")]
    CorruptSlot,
    /// The slot asks for less work than was ever written.
    #[error("The key slot of this user was changed to be guessed more easily.")]
    WeakSlot,
    /// The keyring has no device secret, and the slot needs it.
    #[error("The keyring of this computer no longer holds the device secret of Claimbench.")]
    DeviceSecretMissing,
    /// The device secret is another one than the slot was made with.
    #[error("These key slots were made on another computer, or for another user of this computer.")]
    DeviceSecretDiffers,
    /// The password is another one.
    #[error("That is not the password of this user.")]
    WrongPassword,
    /// The slot opened, but the file says something that was not written with the database key: a
    /// role, a name, another slot. Nothing is opened with it; the backup copy may be right.
    #[error("The file of key slots was changed outside Claimbench.")]
    Altered,
    /// The words are those of another kit.
    #[error("These are the words of another recovery kit.")]
    WrongKit,
    /// Not enough memory for the password's work.
    #[error("There is not enough free memory to check the password. Close other programs.")]
    NoMemory,
}

/// Why the file is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeProblem {
    /// The key is not that of this file, or the file was altered.
    #[error("The file of key slots was changed outside Claimbench.")]
    Altered,
    /// No such user.
    #[error("This user is not on the list of this practice.")]
    UnknownUser,
    /// The user is there already.
    #[error("This user is on the list already.")]
    KnownUser,
    /// The last user with a password cannot go.
    #[error("This is the last user with a password. Add another first.")]
    LastUser,
    /// Two users of one name could not be told apart on the lock screen.
    #[error("Another user has this name. Add an initial or a last name.")]
    SameName,
    /// A name is empty, longer than 200 characters or not one line.
    #[error("A name is one line of 1 to 200 characters.")]
    Name,
    /// A role or colour is not written as the program writes them.
    #[error("A role and a colour are short words in lower case.")]
    Word,
    /// More than 1,000 characters.
    #[error("Use 1,000 characters or fewer for a password.")]
    LongPassword,
    /// The typed words are not those of the kit.
    #[error("These are the words of another recovery kit.")]
    WrongKit,
    /// Not enough memory for the password's work.
    #[error("There is not enough free memory to set the password. Close other programs.")]
    NoMemory,
}

impl From<NoMemory> for OpenProblem {
    fn from(NoMemory: NoMemory) -> OpenProblem {
        OpenProblem::NoMemory
    }
}

impl From<NoMemory> for ChangeProblem {
    fn from(NoMemory: NoMemory) -> ChangeProblem {
        ChangeProblem::NoMemory
    }
}
