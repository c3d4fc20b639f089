import { inModule, inPackage, type Mutant } from "../mutant.ts";

/** Providers, the store's edge, the HTTP functions and their client. */
export const edgeMutants: readonly Mutant[] = [
  {
    id: "retry-blind-to-status",
    title: "requests are tried again only when fetch throws, not on 429 or 5xx",
    breaks: ["F47"],
    modules: [
      inModule(
        "packages/sources/src/http/client.ts",
        "waitMs = error instanceof SourceError &&",
        'waitMs = error instanceof SourceError && error.code === "provider_unreachable" &&',
      ),
    ],
    killers: [inPackage("sources/src/http/client.test.ts", "F47 · a lasting")],
  },
  {
    id: "retry-after-ignored",
    title: "Retry-After is not heeded",
    breaks: ["F47"],
    modules: [inModule("packages/sources/src/http/patience.ts", "failure.retryAfterMs ?? 0", "0")],
    killers: [inPackage("sources/src/http/patience.test.ts", "F47 · never comes back sooner than the provider asks")],
  },
  {
    id: "has-more-ignored",
    title: "Stripe's has_more is not looked at",
    breaks: ["F32", "F31"],
    modules: [inModule("packages/sources/src/stripe/list.ts", "if (!has_more) return", "return")],
    killers: [inPackage("sources/src/stripe/whole.test.ts", "F31 F32 · gives every object of every stream once")],
  },
  {
    id: "page-cap",
    title: "a source stops after the first page of a window, and its run is completed",
    breaks: ["F31"],
    modules: [inModule("packages/sources/src/stripe/list-stream.ts", "times, next };", "times, next: null };")],
    killers: [inPackage("sources/src/stripe/whole.test.ts", "F31 F32 · gives every object of every stream once")],
  },
  {
    id: "answer-of-another-window",
    title: "the answer to another request is taken for what a window holds",
    breaks: ["F32"],
    modules: [
      inModule("packages/sources/src/stripe/list.ts", "created < from || created > last", "created < 0 || created < 0"),
    ],
    killers: [inPackage("sources/src/stripe/refused.test.ts", "F32 · when a page is the answer to another window")],
  },
  {
    id: "divided-page-kept-whole",
    title: "a page that was asked for before its task was divided is stored with what others read, too",
    breaks: ["F38"],
    modules: [
      inModule(
        "packages/sources/src/define/pages.ts",
        "return time >= span.from && time < span.to;",
        "return time > 0;",
      ),
    ],
    killers: [inPackage("sources/src/define/pages.test.ts", "F31 F38 · give every record once")],
  },
  {
    id: "unsaid-end",
    title: "a stream that ends without the provider's word has completed its run",
    breaks: ["F31"],
    modules: [
      inModule(
        "packages/sources/src/define/pages.ts",
        "if (value === undefined) throw unsaid(source.title, work);",
        "if (value === undefined) return;",
      ),
    ],
    killers: [inPackage("sources/src/define/pages.test.ts", "F31 · ends without the provider's word")],
  },
  {
    id: "deleted-cursor",
    title: "a run ends when the object at its cursor was deleted",
    breaks: ["F35"],
    modules: [
      inModule(
        "packages/sources/src/stripe/list.ts",
        "if (!after || !isSourceError(error) ||",
        "if (!after || isSourceError(error) ||",
      ),
    ],
    killers: [
      inPackage(
        "sources/src/stripe/resume.test.ts",
        "F35 · goes on where it was when the object at its cursor has been deleted",
      ),
    ],
  },
  {
    id: "cursor-a-page-too-far",
    title: "PayPal's cursor is saved a page too far: who goes on from it passes that page over",
    breaks: ["F38", "F31"],
    modules: [
      inModule(
        "packages/sources/src/paypal/subscriptions.ts",
        "yield { records: own.map(recordOf), next };",
        "yield { records: own.map(recordOf), next: next && { ...next, page: next.page + 1 } };",
      ),
    ],
    killers: [inPackage("sources/src/paypal/resume.test.ts", "F38 · of every page of")],
  },
  {
    id: "parts-forgotten",
    title: "who goes on from a checkpoint forgets the parts of a window behind the fourth",
    breaks: ["F38", "F31"],
    modules: [
      inModule(
        "packages/sources/src/define/checkpoint.ts",
        "const left = found.data.left.map(",
        "const left = found.data.left.slice(0, 4).map(",
      ),
    ],
    killers: [inPackage("sources/src/paypal/resume.test.ts", "F38 · of every page of")],
  },
  {
    id: "source-tells-secrets",
    title: "a provider's words are repeated with the keys in them",
    breaks: ["F55"],
    modules: [
      inModule(
        "packages/sources/src/http/redact.ts",
        "return (text) => {",
        "return (text) => {\n    if (pieces.size >= 0) return text;",
      ),
    ],
    killers: [inPackage("sources/src/http/redact.test.ts", "F55 · lets no telling piece of any secret through")],
  },
  {
    id: "store-without-repeat",
    title: "a store call that was cut off is not made again",
    breaks: ["F14", "F16"],
    modules: [inModule("packages/store/src/rpc/retry.ts", "of pausesMs)", "of [] as number[])")],
    killers: [inPackage("store/src/rpc/retry.test.ts", "a call that was cut off is repeated")],
  },
  {
    id: "start-without-request",
    title: "a start that is repeated after a cut-off has no request id of its own",
    breaks: ["F14"],
    modules: [
      inModule("packages/store/src/rpc/rpc-store.ts", "wanted.requestId ?? crypto.randomUUID()", "wanted.requestId"),
    ],
    killers: [inPackage("store/src/rpc/rpc-store.test.ts", "a start without a request id gets one")],
  },
  {
    id: "answers-unread",
    title: "what the database answers is taken as it is",
    breaks: ["F10", "F57"],
    modules: [
      inModule(
        "packages/store/src/rpc/answers.ts",
        "if (found.success) return found.data;",
        "if (from) return answer as T;\n  if (found.success) return found.data;",
      ),
    ],
    killers: [inPackage("store/src/rpc/rpc-store.test.ts", "F10 ·")],
  },
  {
    id: "bodies-not-strict",
    title: "a start takes keys that it does not know, and starts",
    breaks: ["F3", "F19"],
    modules: [
      inModule(
        "packages/client/src/contract/start.ts",
        ".strictObject({ ...windowKeys, ...common, dryRun",
        ".object({ ...windowKeys, ...common, dryRun",
      ),
    ],
    killers: [inPackage("functions/src/commands/sync-handler.test.ts", "F19 · names any key that it does not know")],
    small: true,
  },
  {
    id: "browser-drives-pages",
    title: "the keys by which a browser drove pages are just unknown keys",
    breaks: ["F2"],
    modules: [
      inModule("packages/client/src/contract/parse.ts", "if (pageKeys.length > 0) {", "if (pageKeys.length < 0) {"),
    ],
    killers: [inPackage("functions/src/commands/command-center.test.ts", "F2 · refuses")],
  },
  {
    id: "secrets-before-control",
    title: "a cancel is answered only by a source that has its credentials",
    breaks: ["F6", "F19"],
    modules: [
      inModule(
        "packages/functions/src/commands/sync-handler.ts",
        "const command = parsed.value;",
        'const command = parsed.value;\n    if (call.deps.connectionOf(manifest).kind === "unconfigured") throw new Error("unconfigured");',
      ),
    ],
    killers: [
      inPackage(
        "functions/src/commands/cancel.test.ts",
        "F6, F19 · is answered before secrets and providers are looked at",
      ),
    ],
  },
  {
    id: "hand-off-for-any-slice",
    title: "a hand-off's token is good for every later slice of its run",
    breaks: ["F51"],
    modules: [
      inModule("packages/functions/src/hand-off/continue.ts", "run.fence !== fence || !waits(run)", "!waits(run)"),
    ],
    killers: [inPackage("functions/src/hand-off/continue.test.ts", "F51 · an earlier slice's token")],
  },
  {
    id: "hand-off-for-ever",
    title: "a hand-off's token does not expire",
    breaks: ["F52"],
    modules: [
      inModule(
        "packages/functions/src/hand-off/token.ts",
        'Date.parse(expiresAt) <= now ? "expired" : { runId, fence }',
        "{ runId, fence }",
      ),
    ],
    killers: [inPackage("functions/src/hand-off/token.test.ts", "F52 · is good for a minute")],
  },
  {
    id: "conflict-is-success",
    title: "a start that met a conflict answers 202",
    breaks: ["P5", "F42"],
    modules: [
      inModule(
        "packages/functions/src/commands/start-answer.ts",
        "if (!outcomes.some(under)) throw",
        "if (outcomes.length === 0) throw",
      ),
    ],
    killers: [inPackage("functions/src/commands/conflict.test.ts", "P5 · explains itself")],
  },
  {
    id: "receipt-of-requests",
    title: "a cancel counts what it asked for, not what was cancelled",
    breaks: ["F26"],
    modules: [
      inModule(
        "packages/functions/src/commands/cancel.ts",
        "receipt.filter((line) => line.cancelled).length",
        "receipt.length",
      ),
    ],
    killers: [inPackage("functions/src/commands/cancel.test.ts", "P3 · a cancel meant for a run that ended")],
  },
  {
    id: "conflict-body-dropped",
    title: "the client drops the body of a 409",
    breaks: ["F41"],
    modules: [
      inModule(
        "packages/client/src/client.ts",
        "response.status === 409 && looksLike.conflict(body)",
        "response.status === 0 && looksLike.conflict(body)",
      ),
    ],
    killers: [inPackage("client/src/client.test.ts", "F41 · the 409 of")],
  },
  {
    id: "any-200-is-a-start",
    title: "the client takes any good status for a started run",
    breaks: ["F42"],
    modules: [
      inModule(
        "packages/client/src/client.ts",
        "if (response.status !== 202 || !looksLike.start(body)) throw",
        "if (response.status > 299) throw",
      ),
    ],
    killers: [inPackage("client/src/bad-answers.test.ts", "a 200 does not prove that a run was started")],
  },
];
