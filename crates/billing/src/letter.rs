//! Letters to accounts that are past their last statement: a series of up to three, whose texts are the
//! practice's own, in the language of who answers. The texts hold names in braces for what differs from
//! account to account.

use values::{Day, LetterId, Money, PrintId};

use crate::record::record;
use crate::statement::sent::Unsent;
use crate::statement::{Language, PayPage, Practice};

/// The most letters of a series.
pub const MOST: usize = 3;

/// What a text may name: name, what stands there.
pub const FIELDS: [(&str, &str); 6] = [
    ("name", "who answers for the bill"),
    ("account", "the account number"),
    ("amount", "what is due"),
    ("due", "the day by which to pay"),
    ("practice", "the practice"),
    ("phone", "the billing telephone"),
];

record! {
    /// The words of a letter in one language.
    pub struct LetterWords {
        /// Over the text.
        pub subject: String,
        /// Paragraphs, parted by empty lines.
        pub text: String,
    }

    /// A letter of the series.
    pub struct LetterStage {
        /// What billers call it.
        pub name: String,
        /// Days to pay; the next letter waits for them to pass.
        pub days: u16,
        /// In English.
        pub english: LetterWords,
        /// In Spanish.
        pub spanish: LetterWords,
    }

    /// What a letter says, before its words are set.
    pub struct LetterPaper {
        /// Its number.
        pub number: String,
        /// The account's number.
        pub account: String,
        /// The language of who answers.
        pub language: Language,
        /// The day that is printed on it.
        pub made_on: Option<Day>,
        /// Pay by this day.
        pub due_on: Option<Day>,
        /// Who sends it.
        pub practice: Practice,
        /// Who answers for the bill, as a name is written.
        pub guarantor: String,
        /// Name and address as the envelope shows them.
        pub addressee: Vec<String>,
        /// What is due.
        pub amount: Money,
        /// Where to pay online.
        pub pay: Option<PayPage>,
        /// The words, with their names in braces.
        pub words: LetterWords,
    }
}

/// A letter that was made. What it said never changes; whether it went out does.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Letter {
    /// Made before it is first stored.
    pub id: LetterId,
    /// On whose account.
    pub account: String,
    /// Which of the series, from 0.
    pub stage: u8,
    /// What it was called.
    #[serde(default)]
    pub name: String,
    /// The job that prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print_id: Option<PrintId>,
    /// The day that is printed on it.
    pub made_on: Day,
    /// The day on which somebody said that it came out right; none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Day>,
    /// Set when it did not go out after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsent: Option<Unsent>,
    /// What it says.
    pub paper: LetterPaper,
}

impl Letter {
    /// Whether it went out.
    pub fn went_out(&self) -> bool {
        self.sent_on.is_some() && self.unsent.is_none()
    }
}

impl LetterStage {
    /// Its words in a language; in English where nobody wrote it in Spanish.
    pub fn words(&self, language: Language) -> &LetterWords {
        match language {
            Language::Spanish if !self.spanish.text.trim().is_empty() => &self.spanish,
            _ => &self.english,
        }
    }
}

/// The first name in braces that no letter knows.
pub fn unknown_field(text: &str) -> Option<&str> {
    text.split('{').skip(1).find_map(|rest| {
        let name = rest.split('}').next().unwrap_or_default();
        let known = rest.contains('}') && FIELDS.iter().any(|(field, _)| *field == name);
        (!known).then_some(name)
    })
}

/// What stands of an account's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This one of the series goes out, from 0.
    Goes(usize),
    /// The last one gives until this day.
    Waits(Day),
    /// The series is over: an agency is next.
    Over,
}

/// What comes next, after the last letter that went out: which it was, and its day to pay by.
pub fn next(last: Option<(u8, Option<Day>)>, stages: usize, today: Day) -> Next {
    let at = match last {
        Some((_, Some(due))) if today <= due => return Next::Waits(due),
        Some((stage, _)) => usize::from(stage) + 1,
        None => 0,
    };
    if at < stages {
        Next::Goes(at)
    } else {
        Next::Over
    }
}

fn words(subject: &str, text: &str) -> LetterWords {
    LetterWords {
        subject: subject.to_owned(),
        text: text.to_owned(),
    }
}

/// The letters that ship: a reminder, and a final notice that gives 30 days.
pub fn shipped() -> Vec<LetterStage> {
    vec![
        LetterStage {
            name: "Collection reminder".to_owned(),
            days: 15,
            english: words(
                "Your account is past due",
                "Dear {name},\n\nWe have sent you several statements and have not received your payment. {amount} of account {account} is past due.\n\nPay by {due}, or call us at {phone}. If you cannot pay all of it at once, we will look for a payment plan with you. If you have insurance that we do not know of, or think that the bill is wrong, tell us now, so that we can put it right.\n\nIf you have paid in the last few days, thank you: then this letter crossed with your payment.\n\n{practice}",
            ),
            spanish: words(
                "Su cuenta está vencida",
                "Estimado/a {name}:\n\nLe hemos enviado varios estados de cuenta y no hemos recibido su pago. De la cuenta {account} están vencidos {amount}.\n\nPague a más tardar el {due} o llámenos al {phone}. Si no puede pagar todo de una vez, buscaremos con usted un plan de pagos. Si tiene un seguro que no conocemos o cree que hay un error en la cuenta, díganoslo ahora para corregirlo.\n\nSi pagó en los últimos días, gracias: esta carta se cruzó con su pago.\n\n{practice}",
            ),
        },
        LetterStage {
            name: "Final notice".to_owned(),
            days: 30,
            english: words(
                "Final notice before collections",
                "Dear {name},\n\n{amount} of account {account} is still not paid, and we have not heard from you.\n\nThis is our final notice. You have 30 days: if by {due} you have not paid and have not agreed on a payment plan with us, we may place the account with a collection agency.\n\nWe would rather settle it with you. Call us at {phone} if you cannot pay, if you think that the bill is wrong, or if insurance should have paid it.\n\n{practice}",
            ),
            spanish: words(
                "Último aviso antes de la cobranza",
                "Estimado/a {name}:\n\nDe la cuenta {account} siguen sin pagar {amount} y no hemos tenido noticias suyas.\n\nEste es nuestro último aviso. Tiene 30 días: si hasta el {due} no ha pagado ni ha acordado con nosotros un plan de pagos, podemos entregar la cuenta a una agencia de cobranza.\n\nPreferimos resolverlo con usted. Llámenos al {phone} si no puede pagar, si cree que hay un error en la cuenta o si un seguro debía pagarla.\n\n{practice}",
            ),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_letters_name_nothing_that_no_letter_knows() {
        for stage in shipped() {
            for words in [&stage.english, &stage.spanish] {
                assert_eq!(unknown_field(&words.text), None);
                assert_eq!(unknown_field(&words.subject), None);
                assert!(words.text.contains("{due}") && words.text.contains("{amount}"));
            }
        }
        assert_eq!(unknown_field("Dear {nmae},"), Some("nmae"));
        assert_eq!(unknown_field("Dear {name"), Some("name"));
        assert_eq!(unknown_field("No names"), None);
    }

    #[test]
    fn letters_go_out_one_after_the_other_and_each_has_its_days() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let of = |last, today: &str| next(last, 2, day(today));
        let first = Some((0, Some(day("2026-11-15"))));
        assert_eq!(of(None, "2026-11-01"), Next::Goes(0));
        assert_eq!(of(first, "2026-11-15"), Next::Waits(day("2026-11-15")));
        assert_eq!(of(first, "2026-11-16"), Next::Goes(1));
        assert_eq!(
            of(Some((1, Some(day("2026-12-16")))), "2026-12-17"),
            Next::Over
        );
    }
}
