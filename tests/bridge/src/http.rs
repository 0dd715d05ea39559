//! As much HTTP/1.1 as a browser on the same machine needs: one thread and one request for each
//! connection. (A pool of a library lost a request now and then, which a test cannot tell from a hang.)

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A body of a request larger than this is nobody's.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

/// A request.
pub struct Request {
    /// `GET`, `POST`.
    pub method: String,
    /// Path and query.
    pub url: String,
    /// The header `x-token`, or "".
    pub token: String,
    /// The body as text.
    pub body: String,
    stream: TcpStream,
}

impl Request {
    /// Reads the request of a connection; `None` for one that cannot be read.
    pub fn read(stream: TcpStream) -> Option<Request> {
        let mut input = BufReader::new(stream.try_clone().ok()?);
        let mut line = String::new();
        input.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let (method, url) = (words.next()?.to_owned(), words.next()?.to_owned());
        let (mut token, mut length) = (String::new(), 0);
        loop {
            line.clear();
            input.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            match name.to_ascii_lowercase().as_str() {
                "x-token" => token = value.trim().to_owned(),
                "content-length" => length = value.trim().parse().ok()?,
                _ => (),
            }
        }
        if LARGEST_BODY < length {
            return None;
        }
        let mut body = vec![0; length];
        input.read_exact(&mut body).ok()?;
        let body = String::from_utf8(body).ok()?;
        Some(Request {
            method,
            url,
            token,
            body,
            stream,
        })
    }

    /// Answers and closes the connection.
    pub fn answer(mut self, status: u16, kind: &str, bytes: &[u8]) {
        let head = format!(
            "HTTP/1.1 {status} {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\
             cache-control: no-store\r\nconnection: close\r\ncontent-security-policy: \
             default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'\r\n\r\n",
            bytes.len()
        );
        // A browser that went away needs no answer.
        let _ = self
            .stream
            .write_all(head.as_bytes())
            .and_then(|()| self.stream.write_all(bytes))
            .and_then(|()| self.stream.flush());
    }

    /// Begins a stream of events.
    pub fn into_stream(mut self) -> Option<TcpStream> {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
                    cache-control: no-store\r\nconnection: close\r\n\r\n: hello\n\n";
        self.stream.write_all(head.as_bytes()).ok()?;
        Some(self.stream)
    }
}
