//! Connections that are silent or too many.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use servers::Database;

use crate::program::{Program, binary};

fn connection(program: &Program) -> TcpStream {
    TcpStream::connect(program.address.trim_start_matches("http://")).unwrap()
}

/// The first line of the answer to a request on a connection of its own.
fn asked(program: &Program, path: &str) -> String {
    let mut stream = connection(program);
    let host = program.address.trim_start_matches("http://");
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn whoever_watches_is_answered_when_others_have_taken_all_connections() {
    let mut few = Command::new("sh");
    few.args(["-c", "ulimit -n 260 && exec \"$0\" \"$@\""]).arg(binary());
    let program = Program::start_by(few, Database::file(), &[]);
    // Sixty are what is left of the descriptors.
    let silent: Vec<TcpStream> = (0..70).map(|_| connection(&program)).collect();
    assert_eq!(asked(&program, "/halsa"), "HTTP/1.1 200 OK");
    assert_eq!(asked(&program, "/kommun/2083"), "HTTP/1.1 503 Service Unavailable");
    drop(silent);
    let mut answer = String::new();
    for _ in 0..100 {
        answer = asked(&program, "/kommun/2083");
        if answer.ends_with("200 OK") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(answer, "HTTP/1.1 200 OK", "there is room again");
}

#[test]
fn a_head_that_is_never_whole_does_not_keep_the_program_from_stopping() {
    let program = Program::start();
    let mut half = connection(&program);
    half.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    assert_eq!(asked(&program, "/halsa"), "HTTP/1.1 200 OK");
    program.stop();
    drop(half);
}
