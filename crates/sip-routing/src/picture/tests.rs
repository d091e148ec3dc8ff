//! Pictures of routings: the usual, the large, and the hostile.

use crate::{Route, SipConfiguration, SipPort, Trunk, TrunkFqdn};

fn trunk(n: usize) -> Trunk {
    let port = SipPort::new(5061 + u16::try_from(n).unwrap()).unwrap();
    Trunk::new(format!("sbc{n}.contoso.com").parse().unwrap(), port)
}

fn route(name: &str, pattern: &str, trunks: &[usize]) -> Route {
    let trunks = trunks.iter().map(|n| trunk(*n).fqdn().clone());
    Route::new(name.parse().unwrap(), pattern.parse().unwrap())
        .with_trunks(trunks.collect::<Vec<TrunkFqdn>>())
        .unwrap()
}

fn small() -> SipConfiguration {
    SipConfiguration {
        trunks: vec![trunk(1), trunk(2), trunk(3).with_enabled(false)],
        routes: vec![
            route("Seattle", r"^\+1(206|425)\d{7}$", &[1, 2]),
            route("Germany", r"^\+49[1-9]\d{3,12}$", &[2]),
            route("all others", "^.*$", &[1, 9]),
            route("nowhere", "^911$", &[]),
            route("switched off", "^112$", &[3]),
        ],
    }
}

/// 50 routes over 20 trunks, some names and patterns long.
fn large() -> SipConfiguration {
    let routes = (0..50).map(|n| {
        let name = match n % 7 {
            3 => format!("Country {n}, mobile numbers and value-added services"),
            _ => format!("Country {n}"),
        };
        let pattern = match n % 5 {
            2 => format!(
                r"^\+{}(?!9)(1[5-7]\d|2[0-46-9]\d|30\d|4[0-4]\d)\d{{4,9}}$",
                20 + n
            ),
            _ => format!(r"^\+{}[1-9]\d{{3,12}}$", 20 + n),
        };
        let trunks: Vec<_> = (0..=n % 6).map(|choice| (n * 3 + choice) % 20).collect();
        route(&name, &pattern, &trunks)
    });
    SipConfiguration {
        trunks: (0..20).map(trunk).collect(),
        routes: routes.collect(),
    }
}

/// Texts that would break out of a picture.
fn hostile() -> SipConfiguration {
    let name =
        "\"]; click r1 \"javascript:alert(1)\" %% <script>alert(1)</script> & \u{0}\n`$$x$$`";
    SipConfiguration {
        trunks: vec![trunk(1)],
        routes: vec![route(name, r#"^\d+"<>&'#;$"#, &[1])],
    }
}

#[test]
fn a_flowchart() {
    insta::assert_snapshot!(small().to_mermaid());
}

#[test]
fn a_flowchart_of_hostile_texts() {
    insta::assert_snapshot!(hostile().to_mermaid());
}

#[test]
fn an_image() {
    insta::assert_snapshot!(small().to_svg());
}

#[test]
fn an_image_of_hostile_texts() {
    insta::assert_snapshot!(hostile().to_svg());
}

#[test]
fn an_image_of_50_routes() {
    insta::assert_snapshot!(large().to_svg());
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let empty = SipConfiguration::default();
    insta::assert_snapshot!(empty.to_mermaid() + &empty.to_svg());
}

#[test]
fn the_largest_configuration_stays_a_picture() {
    let all: Vec<_> = (0..250).collect();
    let routes = (0..250).map(|n| route(&format!("route {n}"), r"^\+1", &all));
    let largest = SipConfiguration {
        trunks: (0..250).map(trunk).collect(),
        routes: routes.collect(),
    };
    let image = largest.to_svg();
    assert_eq!(image.matches("and 226 more").count(), 250);
    assert!(image.len() < 4_000_000, "{} bytes", image.len());
    assert_eq!(largest.to_mermaid().matches("-->|250|").count(), 250);
}
