//! What is kept on disk of an index's answers, and for how long.

use std::sync::atomic::{AtomicUsize, Ordering};

use wasmfix::net::{Index, IndexOptions};
use wasmfix::packages::{Reason, Status};

use crate::server::{Reply, Seen, Server, page, standard};
use crate::{files_in, folder, index_at, judge, one, pure, refreshed};

#[test]
fn what_the_lock_knows_is_not_asked_and_not_kept() {
    let (server, cache) = (Server::index(&[]), folder());
    let index = index_at(&server.simple(), &cache);
    let found = judge(&index, &["numpy", "pandas>=2", "marimo", "polars", "torch; sys_platform != 'emscripten'"]);
    assert!(found.iter().all(|verdict| verdict.status == Status::Ok), "{found:?}");
    assert_eq!(server.connections.load(Ordering::SeqCst), 0);
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 0);
}

/// Asks for the package `x` three times, with what the page's headers allow between; returns the requests for the page.
fn pages_asked(headers: &'static [(&'static str, &'static str)]) -> (Vec<Seen>, usize) {
    let server = Server::new(|seen| {
        if seen.path != "/simple/x/" {
            return Reply::ok("Metadata-Version: 2.1\n\n");
        }
        let tag = headers.iter().find(|(name, _)| *name == "ETag").map(|(_, tag)| *tag);
        let date = headers.iter().find(|(name, _)| *name == "Last-Modified").map(|(_, date)| *date);
        let known = tag.is_some() && seen.header("if-none-match") == tag
            || date.is_some() && seen.header("if-modified-since") == date;
        let reply = if known { Reply::new(304, "") } else { Reply::ok(page(&["x-1.0-py3-none-any.whl"])) };
        headers.iter().fold(reply, |reply, (name, value)| reply.with(name, *value))
    });
    let cache = folder();
    for _ in 0..3 {
        assert_eq!(one(&index_at(&server.simple(), &cache), "x").reason, pure("1.0"));
    }
    let seen = server.seen();
    let metadata = seen.iter().filter(|seen| seen.path.ends_with(".metadata")).count();
    assert_eq!(metadata, 1, "metadata with a hash hold for ever");
    (seen.into_iter().filter(|seen| seen.path == "/simple/x/").collect(), files_in(cache.path()).len())
}

#[test]
fn validators_are_honoured() {
    for (headers, asked, kept) in [
        (&[("Cache-Control", "max-age=600")][..], 1, 2),
        (&[], 1, 2),
        (&[("Cache-Control", "max-age=600, private"), ("Set-Cookie", "key=secret")], 1, 2),
        (&[("Cache-Control", "max-age=0"), ("ETag", "\"one\"")], 3, 2),
        (&[("Cache-Control", "no-cache"), ("ETag", "W/\"one\"")], 3, 2),
        (&[("Cache-Control", "max-age=0"), ("Last-Modified", "Tue, 01 Sep 2026 10:00:00 GMT")], 3, 2),
        (&[("Cache-Control", "max-age=600"), ("Age", "700"), ("ETag", "\"one\"")], 3, 2),
        (&[("Expires", "Tue, 01 Sep 2020 10:00:00 GMT"), ("ETag", "\"one\"")], 3, 2),
        (&[("Cache-Control", "no-store"), ("ETag", "\"one\"")], 3, 1),
    ] {
        let (pages, files) = pages_asked(headers);
        assert_eq!((pages.len(), files), (asked, kept), "{headers:?}");
        let conditional = pages
            .iter()
            .filter(|seen| seen.header("if-none-match").is_some() || seen.header("if-modified-since").is_some());
        assert_eq!(conditional.count(), if kept == 2 { asked - 1 } else { 0 }, "{headers:?}");
    }
}

#[test]
fn an_editor_asks_nothing_and_takes_what_is_kept() {
    let server =
        Server::new(|seen| standard(seen, &[("x", &["x-1.0-py3-none-any.whl"])]).with("Cache-Control", "max-age=0"));
    let cache = folder();
    let options = IndexOptions { url: Some(server.simple()), cached_only: true, ..IndexOptions::default() };
    let editor = Index::new(&options).with_cache(cache.path().into());
    assert_eq!(one(&editor, "x").reason, Reason::Unverified);
    assert_eq!((server.take(), files_in(cache.path()).len()), (0, 0));
    // What a run on the command line has learnt in the meantime counts, however old it is.
    one(&index_at(&server.simple(), &cache), "x");
    server.take();
    let found = judge(&editor, &["x", "y"]);
    assert_eq!((&found[0].reason, &found[1].reason), (&pure("1.0"), &Reason::Unverified));
    assert_eq!((server.take(), editor.trouble()), (0, None));
    one(&index_at(&server.simple(), &cache), "x");
    assert_eq!(server.take(), 1);
}

#[test]
fn a_package_that_is_not_there_is_remembered_for_a_while() {
    let (server, cache) = (Server::index(&[]), folder());
    for asked in [1, 0] {
        assert_eq!(one(&index_at(&server.simple(), &cache), "x").reason, Reason::NotOnIndex);
        assert_eq!(server.take(), asked);
    }
    assert_eq!(one(&refreshed(&server.simple(), &cache), "x").reason, Reason::NotOnIndex);
    assert_eq!(server.take(), 1, "--refresh asks again");
}

#[test]
fn damaged_entries_are_dropped() {
    let server = Server::index(&[("x", &["x-1.0-py3-none-any.whl"])]);
    for damage in ["", "{", "null", "{\"address\": \"x\"}", "\u{fffd}\0\0\0"] {
        let cache = folder();
        one(&index_at(&server.simple(), &cache), "x");
        let files = files_in(cache.path());
        assert_eq!(files.len(), 2);
        files.iter().for_each(|file| std::fs::write(file, damage).unwrap());
        server.take();
        assert_eq!(one(&index_at(&server.simple(), &cache), "x").reason, pure("1.0"), "{damage:?}");
        assert_eq!(server.take(), 2);
        assert_eq!(one(&index_at(&server.simple(), &cache), "x").reason, pure("1.0"));
        assert_eq!(server.take(), 0, "it is whole again");
    }
    // A cache that cannot be written is no error.
    let cache = folder();
    std::fs::write(cache.path().join("projects-2"), "a file").unwrap();
    assert_eq!(one(&index_at(&server.simple(), &cache), "x").reason, pure("1.0"));
}

#[test]
fn an_old_answer_is_better_than_none() {
    static WELL: AtomicUsize = AtomicUsize::new(1);
    let server = Server::new(|seen| match WELL.load(Ordering::SeqCst) {
        0 => Reply::new(500, ""),
        _ => standard(seen, &[("x", &["x-1.0-py3-none-any.whl"])]).with("Cache-Control", "max-age=0"),
    });
    let cache = folder();
    one(&index_at(&server.simple(), &cache), "x");
    WELL.store(0, Ordering::SeqCst);
    assert_eq!(one(&index_at(&server.simple(), &cache), "x").reason, pure("1.0"));
    assert_eq!(one(&refreshed(&server.simple(), &cache), "x").status, Status::Warn);
}
