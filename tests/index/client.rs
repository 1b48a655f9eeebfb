//! Answers of every kind: pages as JSON and HTML, redirects, broken ones, metadata inside wheels.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use wasmfix::host::Host;
use wasmfix::net::{Index, IndexOptions};
use wasmfix::packages::{PackageVerdict, Reason, Requirement, Status, verdicts};

use crate::server::{Reply, Server, page, ranged, standard, wheel};
use crate::{asking, files_in, folder, index_at, judge, one, pure};

const JSON: &str = "application/vnd.pypi.simple.v1+json";

/// Asks a server of one answer for the package `x`.
fn with_page(reply: Reply) -> (PackageVerdict, Option<String>) {
    let server = Server::new(move |seen| match seen.path.as_str() {
        "/simple/x/" => reply.clone(),
        _ => Reply::ok("Metadata-Version: 2.1\n\n"),
    });
    let cache = folder();
    let index = index_at(&server.simple(), &cache);
    (one(&index, "x"), index.trouble())
}

#[test]
fn recorded_answers() {
    let recorded = |name: &str| std::fs::read(format!("{}/tests/index/{name}", env!("CARGO_MANIFEST_DIR"))).ok();
    let server = Server::new(move |seen| {
        if seen.path.contains("/num2words-") && seen.path.ends_with(".metadata") {
            return Reply::ok("Metadata-Version: 2.1\nName: num2words\nRequires-Dist: docopt>=0.6.2\n\n");
        }
        if seen.path.ends_with(".metadata") {
            return Reply::ok("Metadata-Version: 2.1\nName: x\n\n");
        }
        let name = seen.path.trim_end_matches('/').rsplit('/').next().unwrap();
        let (file, kind) = match seen.path.starts_with("/html/") {
            true => (format!("{name}.html"), "text/html; charset=UTF-8"),
            false => (format!("{name}.json"), JSON),
        };
        recorded(&file).map_or(Reply::missing(), |body| Reply::ok(body).with("Content-Type", kind))
    });
    let cache = folder();
    let index = index_at(&server.simple(), &cache);
    let found = judge(&index, &["num2words", "cowsay", "nokap", "cowsay<6"]);
    assert_eq!(
        found[0].reason,
        Reason::Native { why: "needs docopt >=0.6.2, which has no wheel for this host".to_owned() }
    );
    assert_eq!((&found[1].reason, &found[2].reason), (&pure("6.1"), &pure("0.1.0")));
    let asked = server.seen();
    assert!(asked.iter().any(|seen| seen.header("accept").is_some_and(|accept| accept.starts_with(JSON))));
    assert!(!asked.iter().any(|seen| seen.path.ends_with(".tar.gz") || seen.path.ends_with(".whl")));

    let html = index_at(&format!("{}/html", server.base), &cache);
    let names = |index: &Index| {
        let project = index.project("cowsay").unwrap().unwrap();
        project
            .wheels
            .iter()
            .map(|wheel| (wheel.filename.clone(), wheel.url.clone(), wheel.yanked))
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&html), names(&index));
    assert_eq!(names(&html).len(), 5);
}

#[test]
fn html_pages() {
    let links = "<!DOCTYPE html><html><head><base href='../deep/'></head><body>\
        <a href='x-1.0-py3-none-any.whl#sha256=ab' data-yanked>x</a>\
        <a data-yanked='it is &quot;broken&quot;' href=\"/far/x-2.0-py3-none-any.whl?a=b&amp;c=d\">x</A>\
        <A HREF=x-0.5-py3-none-any.whl data-requires-python='&gt;=3'>x</a><a>no address</a>\
        <a href='https://other.example/x-0.4%2Blocal-py3-none-any.whl'>x</a>\
        <!-- <a href='x-9.0-py3-none-any.whl'>x</a> --><a href='x-3.0.tar.gz'>x";
    let server = Server::new(move |_| Reply::ok(links).with("Content-Type", "text/html"));
    let cache = folder();
    let project = index_at(&server.simple(), &cache).project("x").unwrap().unwrap();
    let wheels = project.wheels.iter();
    let found: Vec<_> = wheels.map(|wheel| (wheel.filename.as_str(), wheel.url.as_str(), wheel.yanked)).collect();
    let base = &server.base;
    assert_eq!(
        found,
        [
            ("x-1.0-py3-none-any.whl", format!("{base}/simple/deep/x-1.0-py3-none-any.whl#sha256=ab").as_str(), true),
            ("x-2.0-py3-none-any.whl", &format!("{base}/far/x-2.0-py3-none-any.whl?a=b&c=d"), true),
            ("x-0.5-py3-none-any.whl", &format!("{base}/simple/deep/x-0.5-py3-none-any.whl"), false),
            ("x-0.4+local-py3-none-any.whl", "https://other.example/x-0.4%2Blocal-py3-none-any.whl", false),
        ]
    );
}

const TWENTY: [&str; 20] = [
    "aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj", "kk", "ll", "mm", "nn", "oo", "pp", "qq", "rr", "ss",
    "tt",
];

#[test]
fn twenty_packages_take_three_round_trips() {
    const TRIP: Duration = Duration::from_millis(1000);
    let server = Server::new(|seen| {
        let name = seen.path.trim_matches('/').rsplit('/').next().unwrap();
        let file = format!("{name}-1.0-py3-none-any.whl");
        let pages = [(name, [file.as_str()])];
        let pages: Vec<(&str, &[&str])> = pages.iter().map(|(name, files)| (*name, &files[..])).collect();
        standard(seen, &pages).after(TRIP)
    });
    let cache = folder();
    let started = Instant::now();
    let found = judge(&index_at(&server.simple(), &cache), &TWENTY);
    let took = started.elapsed();
    assert!(found.iter().all(|verdict| verdict.reason == pure("1.0")), "{found:?}");
    // 40 requests, 16 at a time.
    assert_eq!(server.seen().len(), 40);
    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 16);
    assert!(server.connections.load(Ordering::SeqCst) <= 16, "connections are kept");
    println!("20 packages took {:.2} round trips", took.as_secs_f64() / TRIP.as_secs_f64());
    assert!(took > TRIP * 2 && took < TRIP * 4, "{took:?}");

    // Warm: nothing is asked.
    server.take();
    let again = judge(&index_at(&server.simple(), &cache), &TWENTY);
    assert_eq!((again, server.take()), (found, 0));
}

#[test]
fn the_order_of_answers_changes_nothing() {
    // Each package needs the next two; one needs what is not there, and all do in the end. Delays differ each time.
    let moment = AtomicUsize::new(1);
    let server = Server::new(move |seen| {
        let name = seen.path.trim_end_matches(".metadata").trim_matches('/').rsplit('/').next().unwrap();
        let number: usize = name.split(['p', '-']).nth(1).and_then(|number| number.parse().ok()).unwrap_or(99);
        let moment = moment.fetch_add(1, Ordering::SeqCst).wrapping_mul(2_654_435_761) >> 7;
        let reply = match number {
            12.. => Reply::missing(),
            _ if seen.path.ends_with(".metadata") => Reply::ok(format!(
                "Metadata-Version: 2.1\nRequires-Dist: p{}\nRequires-Dist: p{}\n\n",
                number + 1,
                number + 2
            )),
            _ => Reply::ok(page(&[&format!("p{number}-1.0-py3-none-any.whl")])),
        };
        reply.after(Duration::from_millis(moment as u64 % 15))
    });
    let requirements: Vec<Requirement> = ["p3", "p0", "p11", "p7", "p12"].map(Requirement::read).into();
    let host = Host::known().last().unwrap();
    let one_by_one = index_at(&server.simple(), &folder());
    let expected = asking(&one_by_one, |index| verdicts(&requirements, host, &BTreeSet::new(), index));
    assert!(expected.iter().any(|verdict| verdict.reason == Reason::NotOnIndex), "{expected:?}");
    for _ in 0..20 {
        let index = index_at(&server.simple(), &folder());
        let found = asking(&index, |index| verdicts(&requirements, host, &BTreeSet::new(), index));
        assert_eq!(found, expected);
        assert_eq!(index.progress().asked, index.progress().answered);
    }
}

#[test]
fn what_passes_is_tried_again() {
    for bad in [
        Reply::new(503, ""),
        Reply::new(429, "").with("Retry-After", "0"),
        Reply { says: Some(9_999), ..Reply::ok("{\"files\"") },
    ] {
        let count = AtomicUsize::new(0);
        let server = Server::new(move |seen| match count.fetch_add(1, Ordering::SeqCst) {
            0 | 1 => bad.clone(),
            _ => standard(seen, &[("x", &["x-1.0-py3-none-any.whl"])]),
        });
        let cache = folder();
        let index = index_at(&server.simple(), &cache);
        assert_eq!((one(&index, "x").reason, index.trouble()), (pure("1.0"), None));
        assert_eq!(server.paths()[..3], ["/simple/x/"; 3]);
    }
}

#[test]
fn one_broken_page_does_not_keep_the_others_from_being_read() {
    let server = Server::new(|seen| match seen.path.as_str() {
        "/simple/broken/" => Reply::new(502, "<html>bad gateway</html>"),
        _ => standard(seen, &[("x", &["x-1.0-py3-none-any.whl"])]),
    });
    let cache = folder();
    let index = index_at(&server.simple(), &cache);
    let found = judge(&index, &["broken", "x"]);
    assert_eq!((found[0].status, &found[1].reason), (Status::Warn, &pure("1.0")));
    assert_eq!(
        index.trouble().unwrap(),
        "the package index gave no usable answer (it answered with status 502): `broken` could not be verified"
    );
}

#[test]
fn an_index_that_is_never_well_is_given_up() {
    let server = Server::new(|_| Reply::new(500, ""));
    let cache = folder();
    let index = index_at(&server.simple(), &cache);
    assert!(judge(&index, &TWENTY).iter().all(|verdict| verdict.status == Status::Warn));
    let trouble = index.trouble().unwrap();
    assert!(trouble.contains("status 500") && trouble.contains("could not be verified"), "{trouble}");
    server.take();
    judge(&index, &["another"]);
    assert_eq!(server.take(), 0);
    assert_eq!(files_in(cache.path()).len(), 0);
}

#[test]
fn nonsense_is_no_answer() {
    let packed = |bytes: &[u8]| {
        let mut packed = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzEncoder::new(bytes, flate2::Compression::fast()), &mut packed)
            .unwrap();
        packed
    };
    let huge = Reply { says: Some(100 << 20), ..Reply::ok("{\"files\": [") };
    let bomb = Reply::ok(packed(&vec![b' '; 100 << 20])).with("Content-Encoding", "gzip");
    let broken_gzip = Reply::ok("this is not packed").with("Content-Encoding", "gzip");
    for (reply, why) in [
        (Reply::ok("{}"), "no page"),
        (Reply::ok(""), "no page"),
        (Reply::ok("[1, 2]").with("Content-Type", JSON), "no page"),
        (Reply::ok(b"{\"files\": [{\"filename\": \"x-1.0-py3-none-any\xff.whl\", \"url\": \"x\"}]}"), "no page"),
        (Reply::ok("<html><form>Log in</form><a href='/help'>Help</a></html>"), "no page"),
        (Reply::ok("\0\u{1}\u{2}"), "no page"),
        (Reply::new(204, ""), "status 204"),
        (Reply::new(403, "no"), "status 403"),
        (Reply::new(401, "no"), "user and password"),
        (Reply::new(302, "").with("Location", "/simple/x/"), "redirects without end"),
        (Reply::new(302, ""), "status 302"),
        (huge, "too large"),
        (bomb, "too large"),
        (broken_gzip, "broke off"),
    ] {
        let shown = format!("{} {:?}", reply.status, String::from_utf8_lossy(&reply.body[..reply.body.len().min(40)]));
        let (verdict, trouble) = with_page(reply);
        assert_eq!((verdict.status, verdict.reason), (Status::Warn, Reason::Unverified), "{shown}");
        let trouble = trouble.unwrap_or_default();
        assert!(trouble.contains(why) && trouble.contains("could not be verified"), "{shown}: {trouble}");
    }
}

#[test]
fn answers_of_many_kinds() {
    let files = page(&["x-1.0-py3-none-any.whl"]);
    let mut packed = Vec::new();
    std::io::Read::read_to_end(
        &mut flate2::read::GzEncoder::new(files.as_bytes(), flate2::Compression::fast()),
        &mut packed,
    )
    .unwrap();
    for reply in [
        Reply::ok(files.clone()).with("Content-Type", "text/plain"),
        Reply::ok(files.clone()).with("Content-Type", "text/html"),
        Reply::ok(files.clone()),
        Reply::ok(format!("\u{feff}  {files}")),
        Reply::ok(packed).with("Content-Encoding", "gzip").with("Content-Type", JSON),
    ] {
        let (verdict, trouble) = with_page(reply);
        assert_eq!((verdict.reason, trouble), (pure("1.0"), None));
    }
    let yanked = |how: &str| {
        let files = ["x-1.0-py3-none-any.whl", "x-2.0-py3-none-any.whl"].map(|name| {
            let how = if name.contains("2.0") { how } else { "false" };
            format!(r#"{{"filename": "{name}", "url": "/f/{name}", "hashes": {{}}, "yanked": {how}}}"#)
        });
        with_page(Reply::ok(format!("{{\"files\": [{}]}}", files.join(",")))).0.reason
    };
    assert_eq!((yanked("true"), yanked("\"why\""), yanked("\"\"")), (pure("1.0"), pure("1.0"), pure("1.0")));
    assert_eq!((yanked("false"), yanked("null")), (pure("2.0"), pure("2.0")));
}

#[test]
fn addresses_with_and_without_a_slash() {
    let server = Server::index(&[("x", &["x-1.0-py3-none-any.whl"])]);
    for end in ["", "/", "#fragment", "/?key=value"] {
        let cache = folder();
        let index = index_at(&format!("{}{end}", server.simple()), &cache);
        let found = one(&index, "x");
        assert_eq!(found.status, if end.contains('?') { Status::Fail } else { Status::Ok }, "{end}: {found:?}");
    }
    let paths: BTreeSet<String> = server.paths().into_iter().filter(|path| path.contains("simple")).collect();
    assert_eq!(paths.into_iter().collect::<Vec<_>>(), ["/simple/x/", "/simple/x/?key=value"]);
}

#[test]
fn redirects_and_relative_addresses() {
    let server = Server::new(|seen| match seen.path.as_str() {
        "/simple/x/" => Reply::new(301, "").with("Location", "/mirror/deep/x/"),
        "/mirror/deep/x/" => Reply::ok(page(&["x-1.0-py3-none-any.whl"]).replace("/files/", "../../files/")),
        "/mirror/files/x-1.0-py3-none-any.whl.metadata" => {
            Reply::ok("Metadata-Version: 2.1\nRequires-Dist: absent\n\n")
        }
        _ => Reply::missing(),
    });
    let cache = folder();
    let found = one(&index_at(&server.simple(), &cache), "x");
    assert_eq!(found.reason, Reason::NotOnIndex);
    assert!(found.notes.contains("absent"), "{}", found.notes);
}

#[test]
fn metadata_out_of_the_wheel() {
    let whole = wheel("Metadata-Version: 2.1\nRequires-Dist: absent\n\n");
    for (how, requests, trusted) in
        [("ranges", 2, true), ("whole", 1, true), ("refuses", 2, true), ("damaged", 1, false)]
    {
        let file = whole.clone();
        let server = Server::new(move |seen| match (seen.path.as_str(), how) {
            ("/simple/x/", _) => Reply::ok(page(&["x-1.0-py3-none-any.whl"])),
            ("/files/x-1.0-py3-none-any.whl", "ranges") => ranged(seen, &file),
            ("/files/x-1.0-py3-none-any.whl", "whole") => Reply::ok(file.clone()),
            ("/files/x-1.0-py3-none-any.whl", "refuses") if seen.header("range").is_some() => Reply::new(416, ""),
            ("/files/x-1.0-py3-none-any.whl", "refuses") => Reply::ok(file.clone()),
            ("/files/x-1.0-py3-none-any.whl", _) => Reply::ok(&file[..file.len() / 2]),
            // Some servers answer what they do not have with a page.
            ("/files/x-1.0-py3-none-any.whl.metadata", _) => Reply::ok("<html>Not found: sorry</html>"),
            _ => Reply::missing(),
        });
        let cache = folder();
        let found = one(&index_at(&server.simple(), &cache), "x");
        let of_wheel: Vec<_> = server.seen().into_iter().filter(|seen| seen.path.ends_with(".whl")).collect();
        assert_eq!(of_wheel.len(), requests, "{how}");
        if trusted {
            assert_eq!(found.reason, Reason::NotOnIndex, "{how}: {}", found.notes);
        } else {
            assert_eq!(found.status, Status::Warn, "{how}: {}", found.notes);
            assert!(found.notes.contains("what x needs could not be verified"), "{}", found.notes);
        }
    }
    // Where the index says that there are no metadata beside the wheel, they are not asked for.
    let server = Server::new(move |seen| match seen.path.as_str() {
        "/simple/x/" => {
            Reply::ok(page(&["x-1.0-py3-none-any.whl"]).replace("\"yanked\"", "\"core-metadata\": false, \"yanked\""))
        }
        "/files/x-1.0-py3-none-any.whl" => ranged(seen, &whole),
        _ => Reply::missing(),
    });
    let cache = folder();
    assert_eq!(one(&index_at(&server.simple(), &cache), "x").reason, Reason::NotOnIndex);
    assert!(!server.paths().iter().any(|path| path.ends_with(".metadata")));
}

#[test]
fn files_that_cannot_be_reached_leave_only_their_packages_open() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Server::new(move |seen| match seen.path.as_str() {
        "/simple/x/" => Reply::ok(page(&["x-1.0-py3-none-any.whl"]).replace("/files/", &format!("http://{closed}/"))),
        _ => Reply::missing(),
    });
    let cache = folder();
    let index = index_at(&server.simple(), &cache);
    let found = judge(&index, &["x", "y"]);
    assert_eq!((found[0].status, &found[1].reason), (Status::Warn, &Reason::NotOnIndex));
    let trouble = index.trouble().unwrap();
    assert!(trouble.starts_with("the files of the package index could not be reached"), "{trouble}");
}

/// Says whether the real index still answers as these tests assume. It needs a network: `cargo test -- --ignored`.
#[test]
#[ignore = "asks the real package index"]
fn the_real_index() {
    let cache = folder();
    let real = || Index::new(&IndexOptions::default()).with_cache(cache.path().into());
    let index = real();
    let found = judge(&index, &["cowsay==6.1", "num2words==0.5.14", "wasmfix-has-no-such-package-0"]);
    assert_eq!(index.trouble(), None);
    assert_eq!(found[0].reason, pure("6.1"));
    assert_eq!(
        found[1].reason,
        Reason::Native { why: "needs docopt >=0.6.2, which has no wheel for this host".to_owned() }
    );
    assert_eq!(found[2].reason, Reason::NotOnIndex);
    let warm = real();
    assert_eq!(judge(&warm, &["cowsay==6.1", "num2words==0.5.14"]), found[..2]);
    assert_eq!(warm.progress().asked, 0);
}
