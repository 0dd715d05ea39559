//! JSON, as much of it as the WebDriver protocol and the bench lines need. Written by hand because
//! xtask compiles before any dependency could be fetched.

use std::fmt::{self, Write};

/// Any JSON value. Objects keep the order in which they were written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Map(Vec<(String, Json)>),
}

/// A JSON string.
pub fn text(value: impl Into<String>) -> Json {
    Json::Text(value.into())
}

/// A JSON number.
pub fn number(value: impl Into<f64>) -> Json {
    Json::Number(value.into())
}

/// A JSON array.
pub fn list(values: impl IntoIterator<Item = Json>) -> Json {
    Json::List(values.into_iter().collect())
}

/// A JSON object.
pub fn map<const N: usize>(pairs: [(&str, Json); N]) -> Json {
    Json::Map(
        pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

impl Json {
    /// The member `key` of an object; `Null` when there is none, so that look-ups can be chained.
    pub fn get(&self, key: &str) -> &Json {
        match self {
            Json::Map(pairs) => pairs
                .iter()
                .find(|(name, _)| name == key)
                .map_or(&Json::Null, |(_, value)| value),
            _ => &Json::Null,
        }
    }

    /// The text of a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a number.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Json::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements of an array; none for anything else.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::List(values) => values,
            _ => &[],
        }
    }

    /// Reads one JSON text. The error names the byte where it stopped making sense.
    pub fn read(source: &str) -> Result<Json, String> {
        let mut reader = Reader {
            bytes: source.as_bytes(),
            at: 0,
        };
        let value = reader.value()?;
        reader.space();
        if reader.at < reader.bytes.len() {
            return Err(format!(
                "byte {}: text after the end of the JSON",
                reader.at
            ));
        }
        Ok(value)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => out.write_str("null"),
            Json::Bool(value) => write!(out, "{value}"),
            Json::Number(value) => write!(out, "{value}"),
            Json::Text(value) => write_text(value, out),
            Json::List(values) => {
                out.write_char('[')?;
                for (n, value) in values.iter().enumerate() {
                    if n > 0 {
                        out.write_char(',')?;
                    }
                    write!(out, "{value}")?;
                }
                out.write_char(']')
            }
            Json::Map(pairs) => {
                out.write_char('{')?;
                for (n, (key, value)) in pairs.iter().enumerate() {
                    if n > 0 {
                        out.write_char(',')?;
                    }
                    write_text(key, out)?;
                    write!(out, ":{value}")?;
                }
                out.write_char('}')
            }
        }
    }
}

fn write_text(value: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    out.write_char('"')?;
    for letter in value.chars() {
        match letter {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            // The key codes of WebDriver live in the private use area; escaped they survive any log.
            control if (control as u32) < 0x20 || ('\u{e000}'..='\u{f8ff}').contains(&control) => {
                write!(out, "\\u{:04x}", control as u32)?;
            }
            plain => out.write_char(plain)?,
        }
    }
    out.write_char('"')
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.bytes[self.at..].starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    fn unexpected<T>(&self) -> Result<T, String> {
        match self.bytes.get(self.at) {
            Some(byte) => Err(format!(
                "byte {}: {:?} does not fit here",
                self.at, *byte as char
            )),
            None => Err(format!("byte {}: the JSON ends too early", self.at)),
        }
    }

    fn value(&mut self) -> Result<Json, String> {
        self.space();
        match self.bytes.get(self.at) {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.take("true") => Ok(Json::Bool(true)),
            _ if self.take("false") => Ok(Json::Bool(false)),
            _ if self.take("null") => Ok(Json::Null),
            _ => self.unexpected(),
        }
    }

    fn object(&mut self) -> Result<Json, String> {
        self.at += 1;
        let mut pairs = Vec::new();
        loop {
            self.space();
            if pairs.is_empty() && self.take("}") {
                return Ok(Json::Map(pairs));
            }
            if self.bytes.get(self.at) != Some(&b'"') {
                return self.unexpected();
            }
            let key = self.string()?;
            self.space();
            if !self.take(":") {
                return self.unexpected();
            }
            pairs.push((key, self.value()?));
            self.space();
            if self.take("}") {
                return Ok(Json::Map(pairs));
            }
            if !self.take(",") {
                return self.unexpected();
            }
        }
    }

    fn array(&mut self) -> Result<Json, String> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.space();
            if values.is_empty() && self.take("]") {
                return Ok(Json::List(values));
            }
            values.push(self.value()?);
            self.space();
            if self.take("]") {
                return Ok(Json::List(values));
            }
            if !self.take(",") {
                return self.unexpected();
            }
        }
    }

    fn number(&mut self) -> Result<Json, String> {
        let start = self.at;
        while self
            .bytes
            .get(self.at)
            .is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'))
        {
            self.at += 1;
        }
        let digits = String::from_utf8_lossy(&self.bytes[start..self.at]);
        digits
            .parse()
            .map(Json::Number)
            .map_err(|_| format!("byte {start}: not a number"))
    }

    fn string(&mut self) -> Result<String, String> {
        let start = self.at;
        self.at += 1;
        let mut value = Vec::new();
        loop {
            match self.bytes.get(self.at) {
                None => return self.unexpected(),
                Some(b'"') => {
                    self.at += 1;
                    return String::from_utf8(value)
                        .map_err(|_| format!("byte {start}: a string that is not UTF-8"));
                }
                Some(b'\\') => {
                    let letter = self.escape()?;
                    value.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                }
                Some(byte) => {
                    value.push(*byte);
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        let kind = self.bytes.get(self.at + 1).copied();
        self.at += 2;
        Ok(match kind {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.hex()?;
                if !(0xd800..0xdc00).contains(&high) {
                    return Ok(char::from_u32(high).unwrap_or('\u{fffd}'));
                }
                if !self.take("\\u") {
                    return Ok('\u{fffd}');
                }
                let low = self.hex()?;
                let joined = 0x10000 + ((high - 0xd800) << 10) + low.wrapping_sub(0xdc00);
                char::from_u32(joined).unwrap_or('\u{fffd}')
            }
            _ => return self.unexpected(),
        })
    }

    fn hex(&mut self) -> Result<u32, String> {
        let digits = self.bytes.get(self.at..self.at + 4).unwrap_or_default();
        let value = std::str::from_utf8(digits)
            .ok()
            .and_then(|d| u32::from_str_radix(d, 16).ok());
        match value {
            Some(value) if digits.len() == 4 => {
                self.at += 4;
                Ok(value)
            }
            _ => self.unexpected(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, want: Result<&str, &str>) {
        let got = Json::read(source).map(|value| value.to_string());
        assert_eq!(got.as_deref().map_err(String::as_str), want);
    }

    #[test]
    fn what_is_read_is_written_again() {
        check(
            r#" {"a":[1,-2.5,1e3],"b":{},"c":[] } "#,
            Ok(r#"{"a":[1,-2.5,1000],"b":{},"c":[]}"#),
        );
        check(
            r#""tab\t, \"quote\", é, \u00e9, \ud83d\ude00""#,
            Ok("\"tab\\u0009, \\\"quote\\\", é, é, 😀\""),
        );
        check("\"\u{e009}\"", Ok("\"\\ue009\""));
        check("[true,false,null]", Ok("[true,false,null]"));
    }

    #[test]
    fn a_fault_names_its_byte() {
        check("[1,]", Err("byte 3: ']' does not fit here"));
        check("{\"a\":1", Err("byte 6: the JSON ends too early"));
        check("\"a", Err("byte 2: the JSON ends too early"));
        check("1 2", Err("byte 2: text after the end of the JSON"));
        check("\"\\u12\"", Err("byte 3: '1' does not fit here"));
    }

    #[test]
    fn look_ups_chain_through_what_is_absent() {
        let value = map([("a", map([("b", list([number(1), text("x")]))]))]);
        assert_eq!(value.get("a").get("b").items()[1].as_text(), Some("x"));
        assert_eq!(value.get("z").get("b").as_number(), None);
    }
}
