import * as fc from "fast-check";
import { type Route, secrets } from "../serve/served.fixture.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

/** Bodies that parsers, limits and clocks stumble over. */
const body = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      '{"mode":"7d"}',
      '{"sweep":true}',
      '{"forceCancel":true}',
      '{"source":"stripe","cron":"@daily"}',
      "{}",
    ),
    weight: 4,
  },
  fc.json(),
  fc.constantFrom(
    "",
    "{",
    "null",
    "[]",
    '"x"',
    "[".repeat(20_000),
    '{"__proto__":{"mode":"7d"}}',
    '{"mode":"7d"}}',
    "\ufeff{}",
  ),
  fc.constantFrom("x".repeat(70_000), `{"account":"${"x".repeat(66_000)}"}`, '{"mode":1e999}', "\xff\xfe\x00"),
  fc.string({ unit: "binary", maxLength: 200 }),
);
const word = fc.constantFrom(
  "",
  "x",
  "-1",
  "NaN",
  "a, b",
  "\t",
  "x".repeat(9_000),
  "%00",
  "\x7f",
  "é",
  "null",
  "{}",
  "*/*",
);
const name = fc.constantFrom(
  "x-forwarded-for",
  "origin",
  "cookie",
  "authorization",
  "content-type",
  "accept-encoding",
  "expect",
  "range",
  "upgrade",
  "connection",
  "host",
  "x-http-method-override",
  "if-none-match",
);
const value = fc.oneof(
  word,
  fc.constantFrom(
    "https://evil.example",
    "null",
    "100-continue",
    "bytes=0-1",
    "websocket",
    "upgrade",
    "gzip, br",
    "Bearer ",
    "sincro_session=..",
    "close",
  ),
);
const ending = fc.constantFrom(
  "",
  "/",
  "?",
  "?source=stripe&source=x",
  "?limit=-1",
  "?before=%00",
  "/..%2f..%2fetc/passwd",
  "/%ff",
  "//",
  "?%",
  ";x",
  "%2e%2e",
  "#x",
);

/** How the body's length is told: truly, wrongly, in chunks, twice. */
const framing = fc.constantFrom("length", "none", "short", "long", "chunked", "badChunks", "both", "twice", "negative");
type Framing = "length" | "none" | "short" | "long" | "chunked" | "badChunks" | "both" | "twice" | "negative";

function framed(how: Framing, content: Buffer): { readonly head: string; readonly content: Buffer } {
  const size = content.length;
  const chunk = Buffer.concat([bytes(`${size.toString(16)}\r\n`), content, bytes("\r\n0\r\n\r\n")]);
  switch (how) {
    case "none":
      return { head: "", content };
    case "length":
      return { head: `content-length: ${size}\r\n`, content };
    case "short":
      return { head: `content-length: ${Math.max(0, size - 2)}\r\n`, content };
    case "long":
      return { head: `content-length: ${size + 1_000_000}\r\n`, content };
    case "negative":
      return { head: "content-length: -5\r\n", content };
    case "twice":
      return { head: `content-length: ${size}\r\ncontent-length: ${size + 1}\r\n`, content };
    case "chunked":
      return { head: "transfer-encoding: chunked\r\n", content: size === 0 ? bytes("0\r\n\r\n") : chunk };
    case "badChunks":
      return { head: "transfer-encoding: chunked\r\n", content: bytes(`zz\r\n${size}`) };
    case "both":
      return { head: `content-length: ${size}\r\ntransfer-encoding: chunked\r\n`, content: chunk };
  }
}

/** A request as it goes over the wire: of a route that there is, more or less. */
export function oddBytes(routes: readonly Route[]): fc.Arbitrary<Buffer> {
  const method = fc.oneof(
    { arbitrary: fc.constant(null), weight: 8 },
    fc.constantFrom("PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "get", "PROPFIND", "\x00"),
  );
  const known = fc.oneof(
    { arbitrary: fc.constant(`Bearer ${secrets.operatorToken}`), weight: 3 },
    fc.constant(`Bearer ${secrets.pushToken}`),
    word,
  );
  const more = fc.array(fc.tuple(name, value), { maxLength: 4 });
  const target = fc.constantFrom(...routes);
  const request = fc
    .record({
      target,
      method,
      ending: fc.oneof({ arbitrary: fc.constant(""), weight: 5 }, ending),
      known,
      more,
      body,
      framing,
    })
    .map(({ target, method, ending, known, more, body, framing }) => {
      const told = framed(framing, Buffer.from(body));
      const lines = more.map(([key, text]) => `${key}: ${text}\r\n`).join("");
      const head = `${method ?? target.method} ${target.path}${ending} HTTP/1.1\r\nhost: sincro.test\r\nauthorization: ${known}\r\ncontent-type: application/json\r\n${lines}${told.head}\r\n`;
      return Buffer.concat([bytes(head), told.content]);
    });
  const noise = fc.constantFrom(
    "GET / HTTP/9.9\r\n\r\n",
    "GET http://[::1/ HTTP/1.1\r\nhost: x\r\n\r\n",
    "GET * HTTP/1.1\r\nhost: x\r\n\r\n",
    "GET // HTTP/1.1\r\nhost: \r\n\r\n",
    "GET / HTTP/1.1\r\nhost: [\r\n\r\n",
    "GET /functions/v1//// HTTP/1.1\r\nhost: a b\r\n\r\n",
    "\x16\x03\x01\x02\x00\x01\x00",
    `GET /${"x".repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    "CONNECT x:443 HTTP/1.1\r\nhost: x\r\n\r\n",
    "\r\n\r\n\r\n",
  );
  return fc.oneof(
    { arbitrary: request, weight: 20 },
    noise.map(bytes),
    fc.uint8Array({ maxLength: 200 }).map((found) => Buffer.from(found)),
  );
}
