//! Requirements, names, tags and verdicts through their public face; the only server asked is one of the test's own.

use wasmfix::host::Host;
use wasmfix::packages::Status;
use wasmfix::packages::{
    Marker, Other, PackageVerdict, Reason, Requirement, RequirementKind, Tags, Unsupported, WheelName, distribution_of,
    is_runtime_module, loaded_by_imports, over_hosts, renamed, verdict, with_marker,
};

fn old() -> &'static Host {
    Host::known().iter().rfind(|host| host.pyodide == "0.27.7").unwrap()
}

fn last() -> &'static Host {
    Host::known().last().unwrap()
}

fn offline(text: &str, host: &Host) -> PackageVerdict {
    verdict(&Requirement::read(text), host, &loaded_by_imports([], host), None)
}

#[test]
fn requirements_are_read() {
    let read = Requirement::read("torch[opt, Extra_One] >= 2, <3 ; python_version > '3.8'");
    assert_eq!((read.written.as_str(), read.name.as_str()), ("torch", "torch"));
    assert_eq!(read.extras, ["opt", "extra-one"]);
    assert_eq!(Requirement::read("Scikit_Learn").name, "scikit-learn");
    for (text, kind) in [
        ("git+https://example.org/x.git", RequirementKind::Git),
        ("mytools @ git+https://example.org/me/mytools.git@v1", RequirementKind::Git),
        ("-e .", RequirementKind::Editable),
        ("./wheels/x.whl", RequirementKind::Path),
        ("x @ file:///tmp/x.whl", RequirementKind::Path),
        ("x @ https://example.org/x.zip", RequirementKind::Url("https://example.org/x.zip".to_owned())),
    ] {
        assert_eq!(Requirement::read(text).kind, kind, "{text}");
    }
    assert_eq!(Requirement::read("mytools @ git+https://example.org/x.git@v1").name, "mytools");
    for text in ["not a req!!", "", "numpy==", ">=1", "é!!", ";"] {
        assert!(matches!(Requirement::read(text).kind, RequirementKind::Invalid(_)), "{text}");
    }
}

#[test]
fn markers() {
    for (marker, expected) in [
        ("sys_platform == 'emscripten'", Marker::Holds),
        ("sys_platform != 'emscripten'", Marker::ExcludesBrowser),
        ("platform_system != 'Emscripten'", Marker::ExcludesBrowser),
        ("platform_machine != 'wasm32'", Marker::ExcludesBrowser),
        ("sys_platform == 'linux' or sys_platform == 'darwin'", Marker::ExcludesBrowser),
        ("sys_platform == 'win32'", Marker::ExcludesBrowser),
        ("os_name == 'posix'", Marker::Holds),
        ("implementation_name == 'cpython' and platform_python_implementation == 'CPython'", Marker::Holds),
        ("python_version < '3'", Marker::Never),
        ("extra == 'dev'", Marker::Never),
    ] {
        for host in [old(), last()] {
            assert_eq!(Requirement::read(&format!("torch; {marker}")).marker(host), expected, "{marker}");
        }
    }
    let newer = Requirement::read("x; python_full_version >= '3.14.2'");
    assert_eq!((newer.marker(last()), newer.marker(old())), (Marker::Holds, Marker::Never));
    let release = Requirement::read("x; platform_release == '5.0.3' and platform_version == '#1'");
    assert_eq!(release.marker(last()), Marker::Holds);
    assert_eq!(
        Requirement::read("x @ git+https://e.org/x ; sys_platform != 'emscripten'").marker(last()),
        Marker::ExcludesBrowser
    );
}

#[test]
fn markers_are_added_to_the_text_as_it_is() {
    let (double, single) = ("sys_platform != \"emscripten\"", "sys_platform != 'emscripten'");
    for (text, marker, expected) in [
        ("torch", single, "torch; sys_platform != 'emscripten'"),
        ("torch[opt] >= 2, <3", double, "torch[opt] >= 2, <3; sys_platform != \"emscripten\""),
        (
            "mytools @ git+https://example.org/me/mytools.git@v1",
            single,
            "mytools @ git+https://example.org/me/mytools.git@v1 ; sys_platform != 'emscripten'",
        ),
        ("x @ https://e.org/x;y.whl", single, "x @ https://e.org/x;y.whl ; sys_platform != 'emscripten'"),
        ("torch ;python_version>'3.9'", single, "torch ;python_version>'3.9' and sys_platform != 'emscripten'"),
        (
            "torch; os_name=='nt' or os_name=='posix'",
            single,
            "torch; (os_name=='nt' or os_name=='posix') and sys_platform != 'emscripten'",
        ),
        (
            "torch; (a or b) and os_name=='or'",
            single,
            "torch; (a or b) and os_name=='or' and sys_platform != 'emscripten'",
        ),
        (
            "x @ https://e.org/x.whl ; os_name=='nt'",
            single,
            "x @ https://e.org/x.whl ; os_name=='nt' and sys_platform != 'emscripten'",
        ),
    ] {
        let marked = with_marker(text, marker);
        assert_eq!(marked, expected);
        if !text.contains("(a or b)") {
            assert_eq!(Requirement::read(&marked).marker(last()), Marker::ExcludesBrowser, "{marked}");
        }
    }
}

#[test]
fn import_names() {
    for (import, distribution) in [
        ("sklearn.linear_model", Some("scikit-learn")),
        ("skimage", Some("scikit-image")),
        ("cv2", Some("opencv-python")),
        ("bs4", Some("beautifulsoup4")),
        ("yaml", Some("pyyaml")),
        ("dateutil", Some("python-dateutil")),
        ("attr", Some("attrs")),
        ("gi.repository", Some("PyGObject")),
        ("serial", Some("pyserial")),
        ("usb", Some("pyusb")),
        ("wx", Some("wxPython")),
        ("pywt", Some("pywavelets")),
        ("cvxpy", Some("cvxpy-base")),
        ("solid2", Some("solidpython2")),
        ("whisper", Some("openai-whisper")),
        ("dotenv", Some("python-dotenv")),
        ("umap", Some("umap-learn")),
        ("mpl_toolkits.mplot3d", Some("matplotlib")),
        ("google.cloud.bigquery", Some("google-cloud-bigquery")),
        ("google.protobuf.message", Some("protobuf")),
        ("MySQLdb", Some("mysqlclient")),
        ("psycopg2.extras", Some("psycopg2-binary")),
        ("torch", Some("torch")),
        ("humanize", Some("humanize")),
        ("marimo", Some("marimo")),
        ("git", Some("GitPython")),
        ("yfinance.utils", Some("yfinance")),
        ("google", None),
        ("models", None),
        ("examples", None),
        ("slugify", None),
        ("my_own_module", None),
        ("json", None),
        ("micropip", None),
        ("js", None),
    ] {
        assert_eq!(distribution_of(import, last()).as_deref(), distribution, "{import}");
    }
    assert_eq!(distribution_of("PIL", old()).as_deref(), Some("Pillow"));
    assert!(is_runtime_module("pyodide_http") && is_runtime_module("pyodide.ffi") && !is_runtime_module("numpy"));
}

#[test]
fn wheel_names_and_tags() {
    assert!(WheelName::read("x-1.0.tar.gz").is_none() && WheelName::read("x-1-py3-any.whl").is_none());
    let build = WheelName::read("x-1.0-7-py2.py3-none-any.whl").unwrap();
    assert_eq!((build.distribution, build.version, build.python, build.platform), ("x", "1.0", "py2.py3", "any"));
    let tags = Tags::of(last());
    let rank = |name: &str| tags.rank(&WheelName::read(name).unwrap());
    let order = [
        "x-1-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        "x-1-cp314-cp314-pyodide_2026_0_wasm32.whl",
        "x-1-cp314-cp314-emscripten_5_0_3_wasm32.whl",
        "x-1-cp314-abi3-pyemscripten_2026_0_wasm32.whl",
        "x-1-cp314-none-pyemscripten_2026_0_wasm32.whl",
        "x-1-cp312-abi3-pyemscripten_2026_0_wasm32.whl",
        "x-1-cp32-abi3-pyemscripten_2026_0_wasm32.whl",
        "x-1-py314-none-pyemscripten_2026_0_wasm32.whl",
        "x-1-py3-none-pyemscripten_2026_0_wasm32.whl",
        "x-1-cp314-none-any.whl",
        "x-1-py314-none-any.whl",
        "x-1-py2.py3-none-any.whl",
        "x-1-py30-none-any.whl",
    ];
    let ranks: Vec<usize> = order.iter().map(|name| rank(name).unwrap()).collect();
    assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{ranks:?}");
    for none in [
        "x-1-cp314-cp314-manylinux_2_17_x86_64.whl",
        "x-1-cp312-cp312-pyodide_2024_0_wasm32.whl",
        "x-1-py2-none-any.whl",
        "x-1-cp314-cp314-emscripten_3_1_58_wasm32.whl",
    ] {
        assert_eq!(rank(none), None, "{none}");
    }
    let older = WheelName::read("x-1-cp312-cp312-pyodide_2024_0_wasm32.whl").unwrap();
    assert!(Tags::of(old()).rank(&older).is_some());
}

#[test]
fn verdicts_offline() {
    use Status::{Fail, Ok, Warn};
    for (text, before, now) in [
        ("numpy", Ok, Ok),
        ("pydantic", Ok, Ok),
        ("marimo==0.13.15", Ok, Ok),
        ("numpy==1.26.0", Warn, Fail),
        ("numpy==2.4.3", Warn, Ok),
        ("pandas<2", Warn, Fail),
        ("packaging==24.0", Warn, Warn),
        ("requests==2.0", Warn, Warn),
        ("humanize", Ok, Ok),
        ("plotly", Ok, Ok),
        ("plotly>=5", Ok, Warn),
        ("humanize[tests]", Warn, Warn),
        ("torch", Fail, Fail),
        ("tensorflow", Fail, Fail),
        ("psycopg2-binary", Fail, Fail),
        ("mysqlclient", Ok, Fail),
        ("celery", Fail, Fail),
        ("numba", Fail, Fail),
        ("my-niche-lib", Warn, Warn),
        ("torch; sys_platform != 'emscripten'", Fail, Ok),
        ("humanize>=4; python_version<'3'", Ok, Ok),
        ("git+https://example.org/x", Fail, Fail),
        ("-e .", Fail, Fail),
        ("./x", Fail, Fail),
        ("not a req!!", Fail, Fail),
        ("https://example.com/foo-1.0-cp314-cp314-manylinux_2_17_x86_64.whl", Fail, Fail),
        ("https://example.com/foo-1.0-py3-none-any.whl", Ok, Ok),
    ] {
        let expected =
            if text == "mysqlclient" { (old().lock("mysqlclient").map_or(Fail, |_| Ok), now) } else { (before, now) };
        assert_eq!((offline(text, old()).status, offline(text, last()).status), expected, "{text}");
    }
    assert_eq!(offline("numpy==1.26.0", last()).reason, Reason::PinNotInLock { lock_version: "2.4.3".to_owned() });
    assert_eq!(offline("-e .", last()).reason, Reason::Unsupported(Unsupported::Editable));
    assert_eq!(
        offline("torch", last()).notes,
        "no WASM build: native C++/CUDA extensions; use a hosted API, or the model as ONNX for onnxruntime-web"
    );
    assert_eq!(offline("numpy", last()).notes, "Pyodide built-in");
    assert_eq!(offline("marimo", last()).notes, "available in the WASM runtime");
    assert_eq!(offline("my-niche-lib", last()).notes, "not in Pyodide; verify that it is pure Python");
}

#[test]
fn a_pin_that_the_notebook_imports_is_dropped() {
    let pin = Requirement::read("numpy==1.26.0");
    let loaded = loaded_by_imports(["pandas"], last());
    assert!(loaded.contains("numpy") && loaded.contains("micropip"));
    let dropped = verdict(&pin, last(), &loaded, None);
    assert_eq!(dropped.reason, Reason::BuiltIn { version: "2.4.3".to_owned() });
    assert_eq!(dropped.other, Some(Other::NotAsPinned { version: "2.4.3".to_owned() }));
    assert_eq!(dropped.status, Status::Warn);
    // The comparison is plain: another spelling is another name.
    assert_eq!(verdict(&Requirement::read("NumPy==1.26.0"), last(), &loaded, None).status, Status::Fail);
}

#[test]
fn verdicts_of_several_hosts() {
    let all: Vec<PackageVerdict> = Host::known().iter().map(|host| offline("numpy==1.26.0", host)).collect();
    let together = over_hosts(&all).unwrap();
    assert_eq!(together.status, Status::Fail, "the worst counts");
    assert!(together.notes.contains("Pyodide 314"), "{}", together.notes);
    let torch: Vec<PackageVerdict> = Host::known().iter().map(|host| offline("torch", host)).collect();
    assert_eq!(over_hosts(&torch).unwrap().status, Status::Fail);
}

#[test]
fn a_renamed_package_fails_and_the_other_comes_with_every_host() {
    let table = std::fs::read_to_string("src/host/data/renamed.tsv").expect("the table");
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(!rows.is_empty(), "no rows");
    for row in rows {
        let other = renamed(row[0]).unwrap_or_else(|| panic!("{}: not in the program", row[0]));
        assert_eq!(other, row[1]);
        for host in [old(), last()] {
            assert!(matches!(offline(row[0], host).reason, Reason::Native { .. }), "{} on {}", row[0], host.describe());
            assert!(matches!(offline(other, host).reason, Reason::BuiltIn { .. }), "{other} on {}", host.describe());
        }
    }
    assert_eq!(renamed("polars"), None);
}
