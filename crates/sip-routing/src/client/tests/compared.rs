//! An answer is compared with what was set.

use super::{Script, route, trunk};
use crate::{Error, SipRoutingClient};

const NOTHING: &str = r#"{"trunks":{},"routes":[]}"#;
const ONE: &str = r#"{"trunks":{"a.contoso.com":{"sipSignalingPort":1}},"routes":[]}"#;
const ROUTES: &str = r#"{"trunks":{},"routes":[{"name":"a","numberPattern":"^.*$"},{"name":"b","numberPattern":"^.*$"}]}"#;

fn says(refused: &Error, part: &str) {
    let text = refused.to_string();
    assert!(refused.is_unexpected_answer(), "{text}");
    assert!(text.contains(part), "{text}");
    assert!(text.contains("read the configuration"), "{text}");
}

fn answering<const N: usize>(answers: [&'static str; N]) -> SipRoutingClient {
    Script::of(answers).1
}

#[tokio::test]
async fn a_part_that_is_missing_is_named() {
    for (answer, part) in [
        ("{}", "lacks the trunks"),
        (r#"{"trunks":{}}"#, "lacks the routes"),
        (r#"{"trunks":null,"routes":[]}"#, "lacks the trunks"),
    ] {
        let client = answering([answer; 4]);
        let a = trunk("a.contoso.com", 1);
        for refused in [
            client.get_configuration().await.unwrap_err(),
            client.set_trunk(&a).await.unwrap_err(),
            client.delete_trunk(a.fqdn()).await.unwrap_err(),
            client.set_routes(&[]).await.unwrap_err(),
        ] {
            assert!(refused.is_unexpected_answer(), "{refused}");
            assert!(refused.to_string().contains(part), "{refused}");
        }
    }
    let refused = answering([ONE, "{}"]).set_trunks(&[]).await.unwrap_err();
    assert!(refused.is_unexpected_answer(), "{refused}");
}

#[tokio::test]
async fn a_trunk_is_there_as_it_was_set() {
    let other_port = trunk("a.contoso.com", 2);
    let refused = answering([ONE, ONE])
        .set_trunk(&other_port)
        .await
        .unwrap_err();
    says(&refused, "has the trunk otherwise than it was set");
    let other = trunk("b.contoso.com", 1);
    let refused = answering([ONE, ONE]).set_trunk(&other).await.unwrap_err();
    says(&refused, "lacks the trunk that was set");
}

#[tokio::test]
async fn all_trunks_are_there_and_the_deleted_ones_gone() {
    let (a, b) = (trunk("a.contoso.com", 2), trunk("b.contoso.com", 1));
    for wanted in [&[a][..], &[trunk("a.contoso.com", 1), b]] {
        let refused = answering([ONE, ONE]).set_trunks(wanted).await.unwrap_err();
        says(&refused, "lacks a trunk that was set, or has it otherwise");
    }
    let refused = answering([ONE, ONE]).set_trunks(&[]).await.unwrap_err();
    says(&refused, "still has a trunk that was deleted");
}

#[tokio::test]
async fn a_deleted_trunk_is_gone() {
    let a = trunk("a.contoso.com", 1);
    let refused = answering([ONE]).delete_trunk(a.fqdn()).await.unwrap_err();
    says(&refused, "still has the trunk that was deleted");
    let spelled = trunk("A.contoso.com", 1);
    let client = answering([ONE, ONE]);
    let refused = client.delete_trunk(spelled.fqdn()).await.unwrap_err();
    says(&refused, "still has the trunk that was deleted");
    let client = answering([ONE, NOTHING]);
    client.delete_trunk(spelled.fqdn()).await.unwrap();
}

#[tokio::test]
async fn routes_are_those_that_were_set_in_their_order() {
    let (a, b) = (route("a"), route("b"));
    let with_trunk = route("b").with_trunks([trunk("a.contoso.com", 1).fqdn().clone()]);
    let with_pattern = route("b").with_number_pattern("1".parse().unwrap());
    for wanted in [
        vec![],
        vec![a.clone()],
        vec![b.clone(), a.clone()],
        vec![a.clone(), with_trunk.unwrap()],
        vec![a.clone(), with_pattern],
    ] {
        let refused = answering([ROUTES, ROUTES])
            .set_routes(&wanted)
            .await
            .unwrap_err();
        says(&refused, "has other routes than those that were set");
    }
    let wanted = [a, b];
    assert_eq!(
        answering([ROUTES, ROUTES])
            .set_routes(&wanted)
            .await
            .unwrap(),
        wanted
    );
}

#[tokio::test]
async fn domains_are_as_they_were_set() {
    use crate::{ApiVersion, Domain};
    const KEPT: &str = r#"{"domains":{"contoso.com":{"enabled":true}},"trunks":{},"routes":[]}"#;
    const ODD: &str = r#"{"domains":{"contoso.com":{}},"trunks":{},"routes":[]}"#;
    let client = answering([KEPT, KEPT, KEPT, ODD, NOTHING, NOTHING])
        .with_api_version(ApiVersion::V2024_11_15Preview);
    let domain = |name: &str, enabled| Domain::new(name.parse().unwrap(), enabled);
    let refused = client.set_domain(&domain("contoso.com", false)).await;
    says(
        &refused.unwrap_err(),
        "has the domain otherwise than it was set",
    );
    let refused = client.set_domain(&domain("fabrikam.com", true)).await;
    says(&refused.unwrap_err(), "lacks the domain that was set");
    let name = "contoso.com".parse().unwrap();
    let refused = client.delete_domain(&name).await.unwrap_err();
    says(&refused, "still has the domain that was deleted");
    let refused = client.list_domains().await.unwrap_err();
    assert!(refused.is_unexpected_answer(), "{refused}");
    client.delete_domain(&name).await.unwrap();
}
