//! Trunks of all kinds, and what is found of them.

mod certificates;
mod servers;

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Duration,
};

use acs_core::Timestamp;
use async_trait::async_trait;
use rcgen::date_time_ymd;

use self::{
    certificates::{Authority, Identity, parameters, with_common_name},
    servers::{Manner, OK, closed, serve},
};
use super::{Preflight, Resolver, TrunkProblem, TrunkReport};
use crate::{Domain, IpAddressVersion, Level, SipConfiguration, SipPort, Trunk};

const NAME: &str = "sbc1.contoso.com";

/// An alert of TLS: the version of the protocol is refused.
const REFUSAL: &[u8] = &[21, 3, 3, 0, 2, 2, 70];

/// Knows the names that it is given, and nothing else.
struct Names(HashMap<&'static str, Vec<IpAddr>>);

#[async_trait]
impl Resolver for Names {
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let known = self.0.get(host).cloned();
        known.ok_or_else(|| io::Error::other("no such\nname"))
    }
}

fn preflight(authority: &Authority) -> Preflight {
    let loopback = vec![IpAddr::from(Ipv4Addr::LOCALHOST)];
    let names = [NAME, "a.b.contoso.com"].map(|name| (name, loopback.clone()));
    Preflight::new()
        .resolver(Names(names.into()))
        .trust_only(&authority.pem)
        .unwrap()
        // Long enough for a machine that has other things to do.
        .timeout(Duration::from_secs(120))
}

fn moment(year: i32, month: u8, day: u8) -> Timestamp {
    date_time_ymd(year, month, day).into()
}

fn midsummer() -> Timestamp {
    moment(2026, 6, 21)
}

fn configuration(name: &str, port: SipPort) -> SipConfiguration {
    let trunk = Trunk::new(name.parse().unwrap(), port);
    SipConfiguration::default().with_trunk(trunk).unwrap()
}

async fn report(preflight: &Preflight, name: &str, port: SipPort, now: Timestamp) -> TrunkReport {
    let mut reports = preflight.run(&configuration(name, port), now).await;
    assert_eq!(reports.len(), 1);
    reports.remove(0)
}

/// The codes of what is found, but for the address: loopback is private.
fn codes(report: &TrunkReport) -> Vec<&'static str> {
    let findings = report.findings().iter();
    let codes = findings.map(|it| it.problem().code());
    codes.filter(|code| *code != "private-address").collect()
}

/// The codes of a trunk with this certificate, which answers `OPTIONS` well.
async fn codes_of(
    authority: &Authority,
    identity: Identity,
    name: &str,
    now: Timestamp,
) -> Vec<&'static str> {
    let port = serve(Manner::Answers(identity.server(), OK)).await;
    let report = report(&preflight(authority), name, port, now).await;
    assert_eq!(report.options_status(), Some(200), "{report}");
    codes(&report)
}

#[tokio::test]
async fn a_good_trunk_is_ready_but_for_its_address() {
    let authority = Authority::new();
    let identity = authority.sign(&parameters(&[NAME]));
    let port = serve(Manner::Answers(identity.server(), OK)).await;
    let report = report(&preflight(&authority), NAME, port, midsummer()).await;
    assert_eq!(codes(&report), [""; 0]);
    assert_eq!(report.expires(), Some(moment(2026, 12, 31)));
    assert_eq!(report.addresses(), [Ipv4Addr::LOCALHOST]);
    assert_eq!(
        report.to_string().replace(&port.to_string(), "PORT"),
        "sbc1.contoso.com:PORT: not ready, 127.0.0.1, certificate until 2026-12-31T00:00:00Z, \
         OPTIONS 200\n  warning at 127.0.0.1: the address is of a private network, which the \
         service cannot reach; give the name a public address in the public DNS \
         (private-address)\n"
    );
    let finding = &report.findings()[0];
    assert_eq!(
        (finding.trunk().as_str(), finding.level()),
        (NAME, Level::Warning)
    );
    assert!(
        finding
            .to_string()
            .starts_with(&format!("{NAME} (127.0.0.1:{port}): the address"))
    );
}

#[tokio::test]
async fn certificates_are_judged_by_name() {
    let authority = Authority::new();
    for (names, common, host, expected) in [
        (vec!["SBC1.Contoso.com"], "", NAME, None),
        (vec!["*.contoso.com"], "", NAME, None),
        (
            vec!["*.contoso.com"],
            "",
            "a.b.contoso.com",
            Some("deep-wildcard"),
        ),
        (vec!["sbc2.contoso.com"], "", NAME, Some("wrong-name")),
        (vec!["*.fabrikam.com"], "", NAME, Some("wrong-name")),
        (vec![], "", NAME, Some("wrong-name")),
        (
            vec!["sbc2.contoso.com"],
            NAME,
            NAME,
            Some("common-name-only"),
        ),
        (vec![], "*.contoso.com", NAME, Some("common-name-only")),
        (
            vec![],
            "*.contoso.com",
            "a.b.contoso.com",
            Some("deep-wildcard"),
        ),
    ] {
        let parameters = match common {
            "" => parameters(&names),
            common => with_common_name(parameters(&names), common),
        };
        let found = codes_of(&authority, authority.sign(&parameters), host, midsummer()).await;
        assert_eq!(found, Vec::from_iter(expected), "{names:?} {common} {host}");
    }
}

#[tokio::test]
async fn certificates_are_judged_by_date() {
    let authority = Authority::new();
    for (now, expected) in [
        (moment(2025, 12, 31), Some("not-yet-valid")),
        (moment(2026, 1, 1), None),
        (moment(2026, 12, 1), None),
        (moment(2026, 12, 2), Some("expires-soon")),
        (moment(2027, 1, 1), Some("expired")),
    ] {
        let identity = authority.sign(&parameters(&[NAME]));
        let found = codes_of(&authority, identity, NAME, now).await;
        assert_eq!(found, Vec::from_iter(expected), "{now}");
    }
}

#[tokio::test]
async fn certificates_are_judged_by_chain() {
    let (authority, other) = (Authority::new(), Authority::new());
    let intermediate = authority.intermediate();
    let good = || intermediate.sign(&parameters(&[NAME]));
    let found = codes_of(
        &authority,
        good().along_with(&intermediate),
        NAME,
        midsummer(),
    )
    .await;
    assert_eq!(found, [""; 0]);
    let found = codes_of(&authority, good(), NAME, midsummer()).await;
    assert_eq!(found, ["untrusted-chain"]);
    let stranger = other.sign(&parameters(&[NAME]));
    assert_eq!(
        codes_of(&authority, stranger, NAME, midsummer()).await,
        ["untrusted-chain"]
    );
    let mut for_callers = parameters(&[NAME]);
    for_callers.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    let identity = authority.sign(&for_callers);
    assert_eq!(
        codes_of(&authority, identity, NAME, midsummer()).await,
        ["untrusted-chain"]
    );
}

#[tokio::test]
async fn each_fault_of_a_certificate_is_found() {
    let (authority, other) = (Authority::new(), Authority::new());
    let identity = other.sign(&parameters(&["sbc2.contoso.com"]));
    assert_eq!(
        codes_of(&authority, identity, NAME, moment(2027, 1, 1)).await,
        ["wrong-name", "expired", "untrusted-chain"]
    );
    // The dates are no reason to distrust the issuer.
    let identity = authority.sign(&parameters(&["sbc2.contoso.com"]));
    assert_eq!(
        codes_of(&authority, identity, NAME, moment(2027, 1, 1)).await,
        ["wrong-name", "expired"]
    );
}

#[tokio::test]
async fn the_way_to_tls_is_found_to_be_blocked() {
    let authority = Authority::new();
    for (port, expected) in [
        (closed().await, "unreachable"),
        (serve(Manner::Sends(REFUSAL)).await, "tls-refused"),
        (serve(Manner::Sends(b"")).await, "tls-refused"),
        (
            serve(Manner::Sends(b"SIP/2.0 400 Bad Request\r\n\r\n")).await,
            "not-tls",
        ),
        // Last: from then on, time flies.
        (serve(Manner::Silent).await, "tls-silent"),
    ] {
        let report = report(&preflight(&authority), NAME, port, midsummer()).await;
        assert_eq!(codes(&report), [expected], "{report}");
        assert!(!report.is_ready());
    }
}

#[tokio::test]
async fn an_answer_to_options_tells_if_it_speaks_sip() {
    let authority = Authority::new();
    let config = || authority.sign(&parameters(&[NAME])).server();
    for (manner, expected, status) in [
        (Manner::Answers(config(), OK), None, Some(200)),
        (
            Manner::Answers(config(), "SIP/2.0 403 Forbidden\r\n\r\n"),
            Some("options-refused"),
            Some(403),
        ),
        (
            Manner::Answers(config(), "HTTP/1.1 200 OK\r\n\r\n"),
            Some("not-sip"),
            None,
        ),
        (
            Manner::Answers(config(), ""),
            Some("options-unanswered"),
            None,
        ),
        (
            Manner::SilentInTls(config()),
            Some("options-unanswered"),
            None,
        ),
    ] {
        let port = serve(manner).await;
        let report = report(&preflight(&authority), NAME, port, midsummer()).await;
        assert_eq!(codes(&report), Vec::from_iter(expected), "{report}");
        assert_eq!(report.options_status(), status);
    }
}

#[tokio::test]
async fn a_trunk_that_wants_to_know_the_caller_is_judged_all_the_same() {
    let authority = Authority::new();
    for tls12 in [true, false] {
        let identity = authority.sign(&parameters(&["sbc2.contoso.com"]));
        let config = identity.mutual_server(&authority, tls12);
        let port = serve(Manner::RefusesInTls(config)).await;
        let report = report(&preflight(&authority), NAME, port, midsummer()).await;
        assert_eq!(
            codes(&report),
            ["wrong-name", "wants-certificate"],
            "{report}"
        );
    }
}

#[tokio::test]
async fn a_name_needs_an_address_of_the_right_kind() {
    let authority = Authority::new();
    let names = [
        ("six.contoso.com", vec![Ipv6Addr::LOCALHOST.into()]),
        ("none.contoso.com", vec![]),
    ];
    let preflight = preflight(&authority).resolver(Names(names.into()));
    for (name, version, expected) in [
        ("unknown.contoso.com", None, "unresolved"),
        ("none.contoso.com", None, "unresolved"),
        ("six.contoso.com", None, "other-ip-version"),
        (
            "six.contoso.com",
            Some(IpAddressVersion::Ipv4),
            "other-ip-version",
        ),
    ] {
        let mut trunk = Trunk::new(name.parse().unwrap(), SipPort::TLS);
        if let Some(version) = version {
            trunk = trunk.with_ip_address_version(version);
        }
        let configuration = SipConfiguration::default().with_trunk(trunk).unwrap();
        let reports = preflight.run(&configuration, midsummer()).await;
        assert_eq!(codes(&reports[0]), [expected]);
        assert!(!reports[0].to_string().contains("such\nname"));
    }
}

#[tokio::test]
async fn a_trunk_is_below_an_enabled_domain() {
    let authority = Authority::new();
    let domain = |name: &str, enabled| Domain::new(name.parse().unwrap(), enabled);
    for (domains, expected) in [
        (vec![domain("Contoso.com", true)], None),
        (vec![domain("sbc1.contoso.com", true)], None),
        (vec![domain("contoso.com", false)], Some("domain-disabled")),
        (
            vec![
                domain("contoso.com", false),
                domain("sbc1.contoso.com", true),
            ],
            None,
        ),
        (vec![domain("ntoso.com", true)], Some("outside-domains")),
        (vec![], Some("outside-domains")),
    ] {
        let preflight = preflight(&authority)
            .resolver(Names(HashMap::new()))
            .domains(domains.clone());
        let report = report(&preflight, NAME, SipPort::TLS, midsummer()).await;
        let expected = expected.into_iter().chain(["unresolved"]);
        assert_eq!(codes(&report), expected.collect::<Vec<_>>(), "{domains:?}");
    }
}

#[tokio::test]
async fn trunks_are_reported_in_their_order() {
    let authority = Authority::new();
    let config = authority.sign(&parameters(&[NAME])).server();
    let port = serve(Manner::Answers(config, OK)).await;
    let trunks = (0..30).map(|n| {
        let name = if n == 3 {
            NAME.to_owned()
        } else {
            format!("sbc{n}.fabrikam.com")
        };
        Trunk::new(name.parse().unwrap(), port)
    });
    let configuration = SipConfiguration::new(trunks, []).unwrap();
    let preflight = preflight(&authority).at_a_time(0);
    let reports = preflight.run(&configuration, midsummer()).await;
    let reported = reports.iter().map(TrunkReport::trunk);
    assert!(reported.eq(configuration.trunks.iter().map(Trunk::fqdn)));
    let met = reports.iter().filter(|it| it.options_status().is_some());
    assert_eq!(met.count(), 1);
}

#[test]
fn authorities_have_to_be_readable() {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for pem in ["", "no PEM", broken] {
        let refused = Preflight::new().trust_only(pem).unwrap_err();
        assert_eq!(refused.field(), "trusted authorities");
    }
}

#[test]
fn every_problem_has_a_code_and_a_way_out() {
    let reason = || "it\nbroke".to_owned();
    let on = midsummer();
    let all = [
        TrunkProblem::CommonNameOnly,
        TrunkProblem::DeepWildcard {
            name: "*.contoso.com".to_owned(),
        },
        TrunkProblem::DomainDisabled {
            domain: "contoso.com".parse().unwrap(),
        },
        TrunkProblem::Expired { since: on },
        TrunkProblem::ExpiresSoon { on },
        TrunkProblem::NotSip,
        TrunkProblem::NotTls,
        TrunkProblem::NotYetValid { until: on },
        TrunkProblem::OptionsRefused { status: 403 },
        TrunkProblem::OptionsUnanswered,
        TrunkProblem::OtherIpVersion {
            version: IpAddressVersion::Ipv4,
        },
        TrunkProblem::OutsideDomains,
        TrunkProblem::PrivateAddress,
        TrunkProblem::TlsRefused { reason: reason() },
        TrunkProblem::TlsSilent,
        TrunkProblem::Unreachable { reason: reason() },
        TrunkProblem::UnreadableCertificate,
        TrunkProblem::Unresolved { reason: reason() },
        TrunkProblem::UntrustedChain { reason: reason() },
        TrunkProblem::WantsCertificate,
        TrunkProblem::WrongName {
            names: vec!["a\nb".to_owned()],
        },
    ];
    let codes: Vec<_> = all.iter().map(TrunkProblem::code).collect();
    assert_eq!(codes, TrunkProblem::CODES);
    for problem in all {
        let text = problem.to_string();
        assert!(text.contains("; ") && !text.contains('\n'), "{text}");
    }
}
