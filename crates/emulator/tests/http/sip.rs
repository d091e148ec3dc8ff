//! The SIP configuration.

use crate::client::{Client, repeatable};

const TARGET: &str = "/sip?api-version=2023-03-01";
const EMPTY: &str = r#"{"trunks":{},"routes":[]}"#;

#[tokio::test]
async fn it_starts_empty_with_both_keys() {
    let emulator = repeatable().start().await.unwrap();
    let empty = Client::new(&emulator).get(TARGET).await.expect(200);
    assert_eq!(empty.body, EMPTY);
    assert_eq!(empty.header("content-length"), "25");
}

#[tokio::test]
async fn a_patch_answers_with_the_whole() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let trunks = r#""trunks":{"sbc2.example.com":{"sipSignalingPort":8239},"sbc1.example.com":{"sipSignalingPort":5061}}"#;
    let first = client
        .patch(TARGET, &format!("{{{trunks}}}"))
        .await
        .expect(200);
    assert_eq!(first.body, format!(r#"{{{trunks},"routes":[]}}"#));
    let routes = r#""routes":[{"description":"Bob's route","name":"first","numberPattern":"^+[1-9][0-9]{3,23}$","trunks":["sbc1.example.com","sbc2.example.com"]},{"description":"","name":"second","numberPattern":"^.*$","trunks":[]}]"#;
    let second = client
        .patch(TARGET, &format!("{{{routes}}}"))
        .await
        .expect(200);
    assert_eq!(second.body, format!("{{{trunks},{routes}}}"));
    assert_eq!(client.get(TARGET).await.expect(200).body, second.body);
    for nothing in [
        "",
        "{}",
        r#"{"trunks":null,"routes":null}"#,
        r#"{"trunks":{"no.example.com":null}}"#,
    ] {
        assert_eq!(
            client.patch(TARGET, nothing).await.expect(200).body,
            second.body,
            "{nothing}"
        );
    }
    let cleared = client
        .patch(
            TARGET,
            r#"{"trunks":{"sbc1.example.com":null,"sbc2.example.com":null},"routes":[]}"#,
        )
        .await;
    assert_eq!(cleared.expect(200).body, EMPTY);
}

fn error(code: &str, message: &str) -> String {
    format!(
        r#"{{"error":{{"code":"UnprocessableConfiguration","message":"One or more request inputs are not valid.","innererror":{{"code":"{code}","message":"{message}"}}}}}}"#
    )
}

fn route(name: &str, pattern: &str, trunks: &str) -> String {
    format!(
        r#"{{"description":"d","name":"{name}","numberPattern":"{pattern}","trunks":[{trunks}]}}"#
    )
}

/// Status, code, message, whether the versions are named, and the bodies that lead there.
type Row = (u16, &'static str, &'static str, bool, Vec<String>);

fn routes(routes: &[String]) -> String {
    format!(r#"{{"routes":[{}]}}"#, routes.join(","))
}

/// A patch of two trunks, one of them good.
fn trunk(name: &str, value: &str) -> String {
    format!(r#"{{"trunks":{{"new.example.com":{{"sipSignalingPort":5061}},"{name}":{value}}}}}"#)
}

fn refused_routes() -> Vec<Row> {
    let same = route("a", ".*", "");
    let twice = r#""sbc.example.com","sbc.example.com""#;
    let long_name = route(&"n".repeat(257), ".*", "");
    let long_description =
        route("a", ".*", "").replace(r#""d""#, &format!("{:?}", "d".repeat(1025)));
    let all: Vec<_> = (0..251)
        .map(|it| route(&it.to_string(), ".*", ""))
        .collect();
    let names: Vec<_> = (0..251)
        .map(|it| format!(r#""t{it}.example.com""#))
        .collect();
    let no_name = r#"{"routes":[{"numberPattern":".*"}]}"#.to_owned();
    let no_pattern = r#"{"routes":[{"name":"a"}]}"#.to_owned();
    let name = "Route with an invalid name.";
    let pattern = "Route with an invalid number pattern.";
    let description = "Route with an invalid description.";
    let route_twice = "There is a duplicated route.";
    let trunk_twice = "There is a duplicated trunk in a route.";
    let trunks = "There are too many trunks in a route.";
    let one =
        |name: &str, pattern: &str, trunks: &str| vec![routes(&[route(name, pattern, trunks)])];
    vec![
        (
            400,
            "DuplicatedRoute",
            route_twice,
            false,
            vec![routes(&[same.clone(), same])],
        ),
        (
            400,
            "RouteWithDuplicatedTrunk",
            trunk_twice,
            false,
            one("a", ".*", twice),
        ),
        (422, "InvalidRouteName", name, false, one("", ".*", "")),
        (
            422,
            "InvalidRouteName",
            name,
            false,
            vec![routes(&[long_name]), no_name],
        ),
        (
            422,
            "InvalidRouteNumberPattern",
            pattern,
            false,
            one("a", "", ""),
        ),
        (
            422,
            "InvalidRouteNumberPattern",
            pattern,
            false,
            one("a", "(", ""),
        ),
        (
            422,
            "InvalidRouteNumberPattern",
            pattern,
            false,
            vec![no_pattern],
        ),
        (
            422,
            "InvalidRouteDescription",
            description,
            false,
            vec![routes(&[long_description])],
        ),
        (
            422,
            "TooManyRoutes",
            "There are too many routes.",
            false,
            vec![routes(&all)],
        ),
        (
            422,
            "TooManyTrunksInRoute",
            trunks,
            false,
            one("a", ".*", &names.join(",")),
        ),
    ]
}

fn refused_trunks() -> Vec<Row> {
    let port = |it: &str| {
        trunk(
            "sbc.example.com",
            &format!(r#"{{"sipSignalingPort":{it}}}"#),
        )
    };
    let many = |count: usize| {
        let trunks: Vec<_> = (0..count)
            .map(|it| format!(r#""t{it}.example.com":{{"sipSignalingPort":5061}}"#))
            .collect();
        format!(r#"{{"trunks":{{{}}}}}"#, trunks.join(","))
    };
    let ports = vec![
        port("0"),
        port("-1"),
        port("65536"),
        trunk("other.example.com", "{}"),
    ];
    let missing = vec![
        routes(&[route("a", ".*", r#""missing.example.com""#)]),
        // This one is in use.
        trunk("sbc.example.com", "null"),
    ];
    let name = "Domain '-1' is not properly formatted domnain name.";
    let names = vec![trunk("-1", r#"{"sipSignalingPort":5061}"#)];
    let invalid_port = "Trunk with an invalid SIP signaling port.";
    // With the one that is there already, 250 are too many as well.
    let too_many = vec![many(251), many(250)];
    vec![
        (
            422,
            "InvalidTrunkSipSignalingPort",
            invalid_port,
            false,
            ports,
        ),
        (422, "InvalidTrunkFqdn", name, true, names),
        (
            422,
            "MissingTrunk",
            "Route targeting a missing trunk.",
            true,
            missing,
        ),
        (
            422,
            "TooManyTrunks",
            "There are too many trunks.",
            false,
            too_many,
        ),
    ]
}

#[tokio::test]
async fn a_refused_patch_changes_nothing() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let start = format!(
        r#"{{"trunks":{{"sbc.example.com":{{"sipSignalingPort":5061}}}},"routes":[{}]}}"#,
        route("used", ".*", r#""sbc.example.com""#)
    );
    let start = client.patch(TARGET, &start).await.expect(200).body;
    for (status, code, message, names_versions, bodies) in
        refused_routes().into_iter().chain(refused_trunks())
    {
        for body in bodies {
            let reply = client.patch(TARGET, &body).await.expect(status);
            assert_eq!(reply.body, error(code, message));
            assert_eq!(
                reply.has("api-supported-versions"),
                names_versions,
                "{code}"
            );
            assert_eq!(reply.header("content-type"), "application/json");
            assert_eq!(client.get(TARGET).await.body, start, "{code}");
        }
    }
}

#[tokio::test]
async fn bodies_of_another_form_are_bad_requests() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for body in [
        "[]",
        "{",
        r#"{"routes":{}}"#,
        r#"{"trunks":{"a.example.com":{"sipSignalingPort":"5061"}}}"#,
    ] {
        let reply = client.patch(TARGET, body).await.expect(400);
        assert_eq!(reply.json()["error"]["code"], "BadRequest");
        assert!(!reply.has("api-supported-versions"));
    }
}

#[tokio::test]
async fn routes_of_one_name_or_one_pattern_are_not_duplicates() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let routes = [
        route("a", "1", ""),
        route("a", "2", ""),
        route("b", "1", ""),
    ]
    .join(",");
    client
        .patch(TARGET, &format!(r#"{{"routes":[{routes}]}}"#))
        .await
        .expect(200);
}

/// As large as the document allows, in numbers and in names.
#[tokio::test]
async fn the_largest_configuration_there_can_be() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let label = "a".repeat(61);
    let trunks: Vec<_> = (0..250)
        .map(|it| format!("{it:03}.{label}.{label}.{label}.{}", "a".repeat(59)))
        .collect();
    assert_eq!(trunks[0].len(), 249);
    let ports = trunks.iter();
    let ports: Vec<_> = ports
        .map(|it| format!(r#""{it}":{{"sipSignalingPort":5061}}"#))
        .collect();
    let targets = format!(r#"["{}"]"#, trunks.join(r#"",""#));
    let routes: Vec<_> = (0..250)
        .map(|it| {
            let (description, name) = ("d".repeat(1024), format!("{it:0256}"));
            format!(r#"{{"description":"{description}","name":"{name}","numberPattern":"^{it}","trunks":{targets}}}"#)
        })
        .collect();
    let body = format!(
        r#"{{"trunks":{{{}}},"routes":[{}]}}"#,
        ports.join(","),
        routes.join(",")
    );
    assert!(body.len() > 15 * 1024 * 1024, "{}", body.len());
    let patched = client
        .patch("/sip?api-version=2023-03-01", &body)
        .await
        .expect(200);
    assert!(
        patched.body == body,
        "the largest configuration comes back as it was sent"
    );
}
