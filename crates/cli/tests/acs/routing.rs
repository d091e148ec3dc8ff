//! Trunks and routes: planned, shown, confirmed, made, and back.

use serde_json::json;

use crate::place::{Outcome, Place};

pub(crate) const ROUTING: &str = r#"
[[trunks]]
fqdn = "old.contoso.com"
sipSignalingPort = 5061

[[trunks]]
fqdn = "backup.contoso.com"
sipSignalingPort = 5061

[[routes]]
name = "Seattle"
numberPattern = '^\+1(206|425)\d{7}$'
trunks = ["old.contoso.com", "backup.contoso.com"]

[[routes]]
name = "others"
numberPattern = '^.*$'
trunks = ["old.contoso.com"]
"#;

/// A resource with that routing.
async fn routed() -> Outcome<Place> {
    let place = Place::start().await?;
    place.file("routing.toml", ROUTING)?;
    place
        .run_here("sip import routing.toml --yes -q")
        .await?
        .ended(0);
    Ok(place)
}

#[tokio::test]
async fn nothing_is_changed_that_nobody_confirmed() -> Outcome {
    let place = Place::start().await?;
    place.file("routing.toml", ROUTING)?;
    let ran = place.run_here("sip import routing.toml").await?.ended(13);
    assert!(ran.err.contains("--yes"), "{ran:?}");
    let shown = place
        .run_here("sip import routing.toml --dry-run")
        .await?
        .ended(0)
        .json();
    assert_eq!(shown.as_array().map(Vec::len), Some(4));
    let found = place.run("sip get").await?.json();
    assert_eq!(found, json!({ "trunks": [], "routes": [] }));
    Ok(())
}

#[tokio::test]
async fn a_plan_is_kept_shown_applied_and_taken_back() -> Outcome {
    let place = routed().await?;
    let changed = ROUTING.replace("5061", "5062");
    place.file("changed.toml", &changed)?;
    let line = "sip plan changed.toml --out change.plan --detailed-exitcode";
    let planned = place.run_here(line).await?.ended(10).json();
    assert_eq!(planned[0]["change"], "changed");
    let kept = std::fs::read_to_string(place.folder().join("change.plan"))?;
    let kept: serde_json::Value = serde_json::from_str(&kept)?;
    assert_eq!(kept["format"], "acs-sip-plan/1");
    assert!(!kept.to_string().contains(place.emulator.access_key()));

    place.emulator.clear_requests();
    let mut offline = place.acs("sip plan show change.plan");
    offline
        .env_remove("COMMUNICATION_CONNECTION_STRING")
        .current_dir(place.folder());
    let shown = crate::place::end(offline, "").await?.ended(0);
    assert_eq!(shown.json(), planned);
    assert!(place.emulator.requests().is_empty(), "it asks nobody");

    place
        .run_here("sip drift routing.toml --detailed-exitcode")
        .await?
        .ended(0);
    let line = "sip apply change.plan --yes --save-rollback back.plan";
    place.run_here(line).await?.ended(0);
    place
        .run_here("sip drift routing.toml --detailed-exitcode")
        .await?
        .ended(10);
    // A plan whose end is reached does nothing.
    assert_eq!(
        place
            .run_here("sip apply change.plan --yes")
            .await?
            .ended(0)
            .out,
        "[]\n"
    );
    place
        .run_here("sip rollback back.plan --yes")
        .await?
        .ended(0);
    place
        .run_here("sip drift routing.toml --detailed-exitcode")
        .await?
        .ended(0);
    Ok(())
}

#[tokio::test]
async fn a_plan_that_somebody_was_faster_than_is_stale() -> Outcome {
    let place = routed().await?;
    place.file("changed.toml", &ROUTING.replace("5061", "5062"))?;
    place
        .run_here("sip plan changed.toml --out change.plan")
        .await?
        .ended(0);
    place.run("sip route remove others --yes").await?.ended(0);
    let ran = place
        .run_here("sip apply change.plan --yes")
        .await?
        .ended(9);
    assert!(ran.err.contains("- 2. others"), "{ran:?}");
    Ok(())
}

#[tokio::test]
async fn expectations_hold_a_change_back() -> Outcome {
    let place = routed().await?;
    place.file(
        "numbers.toml",
        "\"+14255550100\" = { via = [\"old.contoso.com\"] }\n",
    )?;
    place
        .run_here("sip check --expect numbers.toml")
        .await?
        .ended(0);
    let line = "sip move old.contoso.com backup.contoso.com --yes --expect numbers.toml";
    let ran = place.run_here(line).await?.ended(1);
    assert!(ran.err.contains("nothing was sent"), "{ran:?}");
    place
        .run_here("sip drift routing.toml --detailed-exitcode")
        .await?
        .ended(0);
    Ok(())
}

#[tokio::test]
async fn trunks_and_routes_are_edited_one_by_one() -> Outcome {
    let place = routed().await?;
    for line in [
        "sip trunk set new.contoso.com --port 5067 --yes",
        "sip route insert Germany --pattern ^\\+49 --trunk new.contoso.com --first --yes",
        "sip route change Germany --trunk new.contoso.com --trunk old.contoso.com --yes",
        "sip route reorder Germany --after Seattle --yes",
        "sip move old.contoso.com new.contoso.com --yes",
        "sip trunk delete old.contoso.com --yes",
        "sip drain backup.contoso.com --yes",
    ] {
        let ran = place.run(line).await?.ended(0);
        assert!(!ran.out.contains("[]"), "{line} changes something: {ran:?}");
    }
    let names = place
        .run("sip route list --query [].name")
        .await?
        .ended(0)
        .json();
    assert_eq!(names, json!(["Seattle", "Germany", "others"]));
    let trunks = place
        .run("sip trunk list --query [].fqdn")
        .await?
        .ended(0)
        .json();
    assert_eq!(trunks, json!(["new.contoso.com"]));
    place.run("sip drain new.contoso.com --yes").await?.ended(2);
    place
        .run("sip drain new.contoso.com --last remove-route --yes")
        .await?
        .ended(0);
    assert_eq!(place.run("sip get --query routes").await?.out, "[]\n");
    Ok(())
}

#[tokio::test]
async fn forms_of_output_are_the_same_as_before() -> Outcome {
    let place = routed().await?;
    let mut all = String::new();
    for line in [
        "sip get -o table",
        "sip get -o json",
        "sip trunk list -o table",
        "sip trunk get old.contoso.com -o csv",
        "sip route list -o csv",
        "sip route get others -o table",
        "sip export",
        "sip export --form json",
        "sip check -o table",
        "sip simulate +14255550100 911 -o table",
        "sip simulate +14255550100 --down old.contoso.com -o json",
        "sip picture",
        "sip drift routing.toml -o table",
        "sip move old.contoso.com backup.contoso.com --dry-run -o table",
        "sip move old.contoso.com backup.contoso.com --dry-run -o json",
        "sip trunk set new.contoso.com --yes -o table",
        "sip --preview trunk list -o table",
        "sip domain list -o table",
        "sip trunk health -o table",
        "sip trunk disable new.contoso.com --yes -o table",
        "sip test +14255550100 -o table",
        "sip route remove nobody --yes",
        "sip trunk get nobody.contoso.com",
        "sip trunk delete old.contoso.com --yes",
        "sip route reorder others",
        "sip plan show routing.toml",
        "sip plan nothing.toml",
    ] {
        let ran = place.run_here(line).await?;
        let code = ran.code.unwrap_or_default();
        let err = ran.err.replace(&place.emulator.endpoint(), "ENDPOINT");
        all.extend([format!("$ acs {line}\n{}{err}? {code}\n\n", ran.out)]);
    }
    insta::assert_snapshot!(all);
    Ok(())
}

#[tokio::test]
async fn an_export_keeps_comments() -> Outcome {
    let place = routed().await?;
    place.file("mine.toml", &format!("# our routing\n{ROUTING}"))?;
    place
        .run("sip trunk set old.contoso.com --port 5070 --yes")
        .await?
        .ended(0);
    place.run_here("sip export mine.toml").await?.ended(0);
    let text = std::fs::read_to_string(place.folder().join("mine.toml"))?;
    assert!(
        text.starts_with("# our routing") && text.contains("5070"),
        "{text}"
    );
    Ok(())
}

#[tokio::test]
async fn a_strict_check_counts_warnings() -> Outcome {
    let place = Place::start().await?;
    let idle =
        format!("{ROUTING}\n[[trunks]]\nfqdn = \"idle.contoso.com\"\nsipSignalingPort = 5061\n");
    place.file("idle.toml", &idle)?;
    place.run_here("sip check idle.toml").await?.ended(0);
    place
        .run_here("sip check idle.toml --strict")
        .await?
        .ended(1);
    let allowed = format!("{idle}\n[allow]\n\"idle.contoso.com\" = [\"unused-trunk\"]\n");
    place.file("allowed.toml", &allowed)?;
    place
        .run_here("sip check allowed.toml --strict")
        .await?
        .ended(0);
    Ok(())
}
