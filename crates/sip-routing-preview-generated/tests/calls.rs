//! The table of operations, and what the calls promise to the compiler.

use acs_sip_routing_preview_generated::{Client, operations::OPERATIONS, types};

#[test]
fn the_table_tells_method_path_and_content_type() {
    let rows: Vec<_> = OPERATIONS
        .iter()
        .map(|row| (row.id, row.method, row.path, row.content_type))
        .collect();
    assert_eq!(
        rows,
        [
            ("get", "GET", "/sip", None),
            (
                "test_routes_with_number",
                "POST",
                "/sip:testRoutesWithNumber",
                Some("application/json")
            ),
            (
                "update",
                "PATCH",
                "/sip",
                Some("application/merge-patch+json")
            ),
        ]
    );
}

/// Compiles only if the futures can move between threads.
#[expect(dead_code, reason = "the compiler is the test")]
fn futures_are_send(
    client: &Client,
    configuration: &types::SipConfiguration,
    update: &types::SipConfigurationUpdate,
) {
    fn send<F: Future + Send>(_: F) {}
    send(client.get(Some(&types::Expand::TrunksHealth)));
    send(client.update(update));
    send(client.test_routes_with_number("+14255550123", configuration));
}
