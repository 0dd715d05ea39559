//! The little of HTTP/1.1 that WebKitWebDriver speaks: one request, one answer, over loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

/// A port of this machine that nobody listens on right now.
pub fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address
        .map(|address| address.port())
        .map_err(|fault| format!("no free port: {fault}"))
}

/// Sends one request to a loopback port; the status and the body of the answer.
pub fn request(
    port: u16,
    method: &str,
    path: &str,
    body: &str,
    limit: Duration,
) -> Result<(u16, String), String> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    exchange(address, method, path, body, limit).map_err(|fault| match fault.kind() {
        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut => {
            format!("{method} {path}: no answer after {} s", limit.as_secs())
        }
        _ => format!("{method} {path}: {fault}"),
    })
}

fn exchange(
    address: SocketAddr,
    method: &str,
    path: &str,
    body: &str,
    limit: Duration,
) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect_timeout(&address, limit)?;
    stream.set_read_timeout(Some(limit))?;
    stream.set_write_timeout(Some(limit))?;
    stream.set_nodelay(true)?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes())?;
    read_answer(&mut BufReader::new(stream))
}

fn read_answer(from: &mut impl BufRead) -> std::io::Result<(u16, String)> {
    let broken = |what: &str| std::io::Error::other(format!("the answer has {what}"));
    let status = header_line(from)?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status: u16 = status.ok_or_else(|| broken("no status"))?;
    let (mut length, mut chunked) = (None, false);
    loop {
        let line = header_line(from)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse::<u64>().ok(),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            let size = header_line(from)?;
            let size = size.split(';').next().unwrap_or_default();
            let size = u64::from_str_radix(size.trim(), 16).map_err(|_| broken("a bad chunk"))?;
            from.by_ref().take(size).read_to_end(&mut body)?;
            header_line(from)?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = length {
        from.by_ref().take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            return Err(broken("fewer bytes than it announced"));
        }
    } else {
        from.read_to_end(&mut body)?;
    }
    String::from_utf8(body)
        .map(|body| (status, body))
        .map_err(|_| broken("text that is not UTF-8"))
}

fn header_line(from: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The bytes of a base64 text, as WebDriver sends pictures.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for letter in text
        .bytes()
        .filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=')
    {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if 8 <= held {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(answer: &str, want: Result<(u16, &str), &str>) {
        let got = read_answer(&mut answer.as_bytes()).map_err(|fault| fault.to_string());
        let got = got.as_ref().map(|(status, body)| (*status, body.as_str()));
        assert_eq!(got.map_err(String::as_str), want);
    }

    #[test]
    fn an_answer_is_read_however_its_length_is_told() {
        check(
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}",
            Ok((200, "{}")),
        );
        check("HTTP/1.1 404 x\r\nA: b\r\n\r\nrest", Ok((404, "rest")));
        check(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x\r\nd\r\n0\r\n\r\n",
            Ok((200, "abcd")),
        );
        check(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
            Err("the answer has fewer bytes than it announced"),
        );
        check("", Err("the answer has no status"));
    }

    #[test]
    fn base64_gives_its_bytes() {
        assert_eq!(base64("aGVsbG8=").as_deref(), Some(&b"hello"[..]));
        assert_eq!(base64("/+8\n=").as_deref(), Some(&[0xff, 0xef][..]));
        assert_eq!(base64("a*"), None);
    }
}
