//! Pictures of routings: the usual, the large, and the hostile.

use acs_core::Endpoint;

use super::svg::{Font, Texts};
use crate::{
    Allowed, Plan, Route, SipConfiguration, SipPort, Theme, Trunk, TrunkFqdn, trunk::find,
};

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
    insta::assert_snapshot!(
        small()
            .picture()
            .caption("contoso, 25 November 2026")
            .to_svg()
    );
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

/// A change of everything that can change.
fn change() -> Plan {
    let before = small();
    let mut after = before.clone();
    after.trunks.push(trunk(4));
    after.trunks.remove(0);
    after.trunks[0] = trunk(2).with_enabled(false);
    let moved = after.routes.remove(3);
    after.routes.insert(0, moved);
    after.routes.remove(1);
    after.routes[1] = route("Germany and its mobiles", r"^\+49[1-9]\d{3,12}$", &[2, 4]);
    after.routes[2] = route("all others", "^.*$", &[4]);
    after
        .routes
        .push(route("try-out", r"^\+14255550100$", &[4]));
    plan(
        SipConfiguration {
            routes: before.routes,
            ..before
        },
        after,
    )
}

fn plan(mut before: SipConfiguration, after: SipConfiguration) -> Plan {
    // The service has no route with a trunk that is missing.
    for route in &mut before.routes {
        let known = |fqdn: &TrunkFqdn| find(&before.trunks, fqdn).is_some();
        *route = route.clone().map_trunks(|mut it| {
            it.retain(known);
            it
        });
    }
    let endpoint = Endpoint::new("https://contoso.communication.azure.com").unwrap();
    Plan::new(&endpoint, before, after).unwrap()
}

#[test]
fn an_image_of_a_change() {
    insta::assert_snapshot!(change().picture().theme(Theme::Light).to_svg());
}

#[test]
fn a_flowchart_of_a_change() {
    insta::assert_snapshot!(change().picture().to_mermaid());
}

#[test]
fn what_stays_as_before_is_left_out_and_counted() {
    let before = large();
    let mut after = before.clone();
    after.routes.remove(20);
    let plan = plan(before, after);
    let picture = plan.picture().findings([]);
    let image = picture.to_svg();
    assert!(image.contains("… 18 routes stay as before"), "{image}");
    assert!(image.contains("… 27 routes stay as before"));
    // The one that goes, and two on each side.
    assert_eq!(image.matches(r#"class="bold gone" x="76""#).count(), 1);
    assert_eq!(image.matches(r#"class="bold" x="76""#).count(), 4);
    let chart = picture.to_mermaid();
    assert!(chart.contains("18 routes stay as before") && chart.contains("− 21: Country 20"));
}

#[test]
fn a_change_of_nothing_says_so() {
    let plan = plan(large(), large());
    let image = plan.picture().findings([]).to_svg();
    assert!(image.contains("nothing to do") && image.contains("… 50 routes stay as before"));
}

#[test]
fn findings_are_those_that_are_given() {
    let configuration = small();
    let code = |picture: &str, code: &str| picture.matches(&format!("({code})")).count();
    assert_eq!(code(&configuration.to_svg(), "missing-trunk"), 1);
    assert_eq!(code(&configuration.to_svg(), "all-trunks-off"), 1);
    assert_eq!(code(&configuration.to_mermaid(), "missing-trunk"), 1);
    let allowed = Allowed::default()
        .with("switched off", "all-trunks-off")
        .unwrap();
    let left = allowed.left_of(configuration.check());
    let image = configuration.picture().findings(left).to_svg();
    assert_eq!(code(&image, "all-trunks-off"), 0);
    assert!(image.contains(">all trunks are switched off<"));
    let bare = configuration.picture().findings([]).to_svg();
    assert_eq!(code(&bare, "missing-trunk"), 0);
}

#[test]
fn colours_are_the_viewers_choice_or_the_callers() {
    let configuration = small();
    let image = |theme| configuration.picture().theme(theme).to_svg();
    let media = "@media(prefers-color-scheme:dark)";
    assert!(image(Theme::Viewer).contains(media));
    assert!(image(Theme::Viewer).contains("#ffffff"));
    for (theme, page, other) in [
        (Theme::Light, "#ffffff", "#0d1117"),
        (Theme::Dark, "#0d1117", "#ffffff"),
    ] {
        let image = image(theme);
        assert!(image.contains(page) && !image.contains(other) && !image.contains(media));
    }
}

#[test]
fn no_text_leaves_the_image() {
    for configuration in [small(), large(), hostile()] {
        let picture = configuration.picture().caption("W".repeat(500));
        for (asked, width) in [(0, 640), (700, 700), (960, 960), (2000, 2000), (9000, 4000)] {
            let image = picture.clone().width(asked).to_svg();
            assert!(image.contains(&format!(r#"viewBox="0 0 {width} "#)));
            for text in Texts::of(&image) {
                let end = text.x + text.font.width(&text.shown);
                assert!(end <= width, "{text:?} in {width}");
            }
        }
    }
    assert_eq!(
        Texts::of(&small().to_svg()).next().unwrap().font,
        Font::Title
    );
}

#[test]
fn a_caption_is_one_line_of_words() {
    let configuration = small();
    let caption = "contoso \\ \"voice\"\n---\nclick <script>";
    let picture = configuration.picture().caption(caption);
    let svg = "contoso \\ &quot;voice&quot; --- click &lt;script&gt;";
    assert!(picture.to_svg().contains(svg));
    let title = r#"title: "contoso \\ \"voice\" --- click <script>""#;
    assert_eq!(picture.to_mermaid().lines().nth(1), Some(title));
}

#[test]
fn a_picture_shows_numbers_only_where_it_is_drawn() {
    let plan = change();
    let number = "+14255550100".parse().unwrap();
    let picture = plan.picture().reroutes(plan.rerouted([&number]));
    assert!(picture.to_svg().contains("+14255550100: Seattle over"));
    assert!(!format!("{picture:?}").contains("+14255550100: "));
}

#[test]
fn the_largest_configuration_stays_a_picture() {
    let all: Vec<_> = (0..250).collect();
    let routes = (0..250).map(|n| route(&format!("route {n}"), r"^\+1", &all));
    let largest = SipConfiguration {
        trunks: (0..250).map(trunk).collect(),
        routes: routes.collect(),
    };
    let picture = largest.picture().findings([]);
    let image = picture.to_svg();
    assert_eq!(image.matches("and 226 more").count(), 250);
    assert!(image.len() < 4_000_000, "{} bytes", image.len());
    assert!(picture.to_mermaid().len() < 50_000);
}

#[test]
fn a_flowchart_that_viewers_would_refuse_says_what_it_leaves_out() {
    let routes = |count| {
        let routes =
            (0..count).map(|n| route(&format!("{n}{}", "#".repeat(200)), &"$".repeat(900), &[1]));
        SipConfiguration {
            trunks: vec![trunk(1)],
            routes: routes.collect(),
        }
    };
    let chart = routes(250).picture().findings([]).to_mermaid();
    assert!(chart.len() < 50_000, "{} bytes", chart.len());
    assert!(chart.contains("more routes are not drawn"));
    for count in [5, 30] {
        let configuration = routes(count);
        let picture = configuration.picture().caption("W".repeat(60_000));
        let chart = picture.findings([]).to_mermaid();
        assert!(chart.len() < 50_000 && chart.contains("#35;"));
        assert!(!chart.contains("more routes are not drawn"));
    }
}
