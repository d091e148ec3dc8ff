// A recorded request as a command.

/** The headers that a replay needs; others belong to one client, or are secret. */
const KEPT = new Set(["accept", "content-type"]);

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The command that sends the request again. A recorded request has no credentials, and neither has
 * this: the shell puts in a token.
 */
export function curl(endpoint, request) {
  const lines = [`curl -X ${quoted(request.method)} ${quoted(endpoint + request.target)}`];
  lines.push(`-H "Authorization: Bearer $ACS_TOKEN"`);
  for (const [name, value] of Object.entries(request.headers)) {
    if (KEPT.has(name)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (request.bodyBase64) {
    return `printf %s ${quoted(request.bodyBase64)} | base64 -d | ${lines.join(" \\\n  ")} \\\n  --data-binary @-`;
  }
  if (request.body) lines.push(`--data-raw ${quoted(request.body)}`);
  return lines.join(" \\\n  ");
}
