// Generated from packages/*/src by `npm run generate`. Do not edit.
// Supabase's command line uploads only what lies in the project's own folder, and takes no links.
import * as z from "zod";
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { assign, getNextTransitions, setup, transition } from "xstate";
import ky from "ky";
import { Cron } from "croner";
// ../../packages/functions/src/auth/base64url.ts
/** Bytes as text for addresses and cookies. */
function toText(bytes) {
	return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
/** The bytes of such a text; null when it is none. */
function fromText(text) {
	if (!/^[\w-]+$/.test(text)) return null;
	try {
		return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
	} catch {
		return null;
	}
}
// ../../packages/functions/src/auth/secret.ts
var encoder$2 = new TextEncoder();
/** Whether two secrets are the same, in a time that tells nothing about them: their digests are compared to the end. */
async function sameSecret(a, b) {
	const [left, right] = await Promise.all([digest(a), digest(b)]);
	return left.reduce((difference, byte, at) => difference | byte ^ (right[at] ?? 0), 0) === 0;
}
async function digest(text) {
	return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder$2.encode(text)));
}
/** 256 random bits as text that an address can carry. */
function randomSecret() {
	return toText(crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(32)));
}
// ../../packages/functions/src/auth/cron.ts
/**
* Lets in a scheduler beside whom `auth` lets in: by `Authorization: Bearer` with `SINCRO_CRON_TOKEN`. It may ask for a
* sweep and nothing else (see `scheduledSweep`). Without a token nobody is a scheduler.
*
* @example
* const auth = withCronToken(operatorAuth({ … }), config.cronToken);
*/
function withCronToken(auth, cronToken) {
	if (cronToken === void 0) return auth;
	return {
		...auth,
		authenticate: async (request) => {
			const token = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
			if (token === void 0 || !await sameSecret(token, cronToken)) return auth.authenticate(request);
			return {
				kind: "operator",
				operator: {
					actor: "cron",
					via: "cron",
					expiresAt: null
				}
			};
		}
	};
}
// ../../packages/functions/src/auth/cookie.ts
var name$4 = "sincro_session";
/** The session cookie of a request, or null. */
function sessionCookie(headers) {
	for (const pair of (headers.get("cookie") ?? "").split(";")) {
		const [key, ...value] = pair.trim().split("=");
		if (key === name$4) return value.join("=");
	}
	return null;
}
/**
* The `Set-Cookie` of a session: no script can read it, no other site's page can send it. An empty token ends the
* session. `Secure` wherever the page itself came by https; localhost has none.
*/
function setSessionCookie(request, token, maxAgeS) {
	return `${name$4}=${token}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict${new URL(request.url).protocol === "https:" || request.headers.get("origin")?.startsWith("https:") ? "; Secure" : ""}`;
}
// ../../packages/functions/src/auth/signed.ts
var hmac = {
	name: "HMAC",
	hash: "SHA-256"
};
var encoder$1 = new TextEncoder();
/** Signs claims with a key: `claims.signature`, both in base64url. */
async function sign(key, purpose, claims) {
	const payload = toText(encoder$1.encode(JSON.stringify(claims)));
	const signature = await crypto.subtle.sign(hmac, await importKey(key, "sign"), encoder$1.encode(`${purpose}.${payload}`));
	return `${payload}.${toText(new Uint8Array(signature))}`;
}
/** The claims of a text that {@link sign} made with this key for this purpose; null for any other text. */
async function readSigned(key, purpose, text) {
	const [payload = "", signature = "", ...rest] = text.split(".");
	const bytes = fromText(signature);
	const claims = fromText(payload);
	if (bytes === null || claims === null || rest.length > 0) return null;
	const signed = encoder$1.encode(`${purpose}.${payload}`);
	return await crypto.subtle.verify(hmac, await importKey(key, "verify"), bytes, signed) ? JSON.parse(new TextDecoder().decode(claims)) : null;
}
function importKey(key, use) {
	return crypto.subtle.importKey("raw", encoder$1.encode(key), hmac, false, [use]);
}
// ../../packages/functions/src/auth/operator-auth.ts
/** How long a session lasts, in milliseconds: a working day and its evening. */
var sessionLifeMs = 432e5;
var claimsOf$2 = z.object({
	actor: z.string(),
	expiresAt: z.iso.datetime()
});
var refused$2 = (detail) => ({
	kind: "refused",
	code: "unauthenticated",
	detail
});
/**
* Lets in one operator: by `Authorization: Bearer` with the operator token, or by the cookie of a session that began
* with a one-time code or with the token. A header decides alone: a wrong one is not made good by a cookie.
*/
function operatorAuth({ operatorToken, signingKey, codes, ...options }) {
	const now = options.now ?? Date.now;
	const actor = options.actor ?? "operator";
	const byToken = async (header) => {
		const token = /^Bearer +(\S+) *$/i.exec(header)?.[1];
		if (token === void 0) return refused$2("Send `Authorization: Bearer` and the operator token.");
		if (!await sameSecret(token, operatorToken)) return refused$2("The operator token is not valid.");
		return {
			kind: "operator",
			operator: {
				actor,
				via: "token",
				expiresAt: null
			}
		};
	};
	const bySession = async (cookie) => {
		const claims = claimsOf$2.safeParse(await readSigned(signingKey, "session", cookie));
		if (!claims.success) return refused$2("The session is not valid: sign in again.");
		if (Date.parse(claims.data.expiresAt) <= now()) return refused$2("The session has expired: sign in again.");
		return {
			kind: "operator",
			operator: {
				...claims.data,
				via: "session"
			}
		};
	};
	return {
		authenticate: async ({ headers }) => {
			const header = headers.get("authorization");
			if (header !== null) return byToken(header);
			const cookie = sessionCookie(headers);
			return cookie === null ? refused$2("Sign in, or send the operator token.") : bySession(cookie);
		},
		signIn: async (request) => {
			if (!("code" in request ? codes.redeem(request.code) : await sameSecret(request.token, operatorToken))) return null;
			const claims = {
				actor,
				expiresAt: new Date(now() + sessionLifeMs).toISOString()
			};
			return {
				...claims,
				token: await sign(signingKey, "session", claims)
			};
		}
	};
}
// ../../packages/functions/src/auth/operator-token.ts
/**
* Lets in scripts beside whom `auth` lets in: by `Authorization: Bearer` with `SINCRO_OPERATOR_TOKEN`. Without a token
* nobody else is let in.
*
* @example
* const auth = withOperatorToken(supabaseAuth({ … }), config.operatorToken);
*/
function withOperatorToken(auth, operatorToken) {
	if (operatorToken === void 0) return auth;
	return {
		...auth,
		authenticate: async (request) => {
			const token = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
			if (token === void 0 || !await sameSecret(token, operatorToken)) return auth.authenticate(request);
			return {
				kind: "operator",
				operator: {
					actor: "operator",
					via: "token",
					expiresAt: null
				}
			};
		}
	};
}
// ../../packages/functions/src/auth/sign-in-codes.ts
/** How long a sign-in link works, in milliseconds: long enough for an installation's first start. */
var codeLifeMs = 9e5;
/** @param now milliseconds since 1970; the process's clock when absent */
function signInCodes(now = Date.now) {
	const expiries = /* @__PURE__ */ new Map();
	const dropExpired = () => {
		for (const [code, expiry] of expiries) if (expiry <= now()) expiries.delete(code);
	};
	return {
		issue: () => {
			dropExpired();
			const code = randomSecret();
			expiries.set(code, now() + codeLifeMs);
			return code;
		},
		redeem: (code) => {
			dropExpired();
			return expiries.delete(code);
		}
	};
}
// ../../packages/functions/src/auth/project-keys.ts
/** How long keys that were fetched are used, in milliseconds: a project that changes its keys publishes them sooner. */
var keepMs = 6e5;
/** How often a key that is not among them may have them fetched again, in milliseconds: anybody can invent a key's name. */
var refetchMs = 3e4;
/** How long an answer may take, in milliseconds; a request of a user waits for it. */
var patienceMs$2 = 3e3;
/** For how long nobody asks again after a failure, in milliseconds. */
var restMs$3 = 2e3;
/** Thrown when a project's keys cannot be had: nobody can be let in, and it is not the caller's fault. */
var KeysUnreachable = class extends Error {
	name = "KeysUnreachable";
	code = "keys_unreachable";
};
/**
* The public keys of a project, fetched when they are first needed and kept. The clock is the process's.
*
* @throws KeysUnreachable, when the function that it answers is called and the keys cannot be had
*/
function projectKeys(options) {
	const fetchKeys = options.fetch ?? fetch;
	let restUntil = 0;
	const published = createRemoteJWKSet(options.url, {
		cacheMaxAge: keepMs,
		cooldownDuration: refetchMs,
		timeoutDuration: patienceMs$2,
		[customFetch]: async (url, init) => {
			if (Date.now() < restUntil) throw new KeysUnreachable("they could not be had a moment ago");
			return fetchKeys(url, init);
		}
	});
	return async (header, token) => {
		try {
			return await published(header, token);
		} catch (error) {
			if (isNoKey(error)) throw error;
			if (!(error instanceof KeysUnreachable)) restUntil = Date.now() + restMs$3;
			throw new KeysUnreachable("the project's keys cannot be had", { cause: error });
		}
	};
}
/** The keys are there, and none of them is this token's. */
var isNoKey = (error) => error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
// ../../packages/functions/src/auth/user-token.ts
/** How far two clocks may be apart, in seconds. */
var leewayS = 10;
var invalid$1 = (detail) => ({
	kind: "invalid",
	detail
});
/**
* Checks tokens of signed-in users: signature, issuer, audience, lifetime. How a token may be signed is ours to say, and
* for each way there is one kind of key: a public key is never a shared secret, and no signature is no way.
*
* @throws KeysUnreachable
*/
function userTokens({ issuer, jwtSecret, keys }) {
	const published = projectKeys(keys);
	const shared = jwtSecret === void 0 ? void 0 : new TextEncoder().encode(jwtSecret);
	const claimed = {
		issuer,
		audience: "authenticated",
		clockTolerance: leewayS,
		requiredClaims: ["sub", "exp"]
	};
	const verified = async (token, alg) => {
		if (alg !== "HS256") return jwtVerify(token, published, {
			...claimed,
			algorithms: ["ES256", "RS256"]
		});
		return shared && jwtVerify(token, shared, {
			...claimed,
			algorithms: ["HS256"]
		});
	};
	return async (token) => {
		const alg = algorithmOf(token);
		if (alg === null) return invalid$1("This is no user's token: sign in, and send the access token of the session.");
		try {
			const found = await verified(token, alg);
			return found === void 0 ? invalid$1(noSharedSecret) : {
				kind: "valid",
				claims: found.payload
			};
		} catch (error) {
			if (!(error instanceof errors.JOSEError)) throw error;
			return invalid$1(reason$2(error));
		}
	};
}
var noSharedSecret = "Tokens with a shared secret's signature (HS256) are not taken: move the project to signing keys, or set SINCRO_JWT_SECRET.";
/** Null when it is not even a token. */
function algorithmOf(token) {
	try {
		return decodeProtectedHeader(token).alg;
	} catch {
		return null;
	}
}
/** What to do about it. The claims are checked when the signature was found good: what they say is true. */
function reason$2(error) {
	if (error instanceof errors.JWTExpired) return "The token has expired: sign in again.";
	if (error instanceof errors.JWTClaimValidationFailed) return byClaim[error.claim] ?? notValid;
	return notValid;
}
var notValid = "The token is not valid for this project: sign in again.";
var byClaim = {
	iss: "The token is of another project, or a key of this one: sign in here, and send the access token of the session.",
	aud: "The token is not of a signed-in user: sign in, and send the access token of the session.",
	nbf: "The token is not valid yet: check the clock of whoever issued it."
};
// ../../packages/functions/src/auth/supabase-auth.ts
/** A name that the history takes. */
var name$3 = z.string().regex(/^[^\s\p{C}]{1,200}$/u);
/** `user_metadata` is not looked at: users write it themselves. */
var claimsOf$1 = z.object({
	sub: name$3,
	email: name$3.optional().catch(void 0),
	exp: z.number().max(253402300799),
	app_metadata: z.object({ role: z.string() }).optional().catch(void 0)
});
var refused$1 = (code, detail) => ({
	kind: "refused",
	code,
	detail
});
/**
* Lets in the operators among the signed-in users of a Supabase project: by `Authorization: Bearer` and the access token
* of their session, whose `app_metadata.role` is one of the operators'. The history has their e-mail, or their id.
*
* When the project's keys cannot be had nobody is let in: `auth_unreachable`, a 503.
*
* @example
* ```ts
* const auth = supabaseAuth({ url: "https://abc.supabase.co", operatorRoles: ["operator", "admin"] })
* const functions = createFunctions({ store, sources, connectionOf, dispatch, auth, feed, version: "0.1.0" })
* ```
*/
function supabaseAuth({ url, operatorRoles, jwtSecret, fetch, ...options }) {
	const auth = `${url.replace(/\/+$/, "")}/auth/v1`;
	const check = userTokens({
		issuer: options.issuer ?? auth,
		jwtSecret,
		keys: {
			url: new URL(`${auth}/.well-known/jwks.json`),
			fetch
		}
	});
	const known = async (token) => {
		const checked = await check(token);
		if (checked.kind === "invalid") return refused$1("unauthenticated", checked.detail);
		const claims = claimsOf$1.safeParse(checked.claims);
		if (!claims.success) return refused$1("unauthenticated", "The token does not say whose it is: sign in again.");
		const { sub, email, exp, app_metadata } = claims.data;
		const role = app_metadata?.role;
		if (role === void 0 || !operatorRoles.includes(role)) return refused$1("forbidden", notAnOperator);
		const expiresAt = (/* @__PURE__ */ new Date(exp * 1e3)).toISOString();
		return {
			kind: "operator",
			operator: {
				actor: email ?? sub,
				via: "token",
				expiresAt
			}
		};
	};
	return { authenticate: async ({ headers }) => {
		const token = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
		if (token === void 0) return refused$1("unauthenticated", "Sign in, and send `Authorization: Bearer` and the token.");
		try {
			return await known(token);
		} catch (error) {
			if (!(error instanceof KeysUnreachable)) throw error;
			return refused$1("auth_unreachable", "The project's keys cannot be fetched, so no token can be checked: retry soon.");
		}
	} };
}
var notAnOperator = "Signed in, but not as an operator: whoever runs the project gives the role by the user's app_metadata.role.";
// ../../packages/functions/src/config/errors.ts
/** Thrown when the environment cannot be used; `issues` lists every variable that is wrong. */
var ConfigError = class extends Error {
	name = "ConfigError";
	code = "config_invalid";
	issues;
	constructor(issues) {
		super(issues.map(({ variable, expected }) => `${variable}: ${expected}`).join("; "));
		this.issues = issues;
	}
};
/** Whether a caught value is a {@link ConfigError}. */
function isConfigError(error) {
	return error instanceof ConfigError;
}
// ../../packages/functions/src/config/variables.ts
var url = (expected, ...protocols) => z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), expected);
var http = url("an http or https address", "http:", "https:");
var whole = (least, most) => {
	const expected = `a whole number from ${least} to ${most}`;
	return z.string().regex(/^\d{1,12}$/, expected).transform(Number).refine((n) => n >= least && n <= most, expected);
};
var fraction = (least, most) => {
	const expected = `a number from ${least} to ${most}`;
	return z.string().regex(/^\d(\.\d{1,6})?$/, expected).transform(Number).refine((n) => n >= least && n <= most, expected);
};
var listOf$1 = (item) => z.string().transform((text) => text.split(",").map((part) => part.trim()).filter((part) => part !== "")).pipe(z.array(item));
var key$1 = (least) => z.string().regex(new RegExp(`^[\\x21-\\x7e]{${least},500}$`), `at least ${least} visible characters without spaces`);
var origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, "origins separated by commas, e.g. https://app.example.com");
var host = z.string().refine((text) => URL.canParse(`http://${text}`) && new URL(`http://${text}`).host === text, "hosts separated by commas, each with its port if it has one, e.g. n8n.internal:5678");
/** How long a unit of a time to keep is, in milliseconds. */
var units = {
	h: 36e5,
	d: 864e5,
	w: 6048e5
};
/** A time to keep, e.g. `90d`, in milliseconds. */
var keepTime = z.string().regex(/^[1-9]\d{0,4}[hdw]$/, "a number of hours, days or weeks, e.g. 90d").transform((text) => Number.parseInt(text, 10) * (units[text.slice(-1)] ?? 0));
var any = z.string();
var variable$1 = (schema, about) => ({
	schema,
	secret: false,
	about
});
var secret = (schema, about) => ({
	schema,
	secret: true,
	about
});
/** Every environment variable that Sincro reads, in the order of `.env.example`. */
var variables = {
	DATABASE_URL: secret(url("a postgres:// address", "postgres:", "postgresql:"), "Your own PostgreSQL (15 or newer); without it an embedded one in .sincro/ is used."),
	SINCRO_PORT: variable$1(whole(1, 65535).default(4400), "Where the page and the functions listen; 4400 by default."),
	SINCRO_HOST: variable$1(any.default("127.0.0.1"), "The address to listen on; this machine only by default."),
	SINCRO_OPERATOR_TOKEN: secret(key$1(16), "The operator's bearer token; made at the first start when absent."),
	SINCRO_SIGNING_KEY: secret(key$1(32), "Signs sessions and hand-offs; made at the first start when absent."),
	SINCRO_ALLOWED_ORIGINS: variable$1(listOf$1(origin).default([]), "Other sites whose pages may call, separated by commas."),
	SINCRO_CRON_TOKEN: secret(key$1(16), "The bearer token of a scheduler that calls the sweep."),
	SINCRO_KEEP: variable$1(keepTime, "How long runs that ended are kept, e.g. 90d; for ever when absent."),
	SINCRO_WEBHOOK_URL: secret(http, "Told when a run fails or gets stuck: an https address, e.g. of Slack, Make or Zapier."),
	SINCRO_WEBHOOK_SECRET: secret(z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "whsec_ and 24 to 64 random bytes in base64"), "Signs what the webhook is sent (Standard Webhooks): whsec_ and the output of `openssl rand -base64 32`."),
	SINCRO_WEBHOOK_ALLOW: variable$1(listOf$1(host).default([]), "Hosts of your own network that the webhook may be sent to, by http as well, e.g. n8n.internal:5678."),
	SINCRO_LOG: variable$1(z.enum(["text", "json"], "text or json"), "How `sincro serve` writes its log: json, a line for each event, unless a person watches."),
	SINCRO_OPERATOR_ROLES: variable$1(listOf$1(any).refine((roles) => roles.length > 0, "roles separated by commas, at least one").default(["operator", "admin"]), "On Supabase: the values of app_metadata.role that may operate; operator,admin by default, as sync_is_operator() has it."),
	SINCRO_SLICE_MS: variable$1(whole(1e3, 36e5), "A slice's budget where the platform allows less than the policy, in milliseconds."),
	SINCRO_RATE_SHARE: variable$1(fraction(.05, 1).default(.5), "The part of what a provider allows that syncs use; 0.5 by default, the rest is for your other programs."),
	SUPABASE_URL: variable$1(http, "On Supabase: the project's address."),
	SUPABASE_SERVICE_ROLE_KEY: secret(key$1(16), "On Supabase: the key by which the functions reach the database."),
	SUPABASE_JWT_SECRET: secret(key$1(32), "On Supabase: the legacy secret of user tokens, if the project still signs with it."),
	SINCRO_JWT_SECRET: secret(key$1(32), "The same by a name that may be set on Supabase's own platform."),
	SINCRO_JWT_ISSUER: variable$1(http, "On Supabase: who issues user tokens, where that is not SUPABASE_URL/auth/v1."),
	STRIPE_SECRET_KEY: secret(any, "Stripe: a secret or restricted key that may read."),
	STRIPE_API_BASE: variable$1(http, "Stripe's address, to point it elsewhere."),
	PAYPAL_CLIENT_ID: variable$1(any, "PayPal: the REST app's client id."),
	PAYPAL_CLIENT_SECRET: secret(any, "PayPal: the REST app's secret."),
	PAYPAL_API_BASE: variable$1(http, "PayPal's address, to point it elsewhere."),
	GHL_API_KEY: secret(any, "GoHighLevel: a private integration's token."),
	GHL_LOCATION_ID: variable$1(any, "GoHighLevel: the location to read."),
	GHL_API_BASE: variable$1(http, "GoHighLevel's address, to point it elsewhere."),
	MANYCHAT_API_KEY: secret(any, "ManyChat: the page's API key."),
	MANYCHAT_API_BASE: variable$1(http, "ManyChat's address, to point it elsewhere."),
	MANYCHAT_PUSH_TOKEN: secret(key$1(16), "What a ManyChat flow sends to sync-manychat/push; choose one yourself.")
};
// ../../packages/functions/src/config/read-config.ts
/**
* Reads and validates the environment, once, at the start. A variable that is blank counts as not set; white space
* around a value, as it comes with pasting, is not part of it.
*
* @throws ConfigError that names every variable that is wrong and what is expected, never a value
*/
function readConfig(env) {
	const issues = [];
	const text = (name) => env[name]?.trim() || void 0;
	const read = (name) => {
		const schema = variables[name].schema;
		const found = text(name);
		const parsed = found === void 0 ? schema.optional().safeParse(void 0) : schema.safeParse(found);
		if (parsed.success) return parsed.data;
		issues.push({
			variable: name,
			expected: parsed.error.issues[0]?.message ?? "another value"
		});
	};
	const url = read("SUPABASE_URL");
	const serviceRoleKey = read("SUPABASE_SERVICE_ROLE_KEY");
	const lacking = url === void 0 ? "SUPABASE_URL" : "SUPABASE_SERVICE_ROLE_KEY";
	if (url === void 0 !== (serviceRoleKey === void 0) && issues.length === 0) issues.push({
		variable: lacking,
		expected: "set, since the other one of SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY is"
	});
	if (text("SINCRO_CRON_TOKEN") !== void 0 && text("SINCRO_CRON_TOKEN") === text("SINCRO_OPERATOR_TOKEN")) issues.push({
		variable: "SINCRO_CRON_TOKEN",
		expected: "another token than SINCRO_OPERATOR_TOKEN"
	});
	const webhook = {
		url: read("SINCRO_WEBHOOK_URL"),
		secret: read("SINCRO_WEBHOOK_SECRET"),
		allow: read("SINCRO_WEBHOOK_ALLOW")
	};
	if (text("SINCRO_WEBHOOK_URL") !== void 0 && text("SINCRO_WEBHOOK_SECRET") === void 0) issues.push({
		variable: "SINCRO_WEBHOOK_SECRET",
		expected: "set, since SINCRO_WEBHOOK_URL is"
	});
	const { protocol, host } = new URL(webhook.url ?? "https://unset");
	if (protocol === "http:" && !webhook.allow?.includes(host)) issues.push({
		variable: "SINCRO_WEBHOOK_URL",
		expected: "an https address, or a host of SINCRO_WEBHOOK_ALLOW"
	});
	const config = {
		databaseUrl: read("DATABASE_URL"),
		port: read("SINCRO_PORT"),
		host: read("SINCRO_HOST"),
		operatorToken: read("SINCRO_OPERATOR_TOKEN"),
		signingKey: read("SINCRO_SIGNING_KEY"),
		allowedOrigins: read("SINCRO_ALLOWED_ORIGINS"),
		cronToken: read("SINCRO_CRON_TOKEN"),
		keepMs: read("SINCRO_KEEP"),
		webhook: webhook.url === void 0 ? void 0 : webhook,
		log: read("SINCRO_LOG"),
		operatorRoles: read("SINCRO_OPERATOR_ROLES"),
		jwtSecret: read("SINCRO_JWT_SECRET") ?? read("SUPABASE_JWT_SECRET"),
		jwtIssuer: read("SINCRO_JWT_ISSUER"),
		sliceMs: read("SINCRO_SLICE_MS"),
		manychatPushToken: read("MANYCHAT_PUSH_TOKEN"),
		rateShare: read("SINCRO_RATE_SHARE"),
		supabase: url === void 0 || serviceRoleKey === void 0 ? void 0 : {
			url,
			serviceRoleKey
		},
		providers: Object.fromEntries(providerVariables.map((name) => [name, read(name)])),
		secrets: names.filter((name) => variables[name].secret).flatMap((name) => hidden(name, text(name)))
	};
	if (issues.length > 0) throw new ConfigError(issues);
	return config;
}
/** What must not be shown of a secret value: of a webhook's address what stands behind its host, which others share. */
function hidden(name, value) {
	if (value === void 0) return [];
	if (name !== "SINCRO_WEBHOOK_URL" || !URL.canParse(value)) return [value];
	const { pathname, search } = new URL(value);
	return [`${pathname}${search}`];
}
var names = Object.keys(variables);
/** It lets ManyChat in to us, not us in to ManyChat. */
var ours = "MANYCHAT_PUSH_TOKEN";
var isProvider = (name) => name !== ours && /^(STRIPE|PAYPAL|GHL|MANYCHAT)_/.test(name);
var providerVariables = names.filter(isProvider);
// ../../packages/store/src/errors.ts
/** Thrown by every adapter. `message` holds no secret and no row data. */
var StoreError = class extends Error {
	name = "StoreError";
	code;
	constructor(code, message, options) {
		super(message, options);
		this.code = code;
	}
};
/** Whether a caught value is a {@link StoreError}. */
function isStoreError(error) {
	return error instanceof StoreError;
}
// ../../packages/machine/src/columns.ts
/** How much of the provider's data a run asks for; `range` stands for an explicit window. */
var modes = [
	"today",
	"7d",
	"month",
	"full",
	"range"
];
/** Why a slice handed its run back. */
var yieldReasons = [
	"budget",
	"rate_limited",
	"retry",
	"dependency"
];
/**
* The columns of `sync_runs`, with the kind of each; a `?` marks one that may be null. Rows, schemas, the compiler
* and the guard trigger all read this list. Times are ISO 8601 in rows and `timestamptz` in Postgres.
*/
var columns = {
	id: "uuid",
	source: "text",
	account: "text",
	status: "status",
	mode: "mode",
	dry_run: "bool",
	window_start: "time?",
	window_end: "time?",
	group_id: "uuid?",
	request_id: "uuid?",
	resumed_from: "uuid?",
	started_at: "time",
	started_by: "text?",
	completed_at: "time?",
	ended_by: "text?",
	stopped_at: "time?",
	total_fetched: "int",
	total_inserted: "int",
	total_updated: "int",
	total_skipped: "int",
	total_expected: "int?",
	checkpoint: "json?",
	error_code: "text?",
	error_message: "text?",
	metadata: "json",
	fence: "int",
	worker: "text?",
	last_worker: "text?",
	slice: "int",
	slice_pages: "int",
	claimed_at: "time?",
	slice_until: "time?",
	deadline_at: "time?",
	due_at: "time?",
	yield_reason: "yield?",
	commit_seq: "int",
	silences: "int",
	attempts: "int",
	heartbeat_at: "time?",
	progress_at: "time",
	updated_at: "time",
	version: "int"
};
/** Whether a column holds a moment. */
function isTimeColumn(name) {
	return columns[name].startsWith("time");
}
// ../../packages/machine/src/schema/json.ts
/** How deeply a value may be nested. Providers nest a few levels; what recurses over a value must not run out of stack. */
var deepest = 1e3;
function isPlain(value) {
	const prototype = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
/** Level by level, not by recursion: a value that is nested too deeply, or that holds itself, is refused like any other. */
function isJson(value) {
	let level = [value];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > deepest) return false;
		const next = [];
		for (const item of level) {
			if (typeof item === "number" ? Number.isFinite(item) : item === null || ["string", "boolean"].includes(typeof item)) continue;
			if (typeof item !== "object" || item === null) return false;
			if (!Array.isArray(item) && !isPlain(item)) return false;
			for (const inner of Object.values(item)) next.push(inner);
			if (Array.isArray(item) && Object.keys(item).length !== item.length) return false;
		}
		level = next;
	}
	return true;
}
/** Any JSON value of at most a thousand levels. */
var json$1 = z.unknown().refine(isJson, "a JSON value");
// ../../packages/machine/src/events.ts
/** The events in the order of a run's life. */
var eventTypes = [
	"START",
	"CLAIM",
	"BEAT",
	"COMMIT",
	"YIELD",
	"COMPLETE",
	"FAIL",
	"CANCEL",
	"EXPIRE",
	"STOPPED"
];
// ../../packages/machine/src/expression/build.ts
function call(operator, ...operands) {
	return {
		kind: "call",
		operator,
		operands
	};
}
/** The row's column, before the event. */
function column(name) {
	return {
		kind: "column",
		name
	};
}
/** A field of the event; null when it is absent. */
function argument(name, type) {
	return {
		kind: "argument",
		name,
		type
	};
}
/** The moment of the event. */
var now = { kind: "now" };
/** A number of the policy. */
function setting(name) {
	return {
		kind: "policy",
		name
	};
}
/** A constant. */
function literal(value) {
	return {
		kind: "literal",
		value
	};
}
/** Null, for any column that may be empty. */
var nothing = {
	kind: "literal",
	value: null
};
/** Equal, null equal to null; JSON by content. */
var same = (a, b) => call("same", a, b);
/** `a` lies before `b` or at the same moment. */
var notAfter = (a, b) => call("notAfter", a, b);
/** `a` is smaller than `b`. */
var less = (a, b) => call("less", a, b);
/** Every condition holds. */
var and = (...conditions) => call("and", ...conditions);
/** Some condition holds. */
var or = (...conditions) => call("or", ...conditions);
/** The condition does not hold. */
var not = (condition) => call("not", condition);
/** The value is null. */
var isNull = (value) => call("isNull", value);
/** The sum. */
var add = (a, b) => call("add", a, b);
/** The moment that lies `ms` milliseconds after `moment`. */
var after = (moment, ms) => call("after", moment, ms);
/** The product. */
var times = (a, b) => call("times", a, b);
/** The smallest that is not null. */
var least = (...values) => call("least", ...values);
/** The greatest that is not null. */
var greatest = (...values) => call("greatest", ...values);
/** The first that is not null. */
var coalesce = (...values) => call("coalesce", ...values);
/** `yes` where the condition holds, else `no`. */
var choose = (condition, yes, no) => call("choose", condition, yes, no);
// ../../packages/machine/src/expression/same-json.ts
/** Whether two JSON values have the same content; the order of keys does not matter, as in `jsonb`. */
function sameJson(a, b) {
	if (Object.is(a, b) || a === b) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const keys = Object.keys(a);
	return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
}
// ../../packages/machine/src/expression/evaluate.ts
var moment$4 = (value) => typeof value === "string" ? Date.parse(value) : null;
function field(event, path) {
	let value = event;
	for (const key of path.split(".")) value = value?.[key];
	return value ?? null;
}
function extreme(values, better) {
	const known = values.filter((value) => value !== null);
	return known.length === 0 ? null : known.reduce((best, value) => better(value, best) ? value : best);
}
var operators = {
	same: (a, b) => sameJson(a, b),
	notAfter: (a, b) => a !== null && b !== null && a <= b,
	less: (a, b) => a !== null && b !== null && a < b,
	and: (...all) => all.every((value) => value === true),
	or: (...all) => all.some((value) => value === true),
	not: (value) => value !== true,
	isNull: (value) => value === null,
	add: (a, b) => a === null || b === null ? null : a + b,
	after: (a, b) => a === null || b === null ? null : a + b,
	times: (a, b) => a === null || b === null ? null : a * b,
	elapsed: (from, to) => from === null || to === null ? null : to - from,
	least: (...all) => extreme(all, (a, b) => a < b),
	greatest: (...all) => extreme(all, (a, b) => a > b),
	coalesce: (...all) => all.find((value) => value !== null) ?? null,
	choose: (condition, yes, no) => condition === true ? yes : no
};
function valueIn(node, scope) {
	switch (node.kind) {
		case "column": {
			const value = scope.row[node.name] ?? null;
			return isTimeColumn(node.name) ? moment$4(value) : value;
		}
		case "argument": {
			const value = field(scope.event, node.name);
			return node.type === "time" ? moment$4(value) : value;
		}
		case "now": return Date.parse(scope.event.at);
		case "policy": return scope.policy[node.name];
		case "literal": return node.value;
		case "call": return operators[node.operator](...node.operands.map((operand) => valueIn(operand, scope)));
	}
}
/** Whether a condition holds; null does not. */
function holds(condition, scope) {
	return valueIn(condition, scope) === true;
}
/** Evaluates expressions by column, each against the row as it was before; moments come back as ISO 8601. */
function evaluate(assignment, scope) {
	const next = {};
	for (const [name, expression] of Object.entries(assignment)) {
		const value = valueIn(expression, scope);
		next[name] = isTimeColumn(name) && value !== null ? new Date(value).toISOString() : value;
	}
	return next;
}
// ../../packages/machine/src/history.ts
/** Who did it: a person, a worker, the sweeper, a schedule, or SQL written by hand. */
var actorKinds = [
	"user",
	"worker",
	"system",
	"schedule",
	"sql"
];
greatest(column("claimed_at"), column("progress_at")), coalesce(column("heartbeat_at"), column("started_at"));
// ../../packages/machine/src/reasons.ts
/** Why an event was refused, in the order in which the reasons are looked for. A refusal changes nothing. */
var reasons = [
	"invalid",
	"not_found",
	"repeated",
	"fenced",
	"terminal",
	"illegal",
	"held",
	"not_due",
	"out_of_order",
	"exhausted",
	"not_expired"
];
// ../../packages/machine/src/status.ts
/** Every state of a sync run, in the order of its life. `idle` means that the scope has no active run; it is never stored. */
var states = [
	"idle",
	"running",
	"continuing",
	"completed",
	"failed",
	"cancelled",
	"stale"
];
/** The states that hold the scope: at most one run of a scope is in one of them. */
var activeStatuses = ["running", "continuing"];
/** The states that are over, for ever. */
var terminalStatuses = [
	"completed",
	"failed",
	"cancelled",
	"stale"
];
/** The endings that a new run can resume from. */
var resumableStatuses = [
	"failed",
	"cancelled",
	"stale"
];
/** What the column `status` may hold. */
var statuses = [...activeStatuses, ...terminalStatuses];
/** Whether a run in this status holds its scope. */
function isActive(status) {
	return activeStatuses.includes(status);
}
/** Whether a run in this status is over. */
function isTerminal(status) {
	return terminalStatuses.includes(status);
}
/** Whether a new run may go on from the checkpoint of a run in this status. */
function isResumable(status) {
	return resumableStatuses.includes(status);
}
// ../../packages/machine/src/schema/row.ts
/**
* A moment: ISO 8601 with any offset (Postgres writes `+00:00`) comes out as UTC with milliseconds and `Z`. The years 1
* to 9999 alone are written alike by everybody.
*/
var instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value).toISOString()).refine((value) => /^\d{4}-/.test(value) && !value.startsWith("0000"), "a moment in the years 1 to 9999");
var kinds = {
	uuid: z.guid(),
	text: z.string(),
	status: z.enum(statuses),
	mode: z.enum(modes),
	yield: z.enum(yieldReasons),
	time: instant,
	int: z.int(),
	bool: z.boolean(),
	json: z.unknown().refine((value) => value !== void 0, "a JSON value")
};
function schemaOf(kind) {
	const schema = kinds[kind.replace("?", "")];
	return kind.endsWith("?") ? schema.nullable() : schema;
}
var columnSchemas = Object.fromEntries(Object.keys(columns).map((name) => [name, schemaOf(columns[name])]));
/**
* A row of `sync_runs` as any source of it answers: SQL functions, PostgREST, HTTP, the live stream. Columns that
* other code added to the table are dropped.
*/
var syncRunRow = z.object(columnSchemas);
/**
* A row that is only looked at. Its status may be one that this version does not know: older code or a hand wrote it. It
* is shown as it stands, so that one such row does not hide all others; it is neither active nor over, and no event is
* allowed.
*/
var shownRunRow = z.object({
	...columnSchemas,
	status: z.string()
});
/** An entry of `sync_run_events`. */
var syncRunEvent = z.object({
	run_id: kinds.uuid,
	n: kinds.int,
	at: instant,
	event: z.enum(eventTypes),
	from_status: kinds.status.nullable(),
	to_status: kinds.status,
	applied: z.boolean(),
	reason: z.enum(reasons).nullable(),
	fence: kinds.int,
	actor_kind: z.enum(actorKinds),
	actor: z.string().nullable(),
	seq: kinds.int.nullable(),
	records: kinds.int.nullable(),
	ms: kinds.int.nullable(),
	detail: kinds.json
});
// ../../packages/machine/src/schema/event.ts
var count$5 = z.int().min(0);
var name$2 = z.string().min(1).max(200);
var hold = {
	fence: count$5,
	worker: name$2
};
var error = z.strictObject({
	code: name$2,
	message: z.string().max(2e3),
	retryable: z.boolean().optional()
});
z.discriminatedUnion("type", [
	z.strictObject({
		type: z.literal("START"),
		id: z.guid(),
		source: name$2,
		account: name$2,
		mode: z.enum(modes),
		dryRun: z.boolean().optional(),
		windowStart: instant.optional(),
		windowEnd: instant.optional(),
		groupId: z.guid().optional(),
		requestId: z.guid().optional(),
		resumedFrom: z.guid().optional(),
		checkpoint: json$1.optional(),
		actor: name$2.optional()
	}),
	z.strictObject({
		type: z.literal("CLAIM"),
		worker: name$2
	}),
	z.strictObject({
		type: z.literal("BEAT"),
		...hold
	}),
	z.strictObject({
		type: z.literal("COMMIT"),
		...hold,
		seq: z.int().min(1),
		checkpoint: json$1,
		fetched: count$5,
		inserted: count$5,
		updated: count$5,
		unchanged: count$5,
		total: count$5.optional()
	}),
	z.strictObject({
		type: z.literal("YIELD"),
		...hold,
		reason: z.enum(yieldReasons),
		dueAt: instant.optional(),
		error: error.optional()
	}),
	z.strictObject({
		type: z.literal("COMPLETE"),
		...hold,
		seq: count$5
	}),
	z.strictObject({
		type: z.literal("FAIL"),
		...hold,
		error
	}),
	z.strictObject({
		type: z.literal("CANCEL"),
		actor: name$2,
		reason: z.string().max(2e3).optional()
	}),
	z.strictObject({
		type: z.literal("EXPIRE"),
		queueMoves: z.boolean(),
		release: z.boolean().optional()
	}),
	z.strictObject({
		type: z.literal("STOPPED"),
		...hold
	})
]);
// ../../packages/machine/src/schema/policy.ts
var positive = z.number().positive();
/** The policy as `sync_policy()` and `GET sync-runs/policy` answer it. */
var policySchema = z.object({
	leaseMs: positive,
	beatMs: positive,
	pickupGraceMs: positive,
	sweepMs: positive,
	silences: positive,
	attempts: positive,
	sliceMs: positive,
	sliceSlack: positive,
	noWorkerMs: positive,
	noProgressMs: positive
});
// ../../packages/machine/src/blank-run.ts
var epoch = (/* @__PURE__ */ new Date(0)).toISOString();
/** The context of a scope without an active run, and what a new row begins with. */
var blankRun = {
	id: "00000000-0000-0000-0000-000000000000",
	source: "",
	account: "default",
	mode: "full",
	dry_run: false,
	window_start: null,
	window_end: null,
	group_id: null,
	request_id: null,
	resumed_from: null,
	started_at: epoch,
	started_by: null,
	completed_at: null,
	ended_by: null,
	stopped_at: null,
	total_fetched: 0,
	total_inserted: 0,
	total_updated: 0,
	total_skipped: 0,
	total_expected: null,
	checkpoint: null,
	error_code: null,
	error_message: null,
	metadata: {},
	fence: 0,
	worker: null,
	last_worker: null,
	slice: 0,
	slice_pages: 0,
	claimed_at: null,
	slice_until: null,
	deadline_at: null,
	due_at: null,
	yield_reason: null,
	commit_seq: 0,
	silences: 0,
	attempts: 0,
	heartbeat_at: null,
	progress_at: epoch,
	updated_at: epoch,
	version: 0
};
// ../../packages/machine/src/effects.ts
/** The effects of a step from one row to the next. */
function effectsOf(before, after) {
	const effects = [];
	if (before?.worker && after.worker !== before.worker && after.fence !== before.fence) effects.push({
		kind: "fence",
		runId: after.id,
		worker: before.worker
	});
	if (isActive(after.status) && after.worker === null && after.due_at !== null) effects.push({
		kind: "dispatch",
		runId: after.id,
		dueAt: after.due_at
	});
	if (isTerminal(after.status) && before?.status !== after.status) effects.push({
		kind: "end",
		runId: after.id,
		status: after.status
	});
	return effects;
}
// ../../packages/machine/src/arguments.ts
/** The fields of events that guards and assignments read. */
var given = {
	id: argument("id", "uuid"),
	source: argument("source", "text"),
	account: argument("account", "text"),
	mode: argument("mode", "text"),
	dryRun: argument("dryRun", "bool"),
	windowStart: argument("windowStart", "time"),
	windowEnd: argument("windowEnd", "time"),
	groupId: argument("groupId", "uuid"),
	requestId: argument("requestId", "uuid"),
	resumedFrom: argument("resumedFrom", "uuid"),
	checkpoint: argument("checkpoint", "json"),
	actor: argument("actor", "text"),
	worker: argument("worker", "text"),
	fence: argument("fence", "int"),
	seq: argument("seq", "int"),
	fetched: argument("fetched", "int"),
	inserted: argument("inserted", "int"),
	updated: argument("updated", "int"),
	unchanged: argument("unchanged", "int"),
	total: argument("total", "int"),
	reason: argument("reason", "text"),
	dueAt: argument("dueAt", "time"),
	errorCode: argument("error.code", "text"),
	errorMessage: argument("error.message", "text"),
	queueMoves: argument("queueMoves", "bool"),
	release: argument("release", "bool")
};
// ../../packages/machine/src/assignments.ts
var day$1 = 864e5;
var ago = (ms) => after(now, literal(-ms));
var modeIs = (mode) => same(given.mode, literal(mode));
var moreBy = (name) => add(column(name), literal(1));
/** No deadline lies beyond the longest time without progress, so that a long wait cannot hide a run that stands still. */
var noLaterThanProgressAllows = (deadline) => least(deadline, after(column("progress_at"), setting("noProgressMs")));
var lease = after(now, setting("leaseMs"));
var yieldedUntil = greatest(now, given.dueAt);
var over = {
	worker: nothing,
	deadline_at: nothing,
	due_at: nothing,
	slice_until: nothing,
	yield_reason: nothing,
	completed_at: now
};
var stale = (code, message) => ({
	...over,
	fence: moreBy("fence"),
	ended_by: literal("system"),
	error_code: literal(code),
	error_message: literal(message)
});
/** What each named action of the machine writes, all of it computed from the row before the event. */
var assignments = {
	/** The statement that creates the run gives it its deadline, so that one that dies before its first sign of life is noticed. */
	begin: {
		id: given.id,
		source: given.source,
		account: given.account,
		mode: given.mode,
		dry_run: coalesce(given.dryRun, literal(false)),
		window_start: coalesce(given.windowStart, choose(modeIs("today"), ago(day$1), nothing), choose(modeIs("7d"), ago(7 * day$1), nothing), choose(modeIs("month"), ago(30 * day$1), nothing)),
		window_end: least(given.windowEnd, now),
		group_id: given.groupId,
		request_id: given.requestId,
		resumed_from: given.resumedFrom,
		checkpoint: given.checkpoint,
		started_by: given.actor,
		started_at: now,
		progress_at: now,
		due_at: now,
		deadline_at: after(now, setting("pickupGraceMs")),
		fence: literal(1)
	},
	take: {
		worker: given.worker,
		last_worker: given.worker,
		fence: moreBy("fence"),
		slice: moreBy("slice"),
		slice_pages: literal(0),
		claimed_at: now,
		heartbeat_at: now,
		due_at: nothing,
		yield_reason: nothing,
		slice_until: after(now, times(setting("sliceMs"), setting("sliceSlack"))),
		deadline_at: least(lease, after(now, times(setting("sliceMs"), setting("sliceSlack"))))
	},
	extendLease: {
		heartbeat_at: now,
		deadline_at: least(lease, column("slice_until"))
	},
	countPage: {
		commit_seq: given.seq,
		total_fetched: add(column("total_fetched"), given.fetched),
		total_inserted: add(column("total_inserted"), given.inserted),
		total_updated: add(column("total_updated"), given.updated),
		total_skipped: add(column("total_skipped"), given.unchanged),
		total_expected: coalesce(given.total, column("total_expected"))
	},
	advance: {
		checkpoint: given.checkpoint,
		progress_at: now,
		slice_pages: moreBy("slice_pages"),
		silences: literal(0),
		attempts: literal(0),
		error_code: nothing,
		error_message: nothing
	},
	handBack: {
		worker: nothing,
		slice_until: nothing,
		yield_reason: given.reason,
		due_at: yieldedUntil,
		deadline_at: noLaterThanProgressAllows(after(yieldedUntil, setting("pickupGraceMs"))),
		error_code: given.errorCode,
		error_message: given.errorMessage
	},
	spendAttempt: { attempts: moreBy("attempts") },
	complete: {
		...over,
		ended_by: given.worker,
		error_code: nothing,
		error_message: nothing
	},
	fail: {
		...over,
		ended_by: given.worker,
		error_code: given.errorCode,
		error_message: given.errorMessage
	},
	cancel: {
		...over,
		fence: moreBy("fence"),
		ended_by: given.actor,
		error_code: nothing,
		error_message: given.reason
	},
	countSilence: {
		fence: moreBy("fence"),
		worker: nothing,
		slice_until: nothing,
		yield_reason: nothing,
		silences: moreBy("silences"),
		due_at: now,
		deadline_at: after(now, setting("pickupGraceMs"))
	},
	dispatchAgain: {
		fence: moreBy("fence"),
		due_at: least(column("due_at"), now),
		deadline_at: after(now, setting("pickupGraceMs"))
	},
	giveUpOnProgress: stale("no_progress", "The run made no progress for too long."),
	giveUpOnWorker: {
		...stale("lost_worker", "Its worker went silent without progress, and the run was let go."),
		silences: moreBy("silences")
	},
	giveUpOnQueue: stale("no_worker", "No worker took the run: check that the workers are running."),
	acknowledge: { stopped_at: now },
	touch: {
		updated_at: now,
		version: moreBy("version")
	}
};
// ../../packages/machine/src/rules.ts
var held = not(isNull(column("worker")));
var status$1 = (value) => same(column("status"), literal(value));
var reasonIs = (value) => same(given.reason, literal(value));
/** The caller's fence and slice are the row's; the fence alone can repeat after a failover that lost commits. */
var own = and(same(column("fence"), given.fence), same(column("last_worker"), given.worker));
var fenced = ["fenced", not(own)];
var costsAnAttempt = and(not(or(reasonIs("rate_limited"), reasonIs("dependency"))), same(column("slice_pages"), literal(0)));
var samePage = same(column("checkpoint"), given.checkpoint);
var expired = notAfter(column("deadline_at"), now);
var thirdSilence = not(less(add(column("silences"), literal(1)), setting("silences")));
var queueStandsStill = and(notAfter(after(column("due_at"), setting("noWorkerMs")), now), same(given.queueMoves, literal(false)));
/** A call repeated after a lost answer, told by what the first one left behind; looked for before all refusals. */
var repeats = {
	CLAIM: and(held, same(column("worker"), given.worker)),
	COMMIT: and(own, same(column("commit_seq"), given.seq), samePage),
	YIELD: and(status$1("continuing"), own),
	COMPLETE: and(status$1("completed"), own),
	FAIL: and(status$1("failed"), own),
	CANCEL: status$1("cancelled"),
	STOPPED: and(same(column("last_worker"), given.worker), not(isNull(column("stopped_at"))))
};
/** What forbids an event, in the order in which it is looked for. */
var refusals = {
	START: [],
	CLAIM: [["held", held], ["not_due", not(notAfter(column("due_at"), now))]],
	BEAT: [fenced],
	COMMIT: [fenced, ["out_of_order", not(same(given.seq, add(column("commit_seq"), literal(1))))]],
	YIELD: [fenced, ["exhausted", and(costsAnAttempt, not(less(column("attempts"), setting("attempts"))))]],
	COMPLETE: [fenced, ["out_of_order", not(same(given.seq, column("commit_seq")))]],
	FAIL: [fenced],
	CANCEL: [],
	EXPIRE: [["not_expired", not(expired)]],
	STOPPED: [["fenced", not(same(column("last_worker"), given.worker))]]
};
function nothingForbids(type) {
	return not(or(...refusals[type].map(([, condition]) => condition)));
}
/** "Nothing forbids it", for the events that are not always allowed. */
var may = {
	CLAIM: nothingForbids("CLAIM"),
	BEAT: nothingForbids("BEAT"),
	COMMIT: nothingForbids("COMMIT"),
	YIELD: nothingForbids("YIELD"),
	COMPLETE: nothingForbids("COMPLETE"),
	FAIL: nothingForbids("FAIL"),
	EXPIRE: nothingForbids("EXPIRE"),
	STOPPED: nothingForbids("STOPPED")
};
/** The guards by the names that the machine uses; `may…` is "nothing forbids it". */
var guards = {
	mayClaim: may.CLAIM,
	mayBeat: may.BEAT,
	mayCommit: may.COMMIT,
	/** Progress is a commit that changes the checkpoint. */
	commitsProgress: and(may.COMMIT, not(samePage)),
	mayYield: may.YIELD,
	spendsAttempt: and(may.YIELD, costsAnAttempt),
	mayComplete: may.COMPLETE,
	mayFail: may.FAIL,
	mayExpire: may.EXPIRE,
	/** Nothing committed for a day and an hour, whatever it waits for. */
	madeNoProgress: and(expired, notAfter(after(column("progress_at"), setting("noProgressMs")), now)),
	/** Its worker went silent for the last time, or an operator lets a silent run go. */
	lostItsWorker: and(expired, held, or(thirdSilence, same(given.release, literal(true)))),
	wentSilent: and(expired, held),
	/** It was due for ten minutes in a queue that stands still, or an operator lets it go. */
	foundNoWorker: and(expired, not(held), or(queueStandsStill, same(given.release, literal(true)))),
	mayStop: may.STOPPED
};
// ../../packages/machine/src/machine.ts
function mapValues(source, map) {
	return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, map(value)]));
}
var scope$1 = ({ context, event }) => ({
	row: context,
	event,
	policy: event.policy
});
/**
* The life of a sync run: the only place where a transition is written down. `idle` means that the scope has no active
* run. `running` and `continuing` are nested under `active`, which carries what every live run accepts, so that none
* can be left uncancellable. Guards and actions are named; what they mean is in `rules.ts` and `assignments.ts`.
* It is pure: the moment and the policy come with each event. Use {@link applyEvent} to step a row.
*/
var syncRunMachine = setup({
	types: {},
	guards: mapValues(guards, (guard) => (step) => holds(guard, scope$1(step))),
	actions: mapValues(assignments, assigned)
}).createMachine({
	id: "syncRun",
	context: blankRun,
	initial: "idle",
	states: {
		idle: { on: { START: {
			target: "active.running",
			actions: ["begin", "touch"]
		} } },
		active: {
			initial: "running",
			on: {
				CLAIM: {
					guard: "mayClaim",
					target: ".running",
					actions: ["take", "touch"]
				},
				CANCEL: {
					target: "cancelled",
					actions: ["cancel", "touch"]
				},
				EXPIRE: [
					{
						guard: "madeNoProgress",
						target: "stale",
						actions: ["giveUpOnProgress", "touch"]
					},
					{
						guard: "lostItsWorker",
						target: "stale",
						actions: ["giveUpOnWorker", "touch"]
					},
					{
						guard: "foundNoWorker",
						target: "stale",
						actions: ["giveUpOnQueue", "touch"]
					},
					{
						guard: "wentSilent",
						target: ".continuing",
						actions: ["countSilence", "touch"]
					},
					{
						guard: "mayExpire",
						target: ".continuing",
						actions: ["dispatchAgain", "touch"]
					}
				]
			},
			states: {
				running: { on: {
					BEAT: {
						guard: "mayBeat",
						actions: ["extendLease", "touch"]
					},
					COMMIT: [{
						guard: "commitsProgress",
						actions: [
							"countPage",
							"advance",
							"extendLease",
							"touch"
						]
					}, {
						guard: "mayCommit",
						actions: [
							"countPage",
							"extendLease",
							"touch"
						]
					}],
					YIELD: [{
						guard: "spendsAttempt",
						target: "continuing",
						actions: [
							"handBack",
							"spendAttempt",
							"touch"
						]
					}, {
						guard: "mayYield",
						target: "continuing",
						actions: ["handBack", "touch"]
					}],
					COMPLETE: {
						guard: "mayComplete",
						target: "#syncRun.completed",
						actions: ["complete", "touch"]
					},
					FAIL: {
						guard: "mayFail",
						target: "#syncRun.failed",
						actions: ["fail", "touch"]
					}
				} },
				continuing: {}
			}
		},
		completed: {
			type: "final",
			on: { STOPPED: {
				guard: "mayStop",
				actions: ["acknowledge", "touch"]
			} }
		},
		failed: {
			type: "final",
			on: { STOPPED: {
				guard: "mayStop",
				actions: ["acknowledge", "touch"]
			} }
		},
		cancelled: {
			type: "final",
			on: { STOPPED: {
				guard: "mayStop",
				actions: ["acknowledge", "touch"]
			} }
		},
		stale: {
			type: "final",
			on: { STOPPED: {
				guard: "mayStop",
				actions: ["acknowledge", "touch"]
			} }
		}
	}
});
function assigned(assignment) {
	return assign((step) => evaluate(assignment, scope$1(step)));
}
// ../../packages/machine/src/policy.ts
/** The numbers of an installation that overrides none: a dead worker is noticed within lease + sweep = 90 s. */
var policy = {
	leaseMs: 6e4,
	beatMs: 15e3,
	pickupGraceMs: 6e4,
	sweepMs: 3e4,
	silences: 3,
	attempts: 5,
	sliceMs: 3e5,
	sliceSlack: 1.25,
	noWorkerMs: 6e5,
	noProgressMs: 9e7
};
// ../../packages/machine/src/transitions.ts
/** How the machine holds a state: the live ones are nested under `active`. */
var stateValue = (state) => isActive(state) ? { active: state } : state;
function nameOf(thing) {
	return typeof thing === "string" ? thing : thing.type;
}
function read$3(from) {
	const snapshot = syncRunMachine.resolveState({
		value: stateValue(from),
		context: blankRun
	});
	return getNextTransitions(snapshot).map((found) => ({
		from,
		event: found.eventType,
		guard: found.guard === void 0 ? null : nameOf(found.guard),
		to: found.target?.[0]?.key ?? from,
		actions: found.actions.map((action) => nameOf(action)),
		writtenOn: found.source.key === "active" ? "active" : "state"
	}));
}
var byState$1 = new Map(states.map((state) => [state, read$3(state)]));
/** The transitions of a state, read from the machine. Chart, compiler and refusals all use this list. */
function transitionsFrom(state) {
	return byState$1.get(state) ?? [];
}
// ../../packages/machine/src/apply.ts
function snapshotOf(run) {
	if (run === null) return syncRunMachine.resolveState({
		value: "idle",
		context: blankRun
	});
	const { status, ...context } = run;
	return syncRunMachine.resolveState({
		value: stateValue(status),
		context
	});
}
function refusal$1(run, event, policy) {
	if (run === null) return event.type === "START" ? null : "not_found";
	const scope = {
		row: run,
		event,
		policy
	};
	const repeat = repeats[event.type];
	if (repeat !== void 0 && holds(repeat, scope)) return "repeated";
	const reason = refusals[event.type].find(([, condition]) => holds(condition, scope))?.[0] ?? null;
	if (reason === "fenced" || transitionsFrom(run.status).some((found) => found.event === event.type)) return reason;
	return isTerminal(run.status) ? "terminal" : "illegal";
}
/**
* Applies one event to a run: the whole protocol as a pure function.
*
* @param run the row, or `null` for a scope without an active run (which takes only START)
* @param event the event with its moment `at`, by the database's clock
* @param policy the numbers in force; the installation's defaults when absent
* @returns the next row and its effects, or a typed reason and the row as it was
* @example
* ```ts
* const at = "2026-11-24T10:00:00.000Z"
* const id = "7d1f5f4e-3c7b-4c3e-9a51-0d5e6f3f6a10"
* const started = applyEvent(null, { type: "START", id, source: "stripe", account: "default", mode: "7d", at })
* if (started.kind === "applied") applyEvent(started.run, { type: "CLAIM", worker: "slice-1", at })
* ```
*/
function applyEvent(run, event, policy$1 = policy) {
	const reason = refusal$1(run, event, policy$1);
	if (reason !== null) return {
		kind: "refused",
		reason,
		run
	};
	const [next] = transition(syncRunMachine, snapshotOf(run), {
		...event,
		policy: policy$1
	});
	const status = typeof next.value === "string" ? next.value : next.value.active;
	const after = {
		...next.context,
		status
	};
	return {
		kind: "applied",
		run: after,
		effects: effectsOf(run, after)
	};
}
// ../../packages/machine/src/allowed.ts
/** The event of this type that has the best chance on this row: sent by whoever may send it. */
function bestCase(run, type) {
	const hold = {
		fence: run.fence,
		worker: run.last_worker ?? ""
	};
	switch (type) {
		case "START": return {
			type,
			id: run.id,
			source: run.source,
			account: run.account,
			mode: run.mode
		};
		case "CLAIM": return {
			type,
			worker: `${hold.worker}+`
		};
		case "BEAT":
		case "STOPPED": return {
			type,
			...hold
		};
		case "COMMIT": return {
			type,
			...hold,
			seq: run.commit_seq + 1,
			checkpoint: null,
			fetched: 0,
			inserted: 0,
			updated: 0,
			unchanged: 0
		};
		case "YIELD": return {
			type,
			...hold,
			reason: "budget"
		};
		case "COMPLETE": return {
			type,
			...hold,
			seq: run.commit_seq
		};
		case "FAIL": return {
			type,
			...hold,
			error: {
				code: "",
				message: ""
			}
		};
		case "CANCEL": return {
			type,
			actor: ""
		};
		case "EXPIRE": return {
			type,
			queueMoves: true
		};
	}
}
/**
* The events that the run accepts at a moment, each sent by whoever may send it. Buttons take their availability from
* here, so that the page can never offer what the database refuses.
*
* @param at ISO 8601, by the database's clock: CLAIM needs `due_at` to have come, EXPIRE a deadline that has passed
*/
function allowedEvents(run, at) {
	return eventTypes.filter((type) => applyEvent(run, {
		...bestCase(run, type),
		at
	}).kind === "applied");
}
// ../../packages/machine/src/chart.ts
function kindOf(state) {
	if (state === "idle") return "initial";
	return isTerminal(state) ? "final" : "live";
}
[...states.map((id) => ({
	id,
	parent: isActive(id) ? "active" : null,
	kind: kindOf(id)
}))];
function edgesOf() {
	const edges = /* @__PURE__ */ new Map();
	for (const { from, to, event, guard, writtenOn } of states.flatMap(transitionsFrom)) {
		const source = writtenOn === "active" && isTerminal(to) ? "active" : from;
		const id = `${source}:${event}:${to}`;
		const known = edges.get(id)?.guards ?? [];
		edges.set(id, {
			id,
			from: source,
			to,
			event,
			guards: guard === null || known.includes(guard) ? known : [...known, guard]
		});
	}
	return [...edges.values()];
}
edgesOf();
// ../../packages/store/src/shapes.ts
var name$1 = z.string().min(1).max(200);
var id$2 = z.guid().toLowerCase();
/** Whether a text can be a run's id at all. */
function isId(text) {
	return id$2.safeParse(text).success;
}
/** What a start may ask for. */
var startShape = z.object({
	source: name$1,
	account: name$1.optional(),
	mode: z.enum(modes).optional(),
	windowStart: instant.optional(),
	windowEnd: instant.optional(),
	onConflict: z.enum([
		"reject",
		"attach",
		"restart"
	]).optional(),
	requestId: id$2.optional(),
	startedBy: name$1.optional(),
	groupId: id$2.optional(),
	resumeFrom: id$2.optional(),
	worker: name$1.optional(),
	dryRun: z.boolean().optional()
});
var records = z.array(z.object({
	object: z.string(),
	id: z.string(),
	updatedAt: instant.optional(),
	data: json$1.refine((data) => data !== null)
}));
var pushShape = z.object({
	source: name$1,
	account: name$1.optional(),
	records
});
/** Reads what a push brings. @throws {StoreError} `store_rejected`, naming the field */
function parsePush(asked) {
	const found = pushShape.safeParse(asked);
	if (!found.success) throw new StoreError("store_rejected", `push: ${faultOf(found.error)}`);
	return found.data;
}
z.object({
	fence: z.int().min(0),
	worker: name$1,
	seq: z.int().min(1),
	checkpoint: json$1,
	total: z.int().min(0).optional(),
	records
});
var cancelShape = z.object({
	filter: z.union([
		z.strictObject({ runId: z.string().toLowerCase() }),
		z.strictObject({ groupId: z.string().toLowerCase() }),
		z.strictObject({
			source: name$1,
			account: name$1.optional()
		}),
		z.strictObject({ all: z.literal(true) })
	]),
	actor: name$1,
	reason: z.string().max(2e3).optional()
});
/** Reads what a cancel asks for. @throws {StoreError} `store_rejected`: an empty receipt would say that nothing was there to cancel */
function parseCancel(asked) {
	const found = cancelShape.safeParse(asked);
	if (!found.success) throw new StoreError("store_rejected", `cancel: ${faultOf(found.error)}`);
	return found.data;
}
/** The first field of a request that is not as its shape says. */
function faultOf(error) {
	return `${error.issues[0]?.path.join(".") || "the request"} is not valid`;
}
// ../../packages/store/src/schedules.ts
var name = z.string().min(1).max(200);
var key = {
	source: name,
	account: name,
	mode: z.enum([
		"today",
		"7d",
		"month",
		"full"
	])
};
var rule = {
	cron: z.string().min(1).max(200),
	time_zone: z.string().min(1).max(100),
	enabled: z.boolean()
};
/** A row of `sync_schedules`. Times are the database's (ISO 8601). */
var scheduleRow$1 = z.object({
	...key,
	...rule,
	/** Due from then on; null: never again, or not worked out yet. */
	next_at: instant.nullable(),
	/** When it was last due, what came of it, and the run that it started or found. */
	last_at: instant.nullable(),
	last_outcome: z.string().nullable(),
	last_run_id: z.guid().nullable(),
	updated_at: instant,
	updated_by: z.string().nullable()
});
var setShape = z.object({
	...key,
	...rule,
	next_at: instant.nullable(),
	actor: name.optional()
});
/** Reads a schedule to be written. @throws {StoreError} `store_rejected`, naming the field */
function parseSchedule(asked) {
	const found = setShape.safeParse(asked);
	if (!found.success) throw new StoreError("store_rejected", `schedule: ${faultOf(found.error)}`);
	return found.data;
}
var runShape = z.object({
	...key,
	due: instant,
	next_at: instant.nullable(),
	skip: z.string().min(1).max(100).optional()
}).refine(({ due, next_at }) => next_at === null || next_at > due, { path: ["next_at"] });
/** Reads a turn. @throws {StoreError} `store_rejected`, naming the field */
function parseTurn(asked) {
	const found = runShape.safeParse(asked);
	if (!found.success) throw new StoreError("store_rejected", `schedule: ${faultOf(found.error)}`);
	return found.data;
}
/** What `sync_list_schedules` answers. */
var schedulesAnswer$1 = z.object({
	now: instant,
	schedules: z.array(scheduleRow$1)
});
/** What `sync_set_schedule` answers. */
var scheduleAnswer$1 = z.object({ schedule: scheduleRow$1 });
/** What `sync_remove_schedules` answers. */
var removedAnswer = z.object({ removed: z.int().min(0) });
/** What `sync_run_schedule` answers: `taken` when somebody else was first, or it is not due. */
var turnAnswer = z.object({
	outcome: z.string(),
	run: syncRunRow.nullable()
});
// ../../packages/functions/src/feed/known.ts
/** How many active runs a page of the feed's reading holds. */
var activePage = 500;
function createKnown() {
	const known = /* @__PURE__ */ new Map();
	const take = (row) => {
		const held = known.get(row.id);
		if (held !== void 0 && held.version >= row.version) return false;
		known.set(row.id, row);
		return true;
	};
	return {
		take,
		clear: () => known.clear(),
		rows: () => [...known.values()].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at)),
		refresh: async (store, recent) => {
			const wereActive = [...known.values()].filter((row) => isActive(row.status));
			const [active, newest] = await Promise.all([store.list({
				active: true,
				limit: activePage
			}), store.list({ limit: recent })]);
			const read = new Map([...active.runs, ...newest.runs].map((row) => [row.id, row]));
			const ended = wereActive.filter(({ id }) => !read.has(id));
			for (const row of await Promise.all(ended.map(({ id }) => store.get(id)))) if (row !== null) read.set(row.id, row);
			const grown = [...read.values()].filter(take);
			for (const [id, row] of known) if (!read.has(id) && !isActive(row.status)) known.delete(id);
			return grown;
		}
	};
}
// ../../packages/functions/src/feed/mailbox.ts
/** More waiting rows than this mean that nobody reads; the reader comes back and begins with the current rows. */
var mostWaiting = 2e3;
function createMailbox(onClose) {
	const waiting = /* @__PURE__ */ new Map();
	let closed = false;
	let wake = () => {};
	const close = () => {
		if (closed) return;
		closed = true;
		waiting.clear();
		wake();
		onClose();
	};
	return {
		close,
		put: (event) => {
			if (closed) return;
			waiting.set(event.type === "run" ? event.run.id : "state", event);
			if (waiting.size > mostWaiting) close();
			wake();
		},
		next: async (patienceMs) => {
			if (waiting.size === 0 && !closed) await new Promise((resolve) => {
				const alarm = setTimeout(resolve, patienceMs);
				wake = () => {
					clearTimeout(alarm);
					resolve();
				};
			});
			const events = [...waiting.values()];
			waiting.clear();
			return closed ? null : events;
		}
	};
}
// ../../packages/functions/src/feed/feed.ts
/** The longest wait between readings while the database does not answer, in milliseconds. */
var longestWaitMs$1 = 5e3;
/** One reader per process, at work only while anybody listens; it outlives any fault of the database. */
function createFeed({ store, version, everyMs = 200, recent = 50, onFault }) {
	const listeners = /* @__PURE__ */ new Set();
	const known = createKnown();
	let reading = false;
	let faults = 0;
	let rest = () => {};
	const tell = (event) => {
		for (const listener of listeners) listener.put(event);
	};
	const greet = async () => ({
		type: "hello",
		now: (await store.status()).now,
		version
	});
	const read = async () => {
		try {
			const hello = faults > 0 ? await greet() : null;
			const grown = await known.refresh(store, recent);
			if (hello !== null) tell(hello);
			for (const run of grown) tell({
				type: "run",
				run
			});
			faults = 0;
		} catch (error) {
			if (!isStoreError(error)) onFault?.(error);
			if (faults === 0) tell({
				type: "trouble",
				error: isStoreError(error) ? error.code : "internal"
			});
			faults += 1;
		}
	};
	const readOn = async () => {
		reading = true;
		while (listeners.size > 0) {
			await read();
			const waitMs = Math.min(longestWaitMs$1, everyMs * 2 ** Math.min(faults, 10));
			await new Promise((resolve) => {
				const timer = setTimeout(resolve, waitMs);
				rest = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
		reading = false;
		known.clear();
	};
	return {
		listen: async () => {
			const hello = await greet();
			if (!reading) await known.refresh(store, recent);
			const mailbox = createMailbox(() => {
				listeners.delete(mailbox);
				if (listeners.size === 0) rest();
			});
			mailbox.put(hello);
			for (const run of known.rows()) mailbox.put({
				type: "run",
				run
			});
			listeners.add(mailbox);
			if (!reading) readOn();
			return {
				next: mailbox.next,
				leave: mailbox.close
			};
		},
		nudge: (run) => {
			if (listeners.size > 0 && known.take(run)) tell({
				type: "run",
				run
			});
		},
		close: () => {
			for (const listener of [...listeners]) listener.close();
		}
	};
}
// ../../packages/client/src/routes.ts
/** Where the functions live: Supabase's own path, so that `supabase.functions.invoke` works unchanged. */
var basePath = "/functions/v1";
/** The paths of the functions that every installation has, below {@link basePath}. */
var routes = {
	commandCenter: "sync-command-center",
	runs: "sync-runs",
	stream: "sync-runs/stream",
	policy: "sync-runs/policy",
	schedules: "sync-runs/schedules",
	session: "session",
	manychatPush: "sync-manychat/push"
};
// ../../packages/client/src/errors.ts
/**
* Every error that the functions answer with, in one place: the HTTP status and the English title of its problem
* details. The codes are stable; the page and the command line have a sentence in each language for every one.
*/
var errorCodes = {
	/** The body or the query is not of the contract; `issues` says where. */
	invalid_request: {
		status: 400,
		title: "The request is not valid"
	},
	/** A key that the contract does not know; `keys` names it. Nothing was started. */
	unknown_key: {
		status: 400,
		title: "The request has an unknown key"
	},
	/** A key by which a browser used to drive pages; `keys` names it. */
	server_drives_pages: {
		status: 400,
		title: "Pages are driven by the server"
	},
	/** The body is not JSON. */
	malformed_json: {
		status: 400,
		title: "The body is not JSON"
	},
	/** The request names a source that this installation does not have; `sources` lists those it has. */
	unknown_source: {
		status: 400,
		title: "Unknown source"
	},
	/** No credentials, or wrong or expired ones. */
	unauthenticated: {
		status: 401,
		title: "Sign in first"
	},
	/** The sign-in code was used, has expired, or never existed. */
	code_invalid: {
		status: 401,
		title: "The sign-in code is not valid"
	},
	/** Signed in, but not as an operator. */
	forbidden: {
		status: 403,
		title: "Not allowed"
	},
	/** Called from a page of another origin that is not on the list. */
	origin_not_allowed: {
		status: 403,
		title: "This origin is not allowed"
	},
	/** No function has this path in this version. */
	unknown_function: {
		status: 404,
		title: "Unknown function"
	},
	/** No run has this id (or not in this source). */
	run_not_found: {
		status: 404,
		title: "No such run"
	},
	/** The function does not know this method; `Allow` lists those it does. */
	method_not_allowed: {
		status: 405,
		title: "Method not allowed"
	},
	/** The body did not arrive in time. */
	request_timeout: {
		status: 408,
		title: "The request took too long to arrive"
	},
	/** The scope has an active run; the body says who holds it and what one can do. */
	sync_already_running: {
		status: 409,
		title: "A sync is already running"
	},
	/** The body is larger than 64 kB. */
	body_too_large: {
		status: 413,
		title: "The body is too large"
	},
	/** The body is not `application/json`. */
	unsupported_media_type: {
		status: 415,
		title: "The body must be JSON"
	},
	/** No source of the request has its credentials; `missing` and `invalid` name the variables. */
	source_unconfigured: {
		status: 422,
		title: "The source has no credentials"
	},
	/** The run is active or completed, or its checkpoint cannot be read: there is nothing to resume. */
	not_resumable: {
		status: 422,
		title: "The run cannot be resumed"
	},
	/** The scope has no run that could be resumed. */
	nothing_to_resume: {
		status: 422,
		title: "There is no run to resume"
	},
	/** The machine refused the start; `reason` is its word. */
	start_refused: {
		status: 422,
		title: "The start was refused"
	},
	/** One client asked too much at once; `Retry-After` says when to ask again. Nothing was done. */
	too_many_requests: {
		status: 429,
		title: "Too many requests"
	},
	/** A fault of ours; the log has the details under `instance`. */
	internal: {
		status: 500,
		title: "Internal error"
	},
	/** An environment variable is missing or wrong; `variables` names it. */
	misconfigured: {
		status: 500,
		title: "The installation is not configured"
	},
	/** The database refused a statement. */
	store_rejected: {
		status: 500,
		title: "The database refused a statement"
	},
	/** The database's schema is of another version than the functions. */
	store_mismatch: {
		status: 500,
		title: "The database has another version"
	},
	/** No connection to the database; `Retry-After` says when to ask again. */
	store_unreachable: {
		status: 503,
		title: "The database cannot be reached"
	},
	/** The database did not answer in time; `Retry-After` says when to ask again. */
	store_timeout: {
		status: 503,
		title: "The database did not answer in time"
	},
	/** Who asks cannot be checked at the moment, so nobody is let in; `Retry-After` says when to ask again. */
	auth_unreachable: {
		status: 503,
		title: "The sign-in service cannot be reached"
	}
};
// ../../packages/client/src/contract/fields.ts
/** The ranges that a caller names; an explicit window stands for a fifth, which rows call `range`. */
var syncModes = [
	"today",
	"7d",
	"month",
	"full"
];
/** The choices that a 409 offers: the words of `onConflict`, and `wait` for "reject, and look again later". */
var conflictActions = [
	"attach",
	"restart",
	"wait"
];
var mode = z.enum(syncModes);
/** What to do when the scope is taken. */
var onConflict = z.enum([
	"reject",
	"attach",
	"restart"
]);
var sourceName = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, "a source's name, e.g. stripe");
var sourceNames = z.array(sourceName).min(1).max(50);
var account$1 = z.string().min(1).max(200);
var reason$1 = z.string().min(1).max(500);
var id$1 = z.guid("an id (UUID)");
/** A switch that is on by being there; `false` is a mistake that must not start anything. */
var on$1 = z.literal(true);
var dayMs$6 = 864e5;
var message = "a date or a moment with its offset (ISO 8601)";
var day = z.iso.date();
var moment$3 = z.iso.datetime({
	offset: true,
	error: message
});
/** In UTC an offset or the end of a day may lead out of the years that all sides write alike. */
var inOurEra = (value) => /^\d{4}-/.test(value) && !value.startsWith("0000");
var era = "in the years 1 to 9999";
/** A date begins at midnight UTC. */
var startDate = z.union([day, moment$3], message).transform((value) => new Date(value).toISOString()).refine(inOurEra, era);
/** A date alone means the whole day, so it ends with the next midnight UTC; a moment is taken as it is. */
var endDate = z.union([day.transform((value) => new Date(Date.parse(value) + dayMs$6)), moment$3], message).transform((value) => new Date(value).toISOString()).refine(inOurEra, era);
// ../../packages/client/src/contract/problem.ts
/** The keys of every answer ≥ 400 (RFC 9457), before its own: `error` is a code of `errorCodes`. */
var problemKeys = {
	type: z.string(),
	title: z.string(),
	status: z.int().min(400).max(599),
	detail: z.string(),
	error: z.string()
};
z.looseObject(problemKeys);
// ../../packages/client/src/contract/answers.ts
var moment$2 = z.iso.datetime({ offset: true });
var count$4 = z.int().min(0);
var status = z.enum(statuses);
/** What became of one source of a start. */
var startOutcome = z.discriminatedUnion("outcome", [
	z.strictObject({
		source: z.string(),
		outcome: z.literal("started"),
		run: syncRunRow,
		/** Whether this run was started by an earlier call with the same request id. */
		repeated: z.boolean(),
		/** The runs that a restart ended, by id. */
		cancelled: z.array(z.guid())
	}),
	z.strictObject({
		source: z.string(),
		outcome: z.enum(["attached", "conflict"]),
		run: syncRunRow
	}),
	z.strictObject({
		source: z.string(),
		outcome: z.literal("unconfigured"),
		run: z.null(),
		missing: z.array(z.string()),
		invalid: z.array(z.string())
	}),
	z.strictObject({
		source: z.string(),
		outcome: z.literal("refused"),
		run: z.null(),
		reason: z.enum(reasons),
		detail: z.string()
	})
]);
z.strictObject({
	success: z.literal(true),
	groupId: z.guid().nullable(),
	runs: z.array(startOutcome),
	syncRunId: z.guid().optional()
});
/** Who holds a scope, in the words of an explanation. Moments are the database's. */
var holder = z.strictObject({
	source: z.string(),
	account: z.string(),
	runId: z.guid(),
	status,
	mode: z.string(),
	startedBy: z.string().nullable(),
	startedAt: moment$2,
	/** Null between slices. */
	worker: z.string().nullable(),
	records: count$4,
	/** Only where the provider gave a total. */
	expected: count$4.nullable(),
	pages: count$4,
	/** The last sign of life: a claim, a heartbeat or a page. */
	lastSignAt: moment$2,
	/** When silence becomes suspicious: the lease of a held run, or how long a waiting one may wait. */
	leaseEndsAt: moment$2.nullable(),
	/** From when on the next slice may begin; null while a worker holds the run. */
	dueAt: moment$2.nullable(),
	/** Whether the lease had ended already: the next sweep takes the run up again. */
	silent: z.boolean()
});
z.strictObject({
	...problemKeys,
	error: z.literal("sync_already_running"),
	success: z.literal(false),
	groupId: z.null(),
	runs: z.array(startOutcome),
	actions: z.array(z.enum(conflictActions)),
	holders: z.array(holder),
	now: moment$2,
	/** When the sweep last ran before this request; null if never. */
	sweptAt: moment$2.nullable(),
	existingSyncId: z.guid().optional(),
	run: syncRunRow.optional()
});
z.strictObject({
	success: z.literal(true),
	ok: z.literal(true),
	cancelled: count$4,
	receipt: z.array(z.strictObject({
		runId: z.guid(),
		source: z.string(),
		account: z.string(),
		from: status,
		to: status,
		/** False when the run had ended before. */
		cancelled: z.boolean(),
		totalFetched: count$4
	}))
});
z.strictObject({
	success: z.literal(true),
	expired: count$4,
	released: count$4,
	dispatched: count$4,
	receipt: z.array(z.strictObject({
		runId: z.guid(),
		source: z.string(),
		account: z.string(),
		to: status
	}))
});
z.strictObject({
	success: z.boolean(),
	ok: z.boolean(),
	source: z.string(),
	configured: z.boolean(),
	missing: z.array(z.string()),
	invalid: z.array(z.string()),
	account: z.string().nullable(),
	/** Milliseconds until the next turn at the provider: long where it asked for a rest. Null when nothing was asked. */
	nextTurnMs: z.int().min(0).nullable(),
	code: z.string().optional(),
	message: z.string().optional()
});
// ../../packages/client/src/contract/control.ts
var exclusive = {
	error: "only one of runId, groupId and sources",
	path: ["sources"]
};
var count$3 = (keys) => [
	keys.runId,
	keys.groupId,
	keys.sources ?? keys.account
].filter((value) => value !== void 0).length;
/** `forceCancel`: one run, one group, some sources, or (with none of these) every active run. */
var cancelAllBody = z.strictObject({
	forceCancel: on$1,
	sources: sourceNames.optional(),
	account: account$1.optional(),
	runId: id$1.optional(),
	groupId: id$1.optional(),
	reason: reason$1.optional()
}).refine((keys) => count$3(keys) <= 1, exclusive).transform(({ forceCancel: _, ...keys }) => ({
	kind: "cancel",
	...keys
}));
/** `forceCancel` of one source's function: only that source's runs, whatever else is named. */
var cancelSourceBody = z.strictObject({
	forceCancel: on$1,
	account: account$1.optional(),
	runId: id$1.optional(),
	groupId: id$1.optional(),
	reason: reason$1.optional()
}).refine((keys) => count$3(keys) <= 1, {
	error: "only one of runId, groupId and account",
	path: ["account"]
}).transform(({ forceCancel: _, ...keys }) => ({
	kind: "cancel",
	...keys
}));
/** `sweep`: looks after every run whose deadline has passed; `release` lets the silent ones go as `stale`. */
var sweepBody = z.strictObject({
	sweep: on$1,
	release: on$1.optional()
}).transform(({ release }) => ({
	kind: "sweep",
	release: release ?? false
}));
/** `test`: asks the provider whether it takes the credentials; starts nothing. */
var testBody = z.strictObject({ test: on$1 }).transform(() => ({ kind: "test" }));
// ../../packages/client/src/contract/aliases.ts
/** Keys by which a browser used to drive pages, and lost the run with its tab. */
var pageKeys = /^(page|cursor|nextCursor|syncRunId|start(ing)?_?after.*)$/i;
/** Whether a key once let the caller drive the pages. */
function isPageKey(key) {
	return pageKeys.test(key);
}
var drop = { keys: "drop" };
var asked = (body) => [
	"mode",
	"startDate",
	"endDate",
	"resume",
	"resumeSync",
	"resumeSyncId",
	"forceCancel",
	"sweep",
	"cleanupStale",
	"test"
].some((key) => body[key] !== void 0 && body[key] !== false && body[key] !== null);
var boolean = (value, whenTrue) => value === true ? whenTrue : value === false ? drop : { refuse: "true or false" };
var aliases = {
	fetchAll: (value, body) => value === false ? { refuse: "false asked for a single page; the server fetches every page of the range" } : boolean(value, asked(body) ? drop : { keys: { mode: "full" } }),
	resumeSync: (value, body) => boolean(value, body.resumeSyncId ? drop : { keys: { resume: true } }),
	resumeSyncId: (value) => value === null ? drop : { keys: { resume: value } },
	cleanupStale: (value) => boolean(value, { keys: {
		sweep: true,
		release: true
	} }),
	dry_run: (value) => ({ keys: { dryRun: value } })
};
/** Puts an older caller's body into today's words. */
function modernise(body) {
	const entries = new Map(Object.entries(body).filter(([key]) => !Object.hasOwn(aliases, key)));
	const deprecated = Object.keys(body).filter((key) => Object.hasOwn(aliases, key));
	const written = {};
	const problems = [];
	for (const key of deprecated) {
		const translation = aliases[key]?.(body[key], body) ?? drop;
		if ("refuse" in translation) problems.push({
			key,
			message: translation.refuse
		});
		else if (translation.keys !== "drop") for (const [today, value] of Object.entries(translation.keys)) {
			if (entries.has(today) && entries.get(today) !== value) problems.push({
				key,
				message: `contradicts ${today}`
			});
			entries.set(today, value);
			written[today] = key;
		}
	}
	return {
		body: Object.fromEntries(entries),
		deprecated,
		written,
		problems
	};
}
// ../../packages/client/src/contract/parse.ts
var invalid = (issues) => ({
	ok: false,
	code: "invalid_request",
	detail: issues.map(({ path, message }) => path === "" ? message : `${path}: ${message}`).join("; "),
	keys: [],
	issues
});
var quoted = (keys) => keys.map((key) => `"${key.slice(0, 100)}"`).join(", ");
/** What zod found, in the words of the contract: a key too many comes first, because it decides what was meant. */
function refusedBy(error, written = {}) {
	const name = (key) => Object.hasOwn(written, key) ? written[key] ?? key : key;
	const keys = error.issues.flatMap((issue) => issue.code === "unrecognized_keys" ? issue.keys.map(name) : []);
	const issues = error.issues.map((issue) => {
		const [first = "", ...rest] = issue.path.map(String);
		return {
			path: [name(first), ...rest].join("."),
			message: issue.message
		};
	});
	if (keys.length === 0) return invalid(issues);
	return {
		ok: false,
		code: "unknown_key",
		detail: `Unknown: ${quoted(keys)}. Nothing was done.`,
		keys,
		issues
	};
}
/** Reads a body: older words translated, pages driven by a caller refused with the reason, everything else strict. */
function parseBody(body, { start, control }) {
	if (typeof body !== "object" || body === null || Array.isArray(body)) return invalid([{
		path: "",
		message: "the body must be an object"
	}]);
	const pageKeys = Object.keys(body).filter(isPageKey);
	if (pageKeys.length > 0) return {
		ok: false,
		code: "server_drives_pages",
		detail: `${quoted(pageKeys)}: the server fetches page after page by itself; a caller starts, resumes or cancels a run.`,
		keys: pageKeys,
		issues: []
	};
	const modern = modernise(body);
	if (modern.problems.length > 0) return invalid(modern.problems.map(({ key, message }) => ({
		path: key,
		message
	})));
	const command = Object.keys(control).find((key) => Object.hasOwn(modern.body, key));
	const parsed = (command === void 0 ? start : control[command] ?? start).safeParse(modern.body);
	if (!parsed.success) return refusedBy(parsed.error, modern.written);
	return {
		ok: true,
		value: parsed.data,
		deprecated: modern.deprecated
	};
}
// ../../packages/client/src/contract/window.ts
/** The keys by which a start says how much to fetch. */
var windowKeys = {
	mode: mode.optional(),
	startDate: startDate.optional(),
	endDate: endDate.optional()
};
/** Exactly one of `mode` and the pair `startDate`, `endDate`; nothing is started for want of a word. */
function windowOf$1(keys, context, fallback) {
	const refuse = (path, message) => {
		context.addIssue({
			code: "custom",
			path: [path],
			message
		});
		return z.NEVER;
	};
	const { startDate: from, endDate: until } = keys;
	if (from === void 0 && until === void 0) {
		const named = keys.mode ?? fallback;
		return named === void 0 ? refuse("mode", "a mode, or startDate and endDate, is needed") : { mode: named };
	}
	if (keys.mode !== void 0) return refuse("mode", "either a mode or startDate and endDate, not both");
	if (from === void 0) return refuse("startDate", "startDate is needed beside endDate");
	if (until === void 0) return refuse("endDate", "endDate is needed beside startDate");
	if (from >= until) return refuse("endDate", "endDate must be after startDate");
	return {
		mode: "range",
		windowStart: from,
		windowEnd: until
	};
}
// ../../packages/client/src/contract/start.ts
var common = {
	account: account$1.default("default"),
	onConflict: onConflict.default("reject"),
	/** The same id answers the same run, so a call whose answer was lost may be repeated. */
	requestId: id$1.optional()
};
/** "Sync all": the sources named, or all of them. */
var startAllBody = z.strictObject({
	...windowKeys,
	...common,
	sources: sourceNames.optional()
}).transform((keys, context) => {
	const { mode, startDate, endDate, ...rest } = keys;
	return {
		kind: "start",
		window: windowOf$1(keys, context),
		...rest
	};
});
/** One source. A dry run counts and writes no record; it asks for everything unless it says how much. */
var startSourceBody = z.strictObject({
	...windowKeys,
	...common,
	dryRun: z.boolean().default(false)
}).transform((keys, context) => {
	const { mode, startDate, endDate, ...rest } = keys;
	return {
		kind: "start",
		window: windowOf$1(keys, context, keys.dryRun ? "full" : void 0),
		...rest
	};
});
/** Goes on from the checkpoint of a run that failed, was cancelled or is stale: that one, or the scope's newest. */
var resumeBody = z.strictObject({
	resume: z.union([on$1, id$1], "true, or the id of a run"),
	...common
}).transform(({ resume, ...rest }) => ({
	kind: "resume",
	...resume === true ? {} : { runId: resume },
	...rest
}));
// ../../packages/client/src/contract/commands.ts
var commandCenter$1 = {
	start: startAllBody,
	control: {
		forceCancel: cancelAllBody,
		sweep: sweepBody
	}
};
var source = {
	start: startSourceBody,
	control: {
		forceCancel: cancelSourceBody,
		sweep: sweepBody,
		test: testBody,
		resume: resumeBody
	}
};
/** Reads the body of `POST sync-command-center`. */
function parseCommandCenter(body) {
	return parseBody(body, commandCenter$1);
}
/** Reads the body of a source's function. */
function parseSourceCommand(body) {
	return parseBody(body, source);
}
// ../../packages/client/src/contract/installation.ts
var moment$1 = z.iso.datetime({ offset: true });
/** A source as the page needs it for its card; no secret, only which variables are missing. */
var sourceInfo = z.strictObject({
	name: z.string(),
	title: z.string(),
	functionName: z.string(),
	streams: z.array(z.string()),
	configured: z.boolean(),
	missing: z.array(z.string()),
	/** Variables whose value cannot be one. */
	invalid: z.array(z.string()),
	/** Whether the data comes from the demo provider. */
	demo: z.boolean(),
	/** When it is synced by itself next: of several schedules the soonest; null or absent when none is on. */
	schedule: z.strictObject({
		cron: z.string(),
		timeZone: z.string(),
		mode: z.string(),
		nextAt: moment$1
	}).nullable().optional()
});
z.strictObject({
	now: moment$1,
	policy: policySchema,
	/** When the sweep last ran; null if never. */
	sweptAt: moment$1.nullable(),
	/** How many workers fell silent and lost their runs in the last 24 hours: killed, hung, or cut off. */
	silences: z.int().min(0),
	/** Of the functions. */
	version: z.string(),
	schemaVersion: z.int().min(0),
	sources: z.array(sourceInfo)
});
// ../../packages/client/src/contract/push.ts
/** ManyChat's ids are digits. A number too large to be exact would be somebody else's id. */
var subscriberId = z.union([z.string(), z.int()], "a subscriber's id: digits, as a text or a number").transform(String).pipe(z.string().regex(/^\d{1,20}$/, "a subscriber's id: digits, as a text or a number"));
/**
* `POST sync-manychat/push`: a subscriber, as a flow's External Request step sends it. Only the id is needed; whatever
* else the step sends is kept.
*/
var pushBody = z.object({ id: subscriberId }).catchall(json$1);
var pushQuery = z.strictObject({ account: account$1.default("default") });
/** Reads the body and the query of `POST sync-manychat/push`. */
function parseManychatPush(body, params) {
	const query = pushQuery.safeParse(Object.fromEntries(params));
	if (!query.success) return refusedBy(query.error);
	const subscriber = pushBody.safeParse(body);
	if (!subscriber.success) return refusedBy(subscriber.error);
	return {
		ok: true,
		value: {
			account: query.data.account,
			subscriber: subscriber.data
		},
		deprecated: []
	};
}
var count$2 = z.int().min(0);
z.strictObject({
	success: z.literal(true),
	inserted: count$2,
	updated: count$2,
	unchanged: count$2
});
// ../../packages/client/src/contract/runs.ts
/** How many runs a page of the list has, unless it asks for fewer or more (at most 200). */
var defaultLimit = 50;
var flag = z.enum([
	"",
	"true",
	"1",
	"false",
	"0"
], "true or false").transform((value) => value !== "false" && value !== "0");
var runsQuery = z.strictObject({
	active: flag.optional(),
	source: sourceName.optional(),
	account: account$1.optional(),
	groupId: id$1.optional(),
	limit: z.coerce.number().int().min(1).max(200).default(defaultLimit),
	before: z.string().min(1).max(500).optional()
});
/** Reads the query of `GET sync-runs`; a key written twice is refused like an unknown one. */
function parseRunsQuery(params) {
	const twice = [...new Set(params.keys())].filter((key) => params.getAll(key).length > 1);
	const parsed = runsQuery.safeParse(Object.fromEntries(params));
	if (!parsed.success) return refusedBy(parsed.error);
	if (twice.length === 0) return {
		ok: true,
		value: parsed.data,
		deprecated: []
	};
	const issues = twice.map((path) => ({
		path,
		message: "written more than once"
	}));
	return {
		ok: false,
		code: "invalid_request",
		detail: `${twice.join(", ")}: written more than once`,
		keys: [],
		issues
	};
}
z.strictObject({
	runs: z.array(syncRunRow),
	next: z.string().nullable()
});
z.strictObject({
	run: syncRunRow,
	events: z.array(syncRunEvent),
	allowed: z.array(z.enum(eventTypes)),
	now: z.iso.datetime({ offset: true })
});
// ../../packages/client/src/contract/schedules.ts
/** A schedule as it is stored; moments are the database's. */
var scheduleRow = z.strictObject({
	source: z.string(),
	account: z.string(),
	mode,
	cron: z.string(),
	time_zone: z.string(),
	enabled: z.boolean(),
	/** When it is due next; null while that is not worked out. */
	next_at: instant.nullable(),
	last_at: instant.nullable(),
	/** What came of the last time: `started`, `attached`, `unconfigured`, `refused`. */
	last_outcome: z.string().nullable(),
	last_run_id: z.guid().nullable(),
	updated_at: instant,
	updated_by: z.string().nullable()
});
z.strictObject({
	now: instant,
	schedules: z.array(scheduleRow)
});
z.strictObject({
	success: z.literal(true),
	schedule: scheduleRow
});
z.strictObject({
	success: z.literal(true),
	removed: z.int().min(0)
});
/** A schedule to be written: one for each source, account and mode. */
var scheduleBody = z.strictObject({
	source: sourceName,
	account: account$1.default("default"),
	mode: mode.default("7d"),
	cron: z.string().min(1).max(200),
	timeZone: z.string().min(1).max(100).default("UTC"),
	enabled: z.boolean().default(true)
});
/** What is to be taken away: without a mode every schedule of the account. */
var unscheduleQuery = z.strictObject({
	source: sourceName,
	account: account$1.default("default"),
	mode: mode.optional()
});
/** Reads the body of `POST sync-runs/schedules`. */
function parseScheduleBody(body) {
	const parsed = scheduleBody.safeParse(body);
	return parsed.success ? {
		ok: true,
		value: parsed.data,
		deprecated: []
	} : refusedBy(parsed.error);
}
/** Reads the query of `DELETE sync-runs/schedules`. */
function parseUnschedule(params) {
	const parsed = unscheduleQuery.safeParse(Object.fromEntries(params));
	return parsed.success ? {
		ok: true,
		value: parsed.data,
		deprecated: []
	} : refusedBy(parsed.error);
}
// ../../packages/client/src/contract/session.ts
/** `POST session`: the one-time code of a sign-in link, or the operator token, for a session cookie. */
var sessionBody = z.union([z.strictObject({ code: z.string().min(1).max(200) }), z.strictObject({ token: z.string().min(1).max(500) })]);
/** Reads the body of `POST session`. Its errors never repeat what was sent. */
function parseSession(body) {
	const parsed = (typeof body === "object" && body !== null && "token" in body ? sessionBody.options[1] : sessionBody.options[0]).safeParse(body);
	return parsed.success ? {
		ok: true,
		value: parsed.data,
		deprecated: []
	} : refusedBy(parsed.error);
}
z.strictObject({
	actor: z.string(),
	expiresAt: z.iso.datetime().nullable()
});
// ../../packages/client/src/contract/stream.ts
var moment = z.iso.datetime({ offset: true });
z.strictObject({
	now: moment,
	version: z.string()
}), z.strictObject({}), z.strictObject({ error: z.string() });
// ../../packages/functions/src/http/json.ts
/** A JSON answer. */
function json(body, status = 200, headers = {}) {
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			"content-type": "application/json",
			...headers
		}
	});
}
// ../../packages/functions/src/http/problem.ts
/** Thrown by a handler to answer with problem details; `detail` and `members` are shown to the caller. */
var Problem = class extends Error {
	name = "Problem";
	code;
	members;
	headers;
	constructor(code, detail, more = {}) {
		super(detail);
		this.code = code;
		this.members = more.members ?? {};
		this.headers = more.headers ?? {};
	}
};
/** The members that every problem has (RFC 9457), and `error`, the stable code. */
function problemMembers(code, detail) {
	const { status, title } = errorCodes[code];
	return {
		type: `urn:sincro:error:${code}`,
		title,
		status,
		detail,
		error: code
	};
}
/** A problem as an answer. */
function problemResponse({ code, message, members, headers }) {
	const body = {
		...members,
		...problemMembers(code, message)
	};
	return json(body, body.status, {
		"content-type": "application/problem+json",
		...headers
	});
}
/** The problem of a request that is not of the contract. */
function refusedRequest({ code, detail, keys, issues }) {
	return new Problem(code, detail, { members: {
		keys,
		issues
	} });
}
// ../../packages/functions/src/http/body.ts
/** No request of ours needs more, in bytes. */
var largestBody = 65536;
/** How long a body may take to arrive, in milliseconds. */
var patienceMs$1 = 1e4;
/** Whether a request says itself that its body is larger than any may be. */
function declaresTooMuch({ headers }) {
	return Number(headers.get("content-length") ?? 0) > largestBody;
}
/** Reads a JSON body: at most 64 kB, within 10 s, and declared as JSON. No body at all reads as `{}`. */
async function readJson(request, limitMs = patienceMs$1) {
	if (declaresTooMuch(request)) throw tooLarge();
	const type = request.headers.get("content-type");
	if (type !== null && !/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(type)) throw notJson();
	const text = request.body === null ? "" : await readText(request.body, limitMs);
	if (text.trim() === "") return {};
	if (type === null) throw notJson();
	try {
		return JSON.parse(text);
	} catch {
		throw new Problem("malformed_json", "The body cannot be read as JSON.");
	}
}
async function readText(body, limitMs) {
	const reader = body.getReader();
	const decoder = new TextDecoder("utf-8", { fatal: true });
	let late = false;
	const alarm = setTimeout(() => {
		late = true;
		reader.cancel().catch(() => void 0);
	}, limitMs);
	let size = 0;
	let text = "";
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (late) throw new Problem("request_timeout", `The body did not arrive within ${limitMs / 1e3} s.`);
			if (done) return text + decoder.decode();
			size += value.byteLength;
			if (size > largestBody) throw tooLarge();
			text += decoder.decode(value, { stream: true });
		}
	} catch (error) {
		reader.cancel().catch(() => void 0);
		if (error instanceof Problem) throw error;
		throw new Problem("malformed_json", "The body broke off, or is not UTF-8.");
	} finally {
		clearTimeout(alarm);
	}
}
/** The problem of a body that is too large. */
var tooLarge = () => new Problem("body_too_large", `The body may have ${largestBody / 1024} kB at most.`);
var notJson = () => new Problem("unsupported_media_type", "Send the body as application/json.");
// ../../packages/functions/src/auth/read-session.ts
/** `GET session`: who is signed in. */
var readSession = async ({ operator: { actor, expiresAt } }) => json({
	actor,
	expiresAt
});
// ../../packages/functions/src/auth/sign-in.ts
/** `POST session`: a one-time code, or the operator token, for a session cookie. */
var signIn = async (request, { auth }) => {
	const parsed = parseSession(await readJson(request));
	if (!parsed.ok) throw refusedRequest(parsed);
	const session = await auth.signIn?.(parsed.value);
	if (!session) throw refusedSignIn("code" in parsed.value);
	const { actor, expiresAt, token } = session;
	const maxAgeS = Math.max(0, Math.floor((Date.parse(expiresAt) - Date.now()) / 1e3));
	return json({
		actor,
		expiresAt
	}, 200, { "set-cookie": setSessionCookie(request, token, maxAgeS) });
};
function refusedSignIn(byCode) {
	return byCode ? new Problem("code_invalid", "The code was used, has expired, or was given by another process: ask for a new link.") : new Problem("unauthenticated", "The operator token is not valid.");
}
/** `DELETE session`: ends the session of this browser, valid or not. */
var signOut = async (request) => new Response(null, {
	status: 204,
	headers: { "set-cookie": setSessionCookie(request, "", 0) }
});
// ../../packages/functions/src/commands/cancel.ts
/**
* Cancels runs and answers with the receipt: each run that was hit, what it was and what it is.
*
* @param only the source whose runs alone may be hit, in that source's own function
*/
async function cancelRuns({ deps, operator }, command, only) {
	const receipt = [];
	for (const filter of await filters(deps.store, command, only)) receipt.push(...await deps.store.cancel(filter, operator.actor, command.reason));
	if (command.runId !== void 0 && receipt.length === 0) throw notFound$1(command.runId);
	const cancelled = receipt.filter((line) => line.cancelled).length;
	return json({
		success: true,
		ok: true,
		cancelled,
		receipt
	});
}
async function filters(store, command, only) {
	const { runId, groupId, sources, account } = command;
	if (runId !== void 0) {
		if (only !== void 0 && (await store.get(runId))?.source !== only) throw notFound$1(runId);
		return [{ runId }];
	}
	if (groupId !== void 0) {
		if (only === void 0) return [{ groupId }];
		const { runs } = await store.list({
			groupId,
			source: only,
			active: true
		});
		return runs.map(({ id }) => ({ runId: id }));
	}
	if (only !== void 0) return [{
		source: only,
		account
	}];
	if (sources !== void 0) return sources.map((source) => ({
		source,
		account
	}));
	return [{ all: true }];
}
var notFound$1 = (runId) => new Problem("run_not_found", `There is no run ${runId} here. Nothing was cancelled.`);
// ../../packages/functions/src/commands/deprecated.ts
/** When the older keys were deprecated (RFC 9745: seconds since 1970): 1 December 2026. */
var since = "@1796083200";
/** Says in the answer's headers which of the older keys the caller used. */
function deprecated(response, { deprecated: keys }) {
	if (keys.length > 0) {
		response.headers.set("deprecation", since);
		response.headers.set("sincro-deprecated", keys.join(", "));
	}
	return response;
}
// ../../packages/functions/src/commands/dispatch.ts
/** Whether a run waits for a worker. */
function waits(run) {
	return isActive(run.status) && run.worker === null;
}
/**
* Calls a worker for each run, and says how many calls arrived. A lost one is reported and changes nothing: the run
* has its deadline, and the sweep calls again.
*/
async function dispatchAll({ deps, request }, runs) {
	return (await Promise.all(runs.map((run) => dispatched(deps, request, run)))).filter(Boolean).length;
}
async function dispatched(deps, request, run) {
	try {
		await deps.dispatch(run);
		return true;
	} catch (error) {
		deps.onFault?.({
			instance: crypto.randomUUID(),
			request: `dispatch ${new URL(request.url).pathname}`,
			error
		});
		return false;
	}
}
// ../../packages/worker/src/clock.ts
/** The clock of the runtime. */
var monotonicClock = {
	now: () => performance.now(),
	after: (ms, then) => {
		const timer = setTimeout(then, ms);
		return () => clearTimeout(timer);
	}
};
/** Resolves after `ms` milliseconds. */
function sleep$1(clock, ms) {
	return new Promise((resolve) => void clock.after(ms, resolve));
}
/** What `task` came to, or `late()` when it has not settled after `ms` milliseconds; the task itself goes on. */
async function within$4(clock, ms, task, late) {
	let cancel = () => {};
	const limit = new Promise((resolve) => {
		cancel = clock.after(ms, () => resolve(timeIsUp));
	});
	try {
		const first = await Promise.race([task, limit]);
		return first === timeIsUp ? late() : first;
	} finally {
		cancel();
	}
}
var timeIsUp = Symbol("time is up");
/** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
function pause(clock, ms, signal) {
	if (ms <= 0 && !signal.aborted) return Promise.resolve();
	let cancel = () => {};
	return unlessAborted(signal, new Promise((resolve) => {
		cancel = clock.after(ms, resolve);
	})).finally(() => cancel());
}
/** What a promise comes to, or the signal's reason as soon as it is aborted; what the promise is about goes on. */
async function unlessAborted(signal, promise) {
	let abort = () => {};
	const aborted = new Promise((_, reject) => {
		abort = () => reject(signal.reason);
		signal.addEventListener("abort", abort, { once: true });
		if (signal.aborted) abort();
	});
	try {
		return await Promise.race([promise, aborted]);
	} finally {
		signal.removeEventListener("abort", abort);
	}
}
// ../../packages/worker/src/dispatcher.ts
/** The longest wait that timers of JavaScript keep; what is due later is the sweep's to find. */
var LONGEST_TIMER_MS = 2147483647;
/** Creates a {@link Dispatcher}. It follows each run by itself, from slice to slice, by what the outcomes say. */
function createDispatcher(options) {
	const { run, concurrency = 4, onOutcome, onError, clock = monotonicClock } = options;
	const waiting = /* @__PURE__ */ new Map();
	const queued = /* @__PURE__ */ new Map();
	const running = /* @__PURE__ */ new Map();
	const waiters = /* @__PURE__ */ new Set();
	const halt = new AbortController();
	const drain = new AbortController();
	function dispatch(row) {
		if (drain.signal.aborted) return;
		const slice = running.get(row.id);
		if (slice !== void 0) {
			slice.again = row;
			return;
		}
		forget(row.id);
		queued.set(row.id, row);
		pump();
	}
	function dispatchIn(ms, row) {
		if (ms > LONGEST_TIMER_MS || drain.signal.aborted) return;
		forget(row.id);
		waiting.set(row.id, clock.after(ms, () => dispatch(row)));
	}
	function forget(runId) {
		waiting.get(runId)?.();
		waiting.delete(runId);
	}
	function pump() {
		for (const [id, row] of queued) {
			if (running.size >= concurrency) return;
			queued.delete(id);
			perform(row);
		}
	}
	async function perform(row) {
		const slice = { nudges: new EventTarget() };
		running.set(row.id, slice);
		let dueInMs;
		try {
			const outcome = await run(row, {
				signal: halt.signal,
				drain: drain.signal,
				nudges: slice.nudges
			});
			if ("dueInMs" in outcome) dueInMs = outcome.dueInMs;
			onOutcome?.(outcome);
		} catch (error) {
			onError(error);
		}
		running.delete(row.id);
		if (dueInMs !== void 0) dispatchIn(dueInMs, row);
		else if (slice.again !== void 0) dispatch(slice.again);
		pump();
		settle();
	}
	function settle() {
		if (waiting.size + queued.size + running.size > 0) return;
		for (const resolve of waiters) resolve();
		waiters.clear();
	}
	function idle() {
		return new Promise((resolve) => {
			waiters.add(resolve);
			settle();
		});
	}
	async function stop({ drainMs = 1e4 } = {}) {
		drain.abort();
		for (const cancel of waiting.values()) cancel();
		waiting.clear();
		queued.clear();
		const cancelHalt = clock.after(drainMs, () => halt.abort());
		await idle();
		cancelHalt();
	}
	return {
		dispatch,
		nudge: (runId) => void running.get(runId)?.nudges.dispatchEvent(new Event("nudge")),
		idle,
		stop
	};
}
// ../../packages/worker/src/rates.ts
/** The part of what a provider allows that is used when nobody says: the other half is the account's other programs'. */
var usualShare = .5;
/**
* How much later than its turn a request may reach the provider without too many in a stretch of time: answers of the
* database, timers and networks are not all equally fast, so turns that are evenly apart arrive in knots. A limit of n
* in a second is kept as n in a second and this much. Where the stretch is longer a fortieth of it: there a refusal
* makes everybody rest for longer, and the time costs no more of the pace than it does in a second or two.
*/
var jitterMs = (perMs) => Math.max(50, perMs / 40);
/**
* Limits over a longer time are an allowance, not a pace: 200,000 a day evenly apart would be one in 0.4 s from the first
* request on, for a run that needs 500. Of those the provider's own answer tells, and the run waits for as long as it says.
*/
var longestMs$2 = 6e4;
/**
* Checks a share of what a provider allows.
*
* @throws RangeError when it is not more than 0 and at most 1
*/
function checkShare(share) {
	if (share > 0 && share <= 1) return share;
	throw new RangeError(`The share of a provider's limits is more than 0 and at most 1, not ${share}`);
}
/**
* The buckets from which a request to an endpoint takes its turns. Of the limits of single endpoints those with the most
* particular `endpoint` count, each for every endpoint by itself; limits of the account count all requests together.
*
* Turns come one by one (burst 1): with n - 1 intervals of (`perMs` + jitter) / n between them, n turns never fall into
* less than `perMs`, wherever one begins to count.
*/
function bucketsFor(rates, endpoint, share) {
	const meant = rates.filter((rate) => rate.perMs <= longestMs$2 && endpoint.startsWith(rate.endpoint ?? ""));
	const particular = Math.max(0, ...ofEndpoint(meant).map(precision));
	const ones = ofEndpoint(meant).filter((rate) => precision(rate) === particular);
	const all = meant.filter(({ scope }) => scope === "account");
	return [...ones.map((rate) => bucketOf(`endpoint:${endpoint}`, rate, share)), ...all.map((rate) => bucketOf(`account:${rate.endpoint ?? ""}`, rate, share))];
}
/** The buckets of a source that one can name without a request: the account's, and those of particular endpoints. */
function namedBuckets(rates, share) {
	const found = ["", ...rates.flatMap(({ scope, endpoint }) => scope === "endpoint" && endpoint ? endpoint : [])].flatMap((endpoint) => bucketsFor(rates, endpoint, share));
	return [...new Map(found.map((bucket) => [bucket.bucket, bucket])).values()].filter(({ bucket }) => !bucket.startsWith("endpoint: "));
}
var ofEndpoint = (rates) => rates.filter(({ scope }) => scope === "endpoint");
var precision = ({ endpoint = "" }) => endpoint.length;
function bucketOf(name, { requests, perMs }, share) {
	return {
		bucket: `${name.slice(0, 480)} per ${perMs}`,
		intervalMs: (perMs + jitterMs(perMs)) / (requests * share),
		burst: 1
	};
}
// ../../packages/worker/src/next-turn.ts
/**
* How long it is until a source's next turn at its provider, in milliseconds: 0, a moment while others ask, and long
* where the provider asked for a rest. A turn that is free is taken.
*
* @throws StoreError
* @example
* ```ts
* const waitMs = await nextTurnMs(store, { source: "stripe", account: "default" }, stripeSource.manifest)
* ```
*/
async function nextTurnMs(store, scope, { rates }) {
	const { source, account } = scope;
	const buckets = namedBuckets(rates, usualShare);
	if (buckets.length === 0) return 0;
	const { waitMs } = await store.take({
		source,
		account,
		buckets,
		maxWaitMs: 0
	});
	return Math.ceil(waitMs);
}
// ../../packages/sources/src/connection.ts
/**
* Reads a source's credentials and address from environment variables. White space around a value, as it comes
* with pasting, is not part of it.
*
* @example
* const found = connectionFrom(stripeSource.manifest, process.env)
* if (found.kind === "configured") await stripeSource.test({ ...found.connection, signal })
*/
function connectionFrom(manifest, env) {
	const value = (name) => env[name]?.trim() ?? "";
	const names = manifest.credentials.map((credential) => credential.env);
	const baseUrl = value(manifest.baseEnv);
	const missing = names.filter((name) => value(name) === "");
	const invalid = names.filter((name) => value(name) !== "" && !headerSafe(value(name)));
	if (baseUrl !== "" && !isAddress(baseUrl)) invalid.push(manifest.baseEnv);
	if (missing.length > 0 || invalid.length > 0) return {
		kind: "unconfigured",
		missing,
		invalid
	};
	return {
		kind: "configured",
		connection: {
			credentials: Object.fromEntries(names.map((name) => [name, value(name)])),
			baseUrl: baseUrl || void 0
		}
	};
}
/** Visible ASCII without spaces, so that nothing can break out of a header. */
function headerSafe(text) {
	return /^[\x21-\x7e]+$/.test(text);
}
/** An http address that requests can be appended to; one with a user name or a query would leak or break. */
function isAddress(text) {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password, search, hash } = new URL(text);
	return /^https?:$/.test(protocol) && username + password + search + hash === "";
}
// ../../packages/sources/src/errors.ts
/** Thrown by a source. `message` is safe to store and show: it holds no secret. It has no `cause`, which could. */
var SourceError = class extends Error {
	name = "SourceError";
	code;
	/** Whether a later slice may succeed. */
	retryable;
	/** How long the provider asks to wait, in milliseconds; always there when the code is `rate_limited`. */
	retryAfterMs;
	/** The provider's own code for it, redacted like the message. */
	providerCode;
	constructor(code, message, options) {
		super(message);
		this.code = code;
		this.retryable = options.retryable;
		this.retryAfterMs = options.retryAfterMs;
		this.providerCode = options.providerCode;
	}
};
/** Whether a caught value is a {@link SourceError}. */
function isSourceError(error) {
	return error instanceof SourceError;
}
// ../../packages/sources/src/older/older.ts
/** Signs of life, which say nothing of a place. */
var signs = [
	"lastActivity",
	"lastUpdate",
	"lastUpdated",
	"timestamp"
];
/** The words that older functions had for a cursor. */
var places$1 = [
	"starting_after",
	"cursor",
	"lastId",
	"startAfterId",
	"startAfter",
	"nextPage",
	"page"
];
var plain = z.record(z.string(), z.unknown());
/** Unwraps what was stored as a text of JSON, or under the source's own name. */
function plainOf(source, value) {
	const object = plain.safeParse(typeof value === "string" ? parsed(value) : value).data;
	if (object === void 0) return null;
	const { [source]: inner, ...rest } = object;
	const own = plain.safeParse(inner).data;
	return own === void 0 || Object.keys(rest).some((key) => !signs.includes(key)) ? object : own;
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
/**
* Reads a checkpoint that an older function wrote.
*
* @param reader the source's own; absent where no older cursor of it leads anywhere
* @param valid whether the source could go on from a checkpoint
*/
function readOlder(source, value, run, { reader, valid }) {
	if (value === null) return { kind: "nothing" };
	const object = plainOf(source, value);
	if (object === null) return { kind: "unreadable" };
	if (Object.entries(object).filter(([key, one]) => !signs.includes(key) && !(places$1.includes(key) && !one)).length === 0) return { kind: "nothing" };
	const place = reader?.(object, run) ?? null;
	if (place === null) return { kind: "unreadable" };
	const checkpoint = {
		v: 2,
		left: place.left.map((task) => [...task])
	};
	if (!valid(checkpoint)) return { kind: "unreadable" };
	const iso = (second) => (/* @__PURE__ */ new Date(second * 1e3)).toISOString();
	const { window } = place;
	return {
		kind: "read",
		checkpoint,
		window: window ? {
			start: iso(window.from),
			end: iso(window.to)
		} : null
	};
}
// ../../packages/sources/src/define/work.ts
/** A task that nobody has begun in this slice. */
function newWork(name, stream, { span, cursor = null, total = null }) {
	return {
		name,
		stream,
		span,
		cursor,
		total,
		position: null,
		began: null,
		count: 0,
		seen: new Set(cursor === null ? [] : [JSON.stringify(cursor)])
	};
}
// ../../packages/sources/src/define/checkpoint.ts
/** More tasks than a run of any source here has: one that wants more is no checkpoint. */
var most = 1e3;
var seconds = z.int().min(0).max(99999999999);
var count$1 = z.int().min(0);
/** Stream, from, to (Unix seconds; null where it has no windows), cursor, and the total where it is known. */
var task = z.union([z.tuple([
	z.string(),
	seconds.nullable(),
	seconds.nullable(),
	z.unknown()
]), z.tuple([
	z.string(),
	seconds.nullable(),
	seconds.nullable(),
	z.unknown(),
	count$1
])]);
/** What is left to do, not what was done: a set of tasks. Short, for it is written with every page. */
var shape$1 = z.strictObject({
	v: z.literal(2),
	left: z.array(task).max(most),
	/** How many records the tasks that are over had; absent where one did not say. */
	done: count$1.optional(),
	/** How far the provider's own data reached, by stream, where that was before the end of the window. */
	upTo: z.record(z.string(), seconds).optional()
});
/** Writes down what is left. */
function writeCheckpoint({ left, done, upTo }) {
	const second = (ms) => ms === void 0 ? null : ms / 1e3;
	return {
		v: 2,
		left: left.map(({ name, span, cursor, total }) => [...[
			name,
			second(span?.from),
			second(span?.to),
			cursor
		], ...total === null ? [] : [total]]),
		...done !== null && { done },
		...upTo.size > 0 && { upTo: Object.fromEntries(upTo) }
	};
}
/**
* Reads what a former slice left.
*
* @throws SourceError `checkpoint_invalid`
*/
function readCheckpoint(title, streams, value) {
	const invalid = new SourceError("checkpoint_invalid", `${title}: the checkpoint is not one that this version wrote`, { retryable: false });
	const found = shape$1.safeParse(value);
	if (!found.success) throw invalid;
	const left = found.data.left.map(([name, from, to, written, total = null]) => {
		const stream = Object.hasOwn(streams, name) ? streams[name] : void 0;
		const cursor = written === null ? {
			success: true,
			data: null
		} : stream?.cursor.safeParse(written);
		const timed = from !== null && to !== null && from < to;
		if (!stream || !cursor?.success || timed !== (stream.windows !== void 0)) throw invalid;
		if (!timed && (from !== null || to !== null)) throw invalid;
		return newWork(name, stream, {
			span: timed ? {
				from: from * 1e3,
				to: to * 1e3
			} : null,
			cursor: cursor.data,
			total
		});
	});
	if (overlapping(left)) throw invalid;
	return {
		left,
		done: found.data.done ?? null,
		upTo: new Map(Object.entries(found.data.upTo ?? {}))
	};
}
/** Whether two tasks are about the same: no plan and no division makes such. */
function overlapping(left) {
	const sorted = left.toSorted((a, b) => (a.span?.from ?? 0) - (b.span?.from ?? 0));
	const reached = /* @__PURE__ */ new Map();
	return sorted.some(({ name, span }) => {
		const before = reached.get(name) ?? -Infinity;
		reached.set(name, span?.to ?? Infinity);
		return (span?.from ?? 0) < before;
	});
}
// ../../packages/sources/src/define/divide.ts
/**
* A task is divided only when it seems to have so many pages left: each part ends with a page that is not full, or with
* a request that finds nothing.
*/
var worthPages = 4;
/** How many records a task seems to have left, by how close together those lay that it gave so far. */
function expected(work) {
	const { span, position, began, count, stream } = work;
	if (!stream.windows?.divisible || span === null || position === null || began === null || count === 0) return 0;
	const rest = stream.windows.order === "newest first" ? position - span.from : span.to - position;
	return count / Math.max(Math.abs(began - position), 1e3) * rest;
}
/**
* Takes the far half of what is left from the busiest of some tasks, for hands that have nothing to do.
*
* @returns the new task; null when nothing is worth dividing
*/
function divide(busy, pageSize) {
	let most = null;
	for (const work of busy) if (expected(work) >= worthPages * pageSize(work) && (most === null || expected(work) > expected(most))) most = work;
	if (most === null) return null;
	const { span, position, stream } = most;
	const newest = stream.windows?.order === "newest first";
	const middle = newest ? wholeSecond((span.from + position) / 2) : secondAfter((position + span.to) / 2);
	if (middle <= span.from || middle >= span.to) return null;
	most.span = newest ? {
		from: middle,
		to: span.to
	} : {
		from: span.from,
		to: middle
	};
	const rest = newest ? {
		from: span.from,
		to: middle
	} : {
		from: middle,
		to: span.to
	};
	return newWork(most.name, stream, {
		span: rest,
		total: most.total === null ? null : 0
	});
}
/** The two halves of a task whose span holds too much for the provider; null where it cannot be halved any more. */
function halve(work) {
	if (work.span === null) return null;
	const { from, to } = work.span;
	const middle = wholeSecond((from + to) / 2);
	if (middle <= from) return null;
	const half = (span) => newWork(work.name, work.stream, { span });
	const [older, newer] = [half({
		from,
		to: middle
	}), half({
		from: middle,
		to
	})];
	return work.stream.windows?.order === "newest first" ? [newer, older] : [older, newer];
}
var wholeSecond = (ms) => Math.floor(ms / 1e3) * 1e3;
var secondAfter = (ms) => Math.ceil(ms / 1e3) * 1e3;
// ../../packages/sources/src/define/hands.ts
/** See {@link Hands}. `begin` makes the generator of a task. */
function hands(begin) {
	const generators = /* @__PURE__ */ new Map();
	const busy = /* @__PURE__ */ new Set();
	const all = [];
	const arrived = [];
	let asked = 0;
	let failure = null;
	let wake = () => {};
	function ask(task) {
		if (failure !== null) return;
		asked += 1;
		const settled = (done) => {
			asked -= 1;
			done();
			wake();
		};
		generators.get(task).next().then(({ value }) => settled(() => arrived.push({
			task,
			value
		})), (error) => settled(() => {
			failure ??= { error };
		}));
	}
	return {
		busy,
		take(task) {
			if (failure !== null) return void busy.add(task);
			const generator = begin(task);
			generators.set(task, generator);
			all.push(generator);
			busy.add(task);
			ask(task);
		},
		ask,
		drop(task) {
			busy.delete(task);
			generators.delete(task);
		},
		async next() {
			for (;;) {
				const arrival = arrived.shift();
				if (arrival !== void 0) return arrival;
				if (failure !== null && (asked === 0 || !passing$1(failure.error))) throw failure.error;
				if (asked === 0) return null;
				await new Promise((resolve) => {
					wake = resolve;
				});
			}
		},
		async rest() {
			await Promise.all(all.map((generator) => generator.return().catch(() => void 0)));
		}
	};
}
/** Whether others that were asked already may still answer. */
function passing$1(error) {
	return isSourceError(error) && error.retryable;
}
// ../../packages/sources/src/define/plan.ts
/**
* Where to go on: at the checkpoint, or at the beginning of every stream.
*
* @throws SourceError `checkpoint_invalid`; RangeError for a stream or a time that is none
*/
function planOf({ title, streams, parallel }, request) {
	const wanted = wantedOf(title, namedStreams(streams), request.streams);
	const window = windowOf(request);
	const read = Object.entries(streams).filter(([name, { implied }]) => implied || wanted.includes(name));
	if (request.checkpoint !== null) {
		const state = readCheckpoint(title, streams, request.checkpoint);
		const left = state.left.filter((work) => read.some(([name]) => name === work.name));
		return {
			...state,
			left,
			window,
			streams: wanted
		};
	}
	const run = window.from === null ? "full" : "windowed";
	return {
		left: read.flatMap(([name, stream]) => {
			if (stream.only !== void 0 && stream.only !== run) return [];
			if (stream.windows === void 0) return [newWork(name, stream, { span: null })];
			return cut$2(stream.windows, window, parallel.perStream).map((span) => newWork(name, stream, { span }));
		}),
		done: 0,
		upTo: /* @__PURE__ */ new Map(),
		window,
		streams: wanted
	};
}
/** The streams that can be asked for. */
function namedStreams(streams) {
	return Object.keys(streams).filter((name) => !streams[name]?.implied);
}
function wantedOf(title, known, wanted = known) {
	const unknown = wanted.find((name) => !known.includes(name));
	if (unknown !== void 0) throw new RangeError(`${title} has no stream ${JSON.stringify(unknown)}`);
	return known.filter((name) => wanted.includes(name));
}
/** Both ends are rounded down to the second in which they lie, which is fetched whole. */
function windowOf({ windowStart, windowEnd }) {
	return {
		from: windowStart === null ? null : second$1(windowStart),
		to: second$1(windowEnd) + 1e3
	};
}
function second$1(time) {
	const ms = Date.parse(time);
	if (Number.isNaN(ms)) throw new RangeError(`not a time: ${JSON.stringify(time)}`);
	return Math.floor(ms / 1e3) * 1e3;
}
/** So many parts a stream that is divisible begins with: who is busy is divided, and who has nothing costs little. */
var beginnings = 4;
/** The spans of a stream, in its own order. */
function cut$2({ earliest, longestMs = Infinity, lookBackMs = 0, divisible, order }, run, hands) {
	const limit = typeof earliest === "number" ? earliest : run.to - earliest.backMs;
	const from = Math.floor(Math.max(limit, run.from === null ? limit : run.from - lookBackMs) / 1e3) * 1e3;
	const length = run.to - from;
	if (length <= 0) return [];
	const pieces = Math.max(Math.ceil(length / longestMs), divisible ? Math.min(hands, beginnings, Math.floor(length / 1e3)) : 1);
	const bound = (n) => n === pieces ? run.to : from + Math.floor(length / pieces * n / 1e3) * 1e3;
	const spans = Array.from({ length: pieces }, (_, n) => ({
		from: bound(n),
		to: bound(n + 1)
	}));
	return order === "newest first" ? spans.reverse() : spans;
}
// ../../packages/sources/src/define/pages.ts
/**
* The pages of a slice. Tasks are worked on side by side, each one page ahead of whoever commits; each page comes with
* the checkpoint of all tasks as it is after that page.
*/
async function* streamPages(source, request) {
	const plan = planOf(source, request);
	const left = new AbortController();
	const signal = AbortSignal.any([request.signal, left.signal]);
	const { window: run, streams } = plan;
	const context = {
		client: source.connect({
			...request,
			signal
		}),
		run,
		streams,
		signal,
		contacts: request.contacts
	};
	const arrivals = hands((work) => work.stream.pages(taskOf$1(work), context));
	function fill() {
		for (;;) {
			if (arrivals.busy.size >= source.parallel.inAll) return;
			const next = idle() ?? spare();
			if (next === null) return;
			arrivals.take(next);
		}
	}
	const busyWith = (name) => [...arrivals.busy].filter((work) => work.name === name).length;
	const hasRoom = ({ name }) => busyWith(name) < source.parallel.perStream;
	function idle() {
		return plan.left.find((work) => !arrivals.busy.has(work) && hasRoom(work)) ?? null;
	}
	function spare() {
		const part = divide([...arrivals.busy].filter(hasRoom), (work) => work.stream.pageSize ?? 100);
		if (part !== null) plan.left.push(part);
		return part;
	}
	try {
		fill();
		for (;;) {
			const arrival = await arrivals.next();
			if (arrival === null) return;
			request.signal.throwIfAborted();
			const { task: work, value } = arrival;
			if (value === void 0) throw unsaid(source.title, work);
			const { records, over } = settle(plan, work, value, source.title);
			if (over) arrivals.drop(work);
			else arrivals.ask(work);
			fill();
			yield {
				records,
				checkpoint: writeCheckpoint(plan),
				total: totalOf(plan)
			};
		}
	} finally {
		left.abort();
		await arrivals.rest();
	}
}
var taskOf$1 = (work) => ({
	get span() {
		return work.span;
	},
	cursor: work.cursor
});
/** Puts a page into what is known of the run: which of its records count, and whether its task is over. */
function settle(plan, work, page, title) {
	if (page.tooMuch) {
		const halves = halve(work);
		if (halves === null) throw new SourceError("provider_rejected", `${title}: ${work.name} has more in one second than the provider gives`, { retryable: false });
		plan.left.splice(plan.left.indexOf(work), 1, ...halves);
		return {
			records: [],
			over: true
		};
	}
	const { records, beyond } = within$3(work, page);
	if (page.horizon !== void 0) {
		const before = plan.upTo.get(work.name) ?? Infinity;
		plan.upTo.set(work.name, Math.min(before, Math.floor(page.horizon / 1e3)));
	}
	work.total ??= page.total ?? null;
	const next = beyond ? null : page.next;
	if (next === null) {
		plan.left.splice(plan.left.indexOf(work), 1);
		plan.done = plan.done === null || work.total === null ? null : plan.done + work.total;
		return {
			records,
			over: true
		};
	}
	const cursor = JSON.stringify(next);
	if (work.seen.has(cursor)) throw stuck$7(title, work);
	work.seen.add(cursor);
	work.cursor = next;
	return {
		records,
		over: false
	};
}
/**
* The records of a page that are still its task's: one that was divided after the page was asked for has lost the far
* ones. `beyond`: the page reaches into what it lost, so that nothing of the task can follow.
*/
function within$3(work, { records, times }) {
	const { windows } = work.stream;
	const { span } = work;
	const [first, last] = [times?.[0], times?.at(-1)];
	if (!windows?.divisible || span === null || times === void 0 || first === void 0 || last === void 0) return {
		records,
		beyond: false
	};
	work.began ??= first;
	work.position = last;
	work.count += records.length;
	return {
		records: records.filter((_, n) => {
			const time = times[n];
			return time >= span.from && time < span.to;
		}),
		beyond: windows.order === "newest first" ? last < span.from : last >= span.to
	};
}
/** The records of all tasks, where each of them said how many it has. */
function totalOf({ left, done }) {
	if (done === null || left.some(({ total }) => total === null)) return void 0;
	return left.reduce((sum, { total }) => sum + (total ?? 0), done);
}
function stuck$7(title, { name }) {
	return new SourceError("cursor_stuck", `${title}: ${name} gives the same page again and again`, { retryable: false });
}
/** A stream's own mistake: the run must not end as if it were complete. */
function unsaid(title, { name }) {
	return new SourceError("answer_malformed", `${title}: ${name} ended without the provider's word that there is no more`, { retryable: false });
}
// ../../packages/sources/src/define/define-source.ts
/**
* Makes a {@link Source} out of a manifest and streams. What a slice does with them (windows side by side, checkpoint,
* order, cursors that stand still) is the same for all.
*
* @example
* ```ts
* export const acme = defineSource({
*   name: "acme", title: "Acme", functionName: "fetch-acme", baseEnv: "ACME_API_BASE",
*   credentials: [{ env: "ACME_KEY", secret: true }],
*   rates: [{ scope: "account", requests: 10, perMs: 1000 }],
*   client: (connection) => createClient({ … }),
*   streams: { people },
*   test: async (client) => (await client.get("/me", {}, readMe)).name,
* })
* ```
*/
function defineSource(definition) {
	const { client: connect, streams, parallel = {
		perStream: 4,
		inAll: 16
	}, older: reader, test, ...said } = definition;
	const listed = Object.values(streams).flatMap(({ whole, object }) => whole ? object : []);
	const valid = (checkpoint) => isOwn(() => readCheckpoint(said.title, streams, checkpoint));
	return {
		manifest: {
			...said,
			streams: namedStreams(streams),
			listed
		},
		pages: (request) => streamPages({
			title: said.title,
			streams,
			parallel,
			connect
		}, request),
		older: (checkpoint, run) => readOlder(said.name, checkpoint, run, {
			reader,
			valid
		}),
		test: (connection) => tested$1(() => test(connect(connection)))
	};
}
function isOwn(read) {
	try {
		read();
		return true;
	} catch (error) {
		if (!isSourceError(error)) throw error;
		return false;
	}
}
async function tested$1(ask) {
	try {
		return {
			ok: true,
			account: await ask()
		};
	} catch (error) {
		if (!isSourceError(error)) throw error;
		return {
			ok: false,
			code: error.code,
			message: error.message
		};
	}
}
// ../../packages/sources/src/http/retry-after.ts
/**
* Reads a `Retry-After` header (RFC 9110: seconds, or a date).
*
* @returns milliseconds from now, or undefined when the header is absent or makes no sense
*/
function retryAfterMs(headers, now = Date.now) {
	const value = headers.get("retry-after")?.trim();
	if (!value) return void 0;
	if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1e3);
	const at = Date.parse(value);
	return Number.isNaN(at) ? void 0 : Math.max(0, at - now());
}
// ../../packages/sources/src/http/refusal.ts
/** Not the request's fault: the same one may succeed later (timeout, conflict with a lock, too early). */
var passing = /* @__PURE__ */ new Set([
	408,
	409,
	425
]);
/**
* What an HTTP status outside 2xx means for a run. A refused credential is never explained in the provider's words:
* they like to repeat it.
*
* @param what - the request without its parameters, e.g. `Stripe: GET /v1/customers`
*/
function refusal(what, answer, readProblem, redact) {
	const { status, headers } = answer;
	const problem = problemOf$1(answer, readProblem);
	const lacking = status === 401 && problem.lacksPermission === true;
	const { message, code, retryAfterMs: saidMs } = status === 401 && !lacking ? {} : problem;
	const words = [code && redact(code), message && redact(message)].filter(Boolean).join(": ");
	const [errorCode, retryable] = meaning$1(lacking ? 403 : status);
	return new SourceError(errorCode, `${what} answered ${status}${words && ` (${words})`}`, {
		retryable,
		retryAfterMs: retryable ? retryAfterMs(headers) ?? saidMs : void 0,
		providerCode: code && redact(code)
	});
}
var problemOf$1 = ({ text, headers, status }, readProblem) => readProblem(jsonOf(text), headers, status);
function meaning$1(status) {
	if (status === 401) return ["credentials_refused", false];
	if (status === 403) return ["permission_missing", false];
	if (status === 429) return ["rate_limited", true];
	if (status >= 500 || passing.has(status)) return ["provider_unavailable", true];
	return ["provider_rejected", false];
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
// ../../packages/sources/src/http/attempt.ts
/**
* Makes one request and reads its answer to the end, so that a body that breaks off or does not fit is a failed
* attempt like any other.
*
* @throws SourceError
*/
async function attempt(request, parts) {
	const { what, redact } = parts;
	const { response, text } = await exchange(request, parts);
	if (!response.ok) throw refusal(what, {
		status: response.status,
		headers: response.headers,
		text
	}, parts.readProblem, redact);
	return understand(text, parts);
}
async function exchange(request, { what, send, signal }) {
	let response;
	try {
		response = await send(request, { signal });
		return {
			response,
			text: await response.text()
		};
	} catch (error) {
		if (response) throw malformed(what, `broke off${causeOf(error)}`);
		throw new SourceError("provider_unreachable", `${what} got no answer${causeOf(error)}`, { retryable: true });
	}
}
function understand(text, { what, read }) {
	try {
		return read(JSON.parse(text));
	} catch (error) {
		if (error instanceof SyntaxError) throw malformed(what, "is not JSON");
		if (error instanceof z.ZodError) throw malformed(what, `is not as documented: ${places(error)}`);
		throw error;
	}
}
/** An answer that cannot be what the provider meant to say. */
function malformed(what, how) {
	return new SourceError("answer_malformed", `${what}: the answer ${how}`, { retryable: true });
}
/** Where an answer does not fit, without its content. */
function places({ issues }) {
	return issues.slice(0, 3).map(({ path, code }) => `${path.join(".") || "the whole"} (${code})`).join(", ");
}
/** The system's code for a broken connection, where there is one: `ECONNREFUSED`, `ENOTFOUND`, `UND_ERR_SOCKET`. */
function causeOf(error) {
	const code = [error?.cause, error].map((one) => one?.code).find((one) => typeof one === "string" && /^\w{3,40}$/.test(one));
	return code ? ` (${code})` : "";
}
// ../../packages/sources/src/http/limits.ts
/**
* Five retries after 0.5, 1, 2, 4 and 8 s at most: a hiccup of a provider passes unnoticed, an outage is reported
* within a fifth of the shortest slice (100 s).
*/
var requestLimits = {
	timeoutMs: 3e4,
	retries: 5,
	backoffMs: 500,
	maxWaitMs: 2e4
};
// ../../packages/sources/src/http/patience.ts
/**
* The patience of one request: exponential backoff, of which half is chance so that many clients do not come back
* together, and never sooner than the provider asks.
*
* @param random - chance in [0, 1)
*/
function createPatience(limits, random = Math.random) {
	let attempts = 0;
	let waitedMs = 0;
	return (failure) => {
		attempts += 1;
		if (!worthAnotherTry(failure) || attempts > limits.retries) return null;
		const backoffMs = limits.backoffMs * 2 ** (attempts - 1);
		const waitMs = Math.max(failure.retryAfterMs ?? 0, backoffMs / 2 * (1 + random()));
		if (waitedMs + waitMs > limits.maxWaitMs) return null;
		waitedMs += waitMs;
		return waitMs;
	};
}
/** A page that comes twice may be a proxy's slip; only when it comes again and again is it a loop. */
function worthAnotherTry({ retryable, code }) {
	return retryable || code === "cursor_stuck";
}
// ../../packages/sources/src/http/redact.ts
/** A piece of a secret this long is as good as a secret: it tells which key it was. */
var tellingLength = 6;
var longest = 300;
/**
* Makes texts of others safe to store and show: every word that holds a piece of a secret, or that looks like a
* masked one (`sk_test_****1234`), becomes `[redacted]`; control characters go, and what is long is cut.
*
* @example
* redactor(["sk_live_abc123"])("Invalid API Key provided: sk_live_*********c123") // "Invalid API Key provided: [redacted]"
*/
function redactor(secrets) {
	const pieces = new Set(secrets.flatMap(piecesOf));
	const telling = (word) => word.includes("**") || piecesOf(word).some((piece) => pieces.has(piece));
	return (text) => {
		const safe = secrets.reduce((rest, secret) => secret ? rest.replaceAll(secret, "[redacted]") : rest, text).replace(/[\p{Cc}\s]+/gu, " ").trim().replace(/[^\s'"`,;()<>[\]{}]+/g, (word) => telling(word) ? "[redacted]" : word);
		return safe.length > longest ? `${safe.slice(0, 299)}…` : safe;
	};
}
/** All pieces of the telling length; a text that is shorter is its own only piece. */
function piecesOf(text) {
	const count = Math.max(1, text.length - tellingLength + 1);
	return Array.from({ length: count }, (_, start) => text.slice(start, start + tellingLength));
}
// ../../packages/sources/src/http/within.ts
/** Thrown by {@link within} when the time is over. */
var TimeIsOver = class extends Error {
	name = "TimeIsOver";
};
/**
* Does some work within a time, and not longer than until `signal` is aborted. Whatever the work does with the signal
* that it is given, this ends. (On Node a `Request` that nobody keeps is collected as garbage, and the request in flight
* is then deaf to its signal for ever.)
*
* @param ms - the time, in milliseconds
* @throws TimeIsOver; the reason of `signal`; what the work throws
*/
async function within$2(signal, ms, work) {
	signal.throwIfAborted();
	const stop = new AbortController();
	let end = (_) => {};
	const stopped = new Promise((_, reject) => {
		end = (reason) => {
			reject(reason);
			stop.abort(reason);
		};
	});
	const abort = () => end(signal.reason);
	const timer = setTimeout(() => end(new TimeIsOver(`not within ${ms} ms`)), ms);
	signal.addEventListener("abort", abort, { once: true });
	try {
		return await Promise.race([stopped, work(stop.signal)]);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", abort);
	}
}
// ../../packages/sources/src/http/client.ts
/** How long to let a provider rest that says "too many" and not how long, in milliseconds. */
var restMs$2 = 3e4;
/** Makes a {@link Client}; requests go through the connection's `fetch`. */
function createClient(options) {
	const { title, baseUrl, headers, secrets, readProblem, connection } = options;
	const { authorize, endpointOf = (path) => path } = options;
	const { signal, pace, fetch: send = fetch } = connection;
	const limits = {
		...requestLimits,
		...connection.limits
	};
	const known = new Set(secrets);
	const redact = (text) => redactor([...known])(text);
	/** Turns that were too far away: the provider was not asked, so nobody need rest, and no wait of here is enough. */
	const turnless = /* @__PURE__ */ new WeakSet();
	async function turn(endpoint) {
		try {
			await pace?.turn(endpoint, limits.maxWaitMs, signal);
		} catch (error) {
			if (isSourceError(error)) turnless.add(error);
			throw error;
		}
	}
	async function credentials(refused) {
		const found = await authorize?.(refused) ?? {};
		for (const value of Object.values(found)) known.add(value.replace(/^\w+ /, ""));
		return found;
	}
	async function request({ method, path, query = {}, body }, read) {
		const what = `${title}: ${method} ${path}`;
		const endpoint = endpointOf(path);
		const parts = {
			what,
			send,
			read,
			readProblem,
			redact
		};
		const patience = createPatience(limits);
		const answers = /* @__PURE__ */ new WeakMap();
		let waitMs = 0;
		/** One attempt within its time; the wait for its turn is not of that. */
		async function timed(made) {
			await turn(endpoint);
			try {
				return await within$2(signal, limits.timeoutMs, (stop) => attempt(made, {
					...parts,
					signal: stop
				}));
			} catch (error) {
				if (!(error instanceof TimeIsOver)) throw error;
				throw new SourceError("provider_unreachable", `${what} got no answer within ${limits.timeoutMs} ms`, { retryable: true });
			}
		}
		/** A token that is refused is changed once. */
		async function authorized(made) {
			if (!authorize) return timed(made);
			const first = withHeaders(made.clone(), await credentials(null));
			try {
				return await timed(first);
			} catch (error) {
				if (!isSourceError(error) || error.code !== "credentials_refused") throw error;
				return timed(withHeaders(made, await credentials(first.headers)));
			}
		}
		async function mayRetry(error) {
			waitMs = error instanceof SourceError && !turnless.has(error) ? patience(error) : null;
			if (isSourceError(error) && error.code === "rate_limited" && !turnless.has(error)) await pace?.rest(endpoint, error.retryAfterMs ?? waitMs ?? restMs$2);
			return waitMs !== null;
		}
		try {
			const response = await ky(addressOf(baseUrl, path, query), {
				method,
				headers,
				signal,
				...body instanceof URLSearchParams ? { body } : body !== void 0 && { json: body },
				timeout: false,
				async fetch(made) {
					const done = new Response(null, { status: 204 });
					answers.set(done, { value: await authorized(made) });
					return done;
				},
				retry: {
					limit: limits.retries,
					methods: ["get", "post"],
					shouldRetry: ({ error }) => mayRetry(error),
					delay: () => waitMs ?? 0
				}
			});
			return answers.get(response).value;
		} catch (error) {
			signal.throwIfAborted();
			throw withRest(error);
		}
	}
	return {
		get: (path, query, read) => request({
			method: "GET",
			path,
			query
		}, read),
		post: (path, body, read) => request({
			method: "POST",
			path,
			body
		}, read)
	};
}
function withHeaders(request, headers) {
	for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
	return request;
}
function addressOf(baseUrl, path, query) {
	const url = new URL(baseUrl.replace(/\/+$/, "") + path);
	for (const [name, value] of Object.entries(query)) if (value !== void 0) url.searchParams.append(name, String(value));
	return url;
}
function withRest(error) {
	if (!(error instanceof SourceError) || error.code !== "rate_limited" || error.retryAfterMs !== void 0) return error;
	const { code, message, retryable, providerCode } = error;
	return new SourceError(code, message, {
		retryable,
		retryAfterMs: restMs$2,
		providerCode
	});
}
// ../../packages/sources/src/ghl/account.ts
var answer$4 = z.looseObject({ location: z.looseObject({
	id: z.string().min(1),
	name: z.string().nullish()
}) });
/**
* Asks GoHighLevel which location it is: its name, or its id where it has none.
*
* @throws SourceError
*/
async function locationName({ client, locationId }) {
	const path = `/locations/${encodeURIComponent(locationId)}`;
	const { location } = await client.get(path, {}, (body) => answer$4.parse(body));
	return location.name || location.id;
}
// ../../packages/sources/src/ghl/problem.ts
var dayMs$5 = 864e5;
var envelope$2 = z.object({
	message: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join("; "))]).optional(),
	error: z.string().optional()
});
/**
* GoHighLevel's words for a failure: one text or several. A token without a scope is a 401 there, as a wrong one is;
* only the words tell them apart.
*/
function readProblem$3(body, headers, status) {
	const { message, error } = envelope$2.safeParse(body).data ?? {};
	return {
		message,
		code: error,
		lacksPermission: status === 401 && /\bscope\b/i.test(message ?? ""),
		retryAfterMs: status === 429 ? restMs$1(headers) : void 0
	};
}
/** Until tomorrow, when the day's requests are used up; otherwise until the next interval begins. */
function restMs$1(headers) {
	if (headers.get("x-ratelimit-daily-remaining") === "0") {
		const now = Date.parse(headers.get("date") ?? "") || Date.now();
		return (Math.floor(now / dayMs$5) + 1) * dayMs$5 - now;
	}
	const interval = Number(headers.get("x-ratelimit-interval-milliseconds"));
	return interval > 0 ? interval : void 0;
}
// ../../packages/sources/src/ghl/api.ts
/** The version whose shapes this source knows. */
var ghlVersion = "2021-07-28";
var usualBase$3 = "https://services.leadconnectorhq.com";
/**
* How many contacts GoHighLevel gives at once. Its own documents do not say; 500 is what its help pages tell, and
* five times as fast as the 100 that everybody uses. Should it be refused, 100 are asked for.
*/
var mostContacts = {
	told: 500,
	safe: 100
};
/** A {@link GhlApi} for a private integration's token. */
function ghlApi(connection) {
	const { GHL_API_KEY: key = "", GHL_LOCATION_ID: locationId = "" } = connection.credentials;
	return {
		client: createClient({
			title: "GoHighLevel",
			baseUrl: connection.baseUrl ?? usualBase$3,
			headers: {
				authorization: `Bearer ${key}`,
				version: ghlVersion
			},
			secrets: [key],
			readProblem: readProblem$3,
			connection
		}),
		locationId,
		contactsAtOnce: mostContacts.told
	};
}
// ../../packages/sources/src/ghl/time.ts
/** Unix milliseconds; null for what is no time. */
function timeOf(text) {
	const time = Date.parse(text ?? "");
	return Number.isNaN(time) ? null : time;
}
/** The first of some texts that is a time, as ISO 8601. */
function isoOf(...texts) {
	const time = texts.map(timeOf).find((one) => one !== null);
	return time === null || time === void 0 ? void 0 : new Date(time).toISOString();
}
/** Before GoHighLevel existed: where a run since ever begins. */
var earliest$1 = Date.UTC(2015, 0);
/**
* How long a change may take until a search finds it. Seconds are what is reported; what is late beyond this is found
* by the next run all the same, unless nothing of it changes any more.
*/
var indexLagMs = 6e5;
// ../../packages/sources/src/ghl/contact-page.ts
var path$4 = "/contacts/search";
var what$1 = `GoHighLevel: POST ${path$4}`;
/** What a row is sorted by: its time and its id, which the next page begins behind. */
var contactCursor = z.array(z.union([z.string(), z.number()])).length(2);
/** Of a contact only what paging needs is checked; it is kept whole. */
var contact = z.looseObject({
	id: z.string().min(1).max(255),
	dateAdded: z.string().nullish(),
	dateUpdated: z.string().nullish(),
	searchAfter: z.unknown()
});
var answer$3 = z.looseObject({
	contacts: z.array(contact),
	total: z.int().nonnegative().nullish()
});
/**
* Fetches the page of a search that begins behind `after`.
*
* The end is what GoHighLevel itself says: a first page with as many contacts as it counts, or an empty page. A page
* that is shorter than asked for is no end.
*
* @throws SourceError
*/
async function searchContacts(api, search) {
	const ask = (limit) => api.client.post(path$4, bodyOf(api.locationId, limit, search), (body) => read$2(body, search));
	const limit = api.contactsAtOnce;
	try {
		return await ask(limit);
	} catch (error) {
		if (!(isSourceError(error) && error.code === "provider_rejected") || limit === mostContacts.safe) throw error;
		api.contactsAtOnce = mostContacts.safe;
		return ask(mostContacts.safe);
	}
}
function bodyOf(locationId, pageLimit, search) {
	const { field, span, after, until = span.to } = search;
	const from = span.from === earliest$1 ? 0 : span.from;
	return {
		locationId,
		pageLimit,
		filters: [{
			field,
			operator: "range",
			value: {
				gte: new Date(from).toISOString(),
				lte: (/* @__PURE__ */ new Date(until - 1)).toISOString()
			}
		}],
		sort: [{
			field,
			direction: "asc"
		}],
		...after !== null && { searchAfter: after }
	};
}
function read$2(body, { field, span, after, until = span.to }) {
	const { contacts, total = null } = answer$3.parse(body);
	const times = contacts.map((one) => placeIn({
		from: span.from,
		to: until
	}, one, field));
	const [first, last] = [contacts[0], contacts.at(-1)];
	const [place, before] = [sortedBy(first), after?.[0]];
	if (typeof place === "number" && typeof before === "number" && place < before) throw stuck$6();
	if (last === void 0 || after === null && total !== null && contacts.length >= total) return {
		contacts,
		times,
		next: null,
		total
	};
	const next = contactCursor.safeParse(last.searchAfter);
	if (!next.success) throw malformed(what$1, "has contacts without searchAfter");
	if (JSON.stringify(next.data) === JSON.stringify(after)) throw stuck$6();
	return {
		contacts,
		times,
		next: next.data,
		total
	};
}
/**
* The time for which a contact was found. Best known by what it is sorted by: the index may be behind the contact.
* Taken for this search's, the answer to another one would hide what this one has: so a time elsewhere is a failure.
*/
function placeIn(span, one, field) {
	const from = span.from === earliest$1 ? -Infinity : span.from;
	const place = [sortedBy(one), timeOf(one[field])].find((time) => typeof time === "number" && time >= from && time < span.to);
	if (place === void 0) throw malformed(what$1, `has contacts of which ${field} is another than was asked for`);
	return Math.max(place, span.from);
}
function sortedBy(one) {
	return Array.isArray(one?.searchAfter) ? one.searchAfter[0] : void 0;
}
function stuck$6() {
	return new SourceError("cursor_stuck", `${what$1} gives the same page again and again`, { retryable: false });
}
/** The record of a contact, without its place in the search, which is none of its own. */
function contactRecord({ searchAfter: _, ...data }) {
	return {
		object: "contact",
		id: data.id,
		updatedAt: isoOf(data.dateUpdated, data.dateAdded),
		data
	};
}
// ../../packages/sources/src/ghl/contacts.ts
var windows$1 = {
	earliest: earliest$1,
	order: "oldest first",
	lookBackMs: indexLagMs
};
/**
* Contacts. A run of a window has those that changed in it; one that changes again meanwhile leaves the window and
* belongs to the next run. A run since ever goes by the date at which they were added, which never changes: so none
* can pass by, from a part that is yet to be read to one that has been.
*/
var contacts = {
	object: "contact",
	cursor: contactCursor,
	windows: {
		...windows$1,
		divisible: true
	},
	pageSize: mostContacts.told,
	whole: true,
	async *pages(task, { client, run }) {
		const field = run.from === null ? "dateAdded" : "dateUpdated";
		for (let [after, first] = [task.cursor, true];; first = false) {
			const span = task.span;
			const page = await searchContacts(client, {
				field,
				span,
				after,
				until: first ? span.to : run.to
			});
			const { times, next, total } = page;
			yield {
				records: page.contacts.map(contactRecord),
				times,
				next,
				total: first && total || void 0
			};
			if (next === null) return;
			after = next;
		}
	}
};
/**
* Contacts that never were given a date of change, which no search by it finds: in a run of a window those that were
* added in it.
*/
var undatedContacts = {
	object: "contact",
	cursor: contactCursor,
	windows: windows$1,
	pageSize: mostContacts.told,
	only: "windowed",
	implied: true,
	async *pages(task, { client, streams }) {
		if (!streams.includes("contacts")) return yield {
			records: [],
			next: null
		};
		for (let after = task.cursor;;) {
			const { contacts: added, next } = await searchContacts(client, {
				field: "dateAdded",
				span: task.span,
				after
			});
			yield {
				records: added.filter(({ dateUpdated }) => dateUpdated == null).map(contactRecord),
				next
			};
			if (next === null) return;
			after = next;
		}
	}
};
// ../../packages/sources/src/older/parts.ts
/** Unix seconds of a time as older functions wrote it: ISO 8601, or a number of seconds or milliseconds; rounded down. */
var second = z.union([z.string().regex(/^\d{4}-\d\d-\d\d/).transform(Date.parse), z.union([z.number(), z.string().regex(/^\d{9,13}$/).transform(Number)]).transform((n) => n < 1e11 ? n * 1e3 : n)]).pipe(z.number().min(0).max(99999999999999).transform((ms) => Math.floor(ms / 1e3)));
/** The same for an end: a day alone is meant to its last second. */
var endSecond = z.union([z.string().regex(/^\d{4}-\d\d-\d\d$/).transform((day) => Date.parse(`${day}T23:59:59Z`) / 1e3).pipe(z.number()), second]);
/** A segment of an older run that read several stretches of time. */
var segment = z.looseObject({
	startDate: second.optional(),
	endDate: endSecond.optional(),
	done: z.boolean().optional()
});
/** The stretches that are left, in order; null where one does not say from when to when it is. */
function openSegments(value) {
	const found = z.array(segment).min(1).max(200).safeParse(value);
	if (!found.success) return null;
	const open = found.data.filter(({ done }) => done !== true);
	if (open.length === 0) return null;
	const timed = open.filter((one) => isStretch(one));
	return timed.length === open.length ? timed : null;
}
/** Whether both ends are there, in their order. */
function isStretch(value) {
	return value.startDate !== void 0 && value.endDate !== void 0 && value.startDate < value.endDate;
}
// ../../packages/sources/src/ghl/older.ts
var place$3 = z.looseObject({
	startAfterId: z.string().min(1).max(255),
	startAfter: second
});
/**
* Where an older function was in GoHighLevel's old list of contacts, which knew no other order than the newest first:
* what is left was added at that moment or before. Our own search sorts the other way round, so the stretch is read
* from its beginning.
*/
var readOlderGhl = (value, { startedAt }) => {
	const found = place$3.safeParse(value.contacts ?? value).data;
	if (found === void 0) return null;
	const last = Math.min(found.startAfter, Math.floor(startedAt / 1e3));
	return { left: [[
		"contacts",
		earliest$1 / 1e3,
		last + 1,
		null
	]] };
};
// ../../packages/sources/src/ghl/opportunity-page.ts
var path$3 = "/opportunities/search";
var what = `GoHighLevel: GET ${path$3}`;
/** The most that GoHighLevel gives at once. */
var pageSize$7 = 100;
/** The place of a page's last opportunity: when it was added, and its id. */
var opportunityCursor = z.tuple([z.union([z.number(), z.string().min(1).max(40)]), z.string().min(1).max(255)]);
/** Of an opportunity only what is needed is checked; it is kept whole. */
var opportunity = z.looseObject({
	id: z.string().min(1).max(255),
	createdAt: z.string().nullish(),
	updatedAt: z.string().nullish()
});
var answer$2 = z.looseObject({
	opportunities: z.array(opportunity),
	meta: z.looseObject({
		total: z.int().nonnegative().nullish(),
		startAfter: z.unknown(),
		startAfterId: z.unknown(),
		nextPageUrl: z.string().nullish()
	})
});
/**
* Fetches the page that begins behind `after`. It is the last one when GoHighLevel names none that follows.
*
* @param seen - cursors so far, as JSON; one that comes again would loop for ever
* @throws SourceError
*/
function searchOpportunities({ client, locationId }, after, seen) {
	const [startAfter, startAfterId] = after ?? [];
	const query = {
		location_id: locationId,
		status: "all",
		order: "added_asc",
		limit: pageSize$7,
		startAfter,
		startAfterId
	};
	return client.get(path$3, query, (body) => {
		const { opportunities, meta } = answer$2.parse(body);
		const total = meta.total ?? void 0;
		if (!meta.nextPageUrl) return {
			opportunities,
			next: null,
			total
		};
		if (opportunities.length === 0) throw malformed(what, "is empty and says that there is more");
		const next = opportunityCursor.safeParse([meta.startAfter, meta.startAfterId]);
		if (!next.success) throw malformed(what, "says that there is more and not where");
		if (seen.has(JSON.stringify(next.data))) throw stuck$5();
		return {
			opportunities,
			next: next.data,
			total
		};
	});
}
function stuck$5() {
	return new SourceError("cursor_stuck", `${what} gives the same page again and again`, { retryable: false });
}
// ../../packages/sources/src/ghl/opportunities.ts
/**
* Opportunities. They move from stage to stage long after they were added, and GoHighLevel finds them only by when
* that was: every run looks at all of them, and a run of a window keeps those that changed in it.
*/
var opportunities = {
	object: "opportunity",
	cursor: opportunityCursor,
	whole: true,
	async *pages(task, { client, run }) {
		const seen = new Set(task.cursor === null ? [] : [JSON.stringify(task.cursor)]);
		for (let after = task.cursor;;) {
			const page = await searchOpportunities(client, after, seen);
			yield {
				records: page.opportunities.filter((one) => isOf$2(run, one)).map(recordOf$3),
				next: page.next,
				total: run.from === null ? page.total : void 0
			};
			if (page.next === null) return;
			seen.add(JSON.stringify(page.next));
			after = page.next;
		}
	}
};
function isOf$2({ from, to }, { createdAt, updatedAt }) {
	const created = timeOf(createdAt) ?? 0;
	const changed = timeOf(updatedAt) ?? created;
	return created < to && (from === null || Math.max(created, changed) >= from - 6e5);
}
function recordOf$3(data) {
	return {
		object: "opportunity",
		id: data.id,
		updatedAt: isoOf(data.updatedAt, data.createdAt),
		data
	};
}
/** How many rows were read, the ids of the last of them, and how often the list was begun anew. */
var offsetCursor = z.tuple([
	z.int().nonnegative(),
	z.array(z.string().min(1).max(100)).max(3),
	z.int().nonnegative()
]);
/** Where the rows begin that were not read before; null when no row is known, so that it cannot be said. */
function firstNew(ids, [, anchors]) {
	if (anchors.length === 0) return 0;
	const last = ids.findLastIndex((id) => anchors.includes(id));
	return last === -1 ? null : last + 1;
}
// ../../packages/sources/src/ghl/offset-pages.ts
/** How often a list may be begun anew before its run gives up for now. */
var mostRounds = 5;
/** How often a page may have nothing new before it counts as a loop. */
var mostTries = 6;
/**
* Reads a list that is only asked for by the number of rows to skip, while rows may come and go. Each page repeats
* the last rows of the one before: whatever follows a row that is known was not read yet. Where none of them shows,
* rows went missing before them; then it steps back until one does, in the end to the beginning. So a row may come
* twice, and none is passed over.
*
* @throws SourceError `cursor_stuck` when the same page comes again and again
*/
async function* offsetPages(list, from) {
	for (let cursor = from ?? [
		0,
		[],
		0
	];;) {
		const page = await following(list, cursor);
		yield page;
		if (page.next === null) return;
		cursor = page.next;
	}
}
async function following(list, cursor) {
	const [done, anchors] = cursor;
	const usual = done - anchors.length;
	for (let [offset, nothing, unknown] = [
		usual,
		0,
		0
	];;) {
		const answer = await ask$1(list, offset, cursor);
		const { first, rows } = answer;
		if (first === null) {
			unknown += 1;
			if (unknown % 2 === 1) continue;
			if (offset === 0) return beginAnew(list, cursor);
			offset = Math.max(0, offset - list.pageSize + 3);
		} else if (first < rows.length || isEnd(answer, anchors)) return newRows(list, answer, first, cursor);
		else {
			nothing += 1;
			if (nothing === mostTries) throw stuck$4(list.what);
			offset = offset === usual ? offset + rows.length - 3 : usual;
		}
	}
}
async function ask$1(list, offset, cursor) {
	const page = await list.fetch(offset);
	return {
		...page,
		offset,
		first: firstNew(page.rows.map(list.idOf), cursor)
	};
}
/** Nothing but rows that are known, and no more behind them. */
function isEnd({ rows, offset, total }, anchors) {
	return rows.length <= anchors.length && offset + rows.length >= total;
}
async function beginAnew(list, [, , rounds]) {
	if (rounds === mostRounds) throw restless(list.what);
	const anew = [
		0,
		[],
		rounds + 1
	];
	return newRows(list, await ask$1(list, 0, anew), 0, anew);
}
function newRows({ idOf }, { rows, total, offset }, first, [, , rounds]) {
	const reached = offset + rows.length;
	const next = [
		reached,
		rows.slice(-3).map(idOf),
		rounds
	];
	return {
		rows: rows.slice(first),
		total,
		next: reached >= total ? null : next
	};
}
function stuck$4(what) {
	return new SourceError("cursor_stuck", `${what} gives the same page again and again`, { retryable: false });
}
function restless(what) {
	return new SourceError("provider_unavailable", `${what} changes faster than it can be read`, { retryable: true });
}
// ../../packages/sources/src/ghl/payments.ts
/** The most that GoHighLevel gives at once of payments. */
var pageSize$6 = 100;
/** Of a payment only what paging needs is checked; it is kept whole. */
var payment = z.looseObject({
	_id: z.string().min(1).max(100),
	createdAt: z.string().refine((text) => timeOf(text) !== null),
	updatedAt: z.string().nullish()
});
var answer$1 = z.looseObject({
	data: z.array(payment),
	totalCount: z.int().nonnegative()
});
/**
* The pages of a list of payments, from a cursor on.
*
* @throws SourceError
*/
function paymentPages({ client, locationId }, list, from) {
	const { path, query, within } = list;
	const what = `GoHighLevel: GET ${path}`;
	function read(body, offset) {
		const { data: rows, totalCount: total } = answer$1.parse(body);
		if (rows.length > 0 && offset + rows.length > total) throw malformed(what, "has more rows than it counts");
		if (rows.length === 0 && offset < total) throw malformed(what, "is empty and counts more");
		const outside = (time) => within !== void 0 && (time < within.from || time >= within.to);
		if (rows.length > 0 && rows.every(({ createdAt }) => outside(Date.parse(createdAt)))) throw malformed(what, "has payments of another time than was asked for");
		return {
			rows,
			total
		};
	}
	const fetch = (offset) => {
		const asked = {
			altId: locationId,
			altType: "location",
			...query,
			limit: pageSize$6,
			offset
		};
		return client.get(path, asked, (body) => read(body, offset));
	};
	return offsetPages({
		what,
		pageSize: pageSize$6,
		idOf: ({ _id }) => _id,
		fetch
	}, from);
}
/** Whether a payment was created or changed in a run's window; one of a run since ever only has to be old enough. */
function isOf$1({ from, to }, { createdAt, updatedAt }) {
	const created = Date.parse(createdAt);
	return created < to && (from === null || created >= from || (timeOf(updatedAt) ?? created) >= from);
}
/** The record of a payment. */
function paymentRecord(object, data) {
	return {
		object,
		id: data._id,
		updatedAt: isoOf(data.updatedAt, data.createdAt),
		data
	};
}
// ../../packages/sources/src/ghl/subscriptions.ts
/**
* Subscriptions. They change years after they began, and GoHighLevel finds them only by the day of their creation:
* every run looks at all of them, and a run of a window keeps those that changed in it.
*/
var subscriptions$1 = {
	object: "subscription",
	cursor: offsetCursor,
	whole: true,
	async *pages(task, { client, run }) {
		for await (const { rows, total, next } of paymentPages(client, { path: "/payments/subscriptions" }, task.cursor)) yield {
			records: rows.filter((row) => isOf$1(run, row)).map((row) => paymentRecord("subscription", row)),
			next,
			total: run.from === null ? total : void 0
		};
	}
};
// ../../packages/sources/src/ghl/transactions.ts
var dayMs$4 = 864e5;
/**
* Transactions, by half years side by side. GoHighLevel finds them only by the day of their creation, so a run of a
* window looks at those of thirty days more: a payment is settled, refunded or fails within that time. What changes
* later is seen by the next run since ever.
*/
var transactions$1 = {
	object: "transaction",
	cursor: offsetCursor,
	windows: {
		earliest: earliest$1,
		order: "newest first",
		longestMs: 182 * dayMs$4,
		lookBackMs: 30 * dayMs$4
	},
	whole: true,
	async *pages(task, { client, run }) {
		const span = task.span;
		const within = daysAround(span);
		const query = {
			startAt: dayOf(within.from),
			endAt: dayOf(within.to - dayMs$4)
		};
		for await (const { rows, next } of paymentPages(client, {
			path: "/payments/transactions",
			query,
			within
		}, task.cursor)) yield {
			records: rows.filter((row) => {
				const created = Date.parse(row.createdAt);
				return (created >= span.from || span.from === earliest$1) && created < span.to && isOf$1(run, row);
			}).map((row) => paymentRecord("transaction", row)),
			next
		};
	}
};
/**
* Whole days, more than enough of them: in which time zone GoHighLevel reads a date, and whether the last day is
* part of the answer, nobody has written down. What is too much is left to the neighbours.
*/
function daysAround({ from, to }) {
	const day = (time) => Math.floor(time / dayMs$4) * dayMs$4;
	return {
		from: from === earliest$1 ? Date.UTC(1990, 0) : day(from) - 2 * dayMs$4,
		to: day(to) + 4 * dayMs$4
	};
}
function dayOf(time) {
	return new Date(time).toISOString().slice(0, 10);
}
// ../../packages/sources/src/ghl/source.ts
/**
* GoHighLevel: contacts, transactions, subscriptions and opportunities of one location, read only. What is deleted
* there is only noticed by a run since ever.
*
* @example
* const pages = ghlSource.pages({
*   account: "default", windowStart: null, windowEnd: new Date().toISOString(), checkpoint: null,
*   credentials: { GHL_API_KEY: token, GHL_LOCATION_ID: location }, signal,
* })
* for await (const { records, checkpoint } of pages) await commit(records, checkpoint)
*/
var ghlSource = defineSource({
	name: "ghl",
	title: "GoHighLevel",
	functionName: "sync-ghl",
	credentials: [{
		env: "GHL_API_KEY",
		secret: true
	}, {
		env: "GHL_LOCATION_ID",
		secret: false
	}],
	baseEnv: "GHL_API_BASE",
	rates: [{
		scope: "account",
		requests: 100,
		perMs: 1e4
	}, {
		scope: "account",
		requests: 2e5,
		perMs: 864e5
	}],
	client: ghlApi,
	older: readOlderGhl,
	streams: {
		contacts,
		transactions: transactions$1,
		subscriptions: subscriptions$1,
		opportunities,
		contacts_undated: undatedContacts
	},
	parallel: {
		perStream: 6,
		inAll: 10
	},
	test: locationName
});
// ../../packages/sources/src/manychat/answer.ts
/** Nobody has this id, or this e-mail or phone. */
var nobody = "subscriber_not_found";
/** Not an e-mail or phone that ManyChat takes: so nobody has it. */
var notAField = "field_not_valid";
var good = z.looseObject({
	status: z.literal("success"),
	data: z.unknown()
});
var bad = z.looseObject({
	status: z.literal("error"),
	message: z.string().optional(),
	code: z.union([z.string(), z.number()]).optional(),
	details: z.looseObject({ messages: z.array(z.looseObject({ message: z.string() })) }).optional()
});
/** ManyChat's own words for an error; what they are is not documented, so the two that matter are known by their sense. */
function readProblem$2(body) {
	const { data } = bad.safeParse(body);
	if (data === void 0) return {};
	const message = [data.message, ...(data.details?.messages ?? []).map(({ message }) => message)].filter(Boolean).join(": ");
	return {
		message,
		code: codeOf(message) ?? (data.code === void 0 ? void 0 : String(data.code))
	};
}
function codeOf(words) {
	if (/(subscriber|contact|user).{0,40}(not found|not exist|n't exist)/i.test(words)) return nobody;
	const wrong = "(invalid|not valid|incorrect|wrong format)";
	const field = "(e-?mail|phone)";
	return new RegExp(`${wrong}.{0,40}${field}|${field}.{0,40}${wrong}`, "i").test(words) ? notAField : void 0;
}
/**
* The `data` of an answer that HTTP calls good. ManyChat says 200 to errors, too: the body's `status` decides.
*
* @param what - the request without its parameters
* @throws SourceError for an error in the body; ZodError for a body that is neither
*/
function dataOf(what, body, redact) {
	if (!bad.safeParse(body).success) return good.parse(body).data;
	const { message = "", code } = readProblem$2(body);
	const [errorCode, retryable] = meaning(message);
	const words = errorCode === "credentials_refused" ? "" : redact(message);
	const providerCode = code && redact(code);
	throw new SourceError(errorCode, `${what} answered 200 with an error${words && ` (${words})`}`, {
		retryable,
		providerCode
	});
}
function meaning(words) {
	if (/rate limit|too many/i.test(words)) return ["rate_limited", true];
	if (/\b(token|unauthori[sz]ed|api key|authenticat)/i.test(words)) return ["credentials_refused", false];
	if (/internal|temporar|unavailable|try again|time-?out/i.test(words)) return ["provider_unavailable", true];
	return ["provider_rejected", false];
}
// ../../packages/sources/src/manychat/met.ts
/** Nobody was met yet. */
function createMet() {
	const asked = /* @__PURE__ */ new Set();
	const known = /* @__PURE__ */ new Set();
	const keyOf = (field, value) => `${field} ${value.trim().toLowerCase()}`;
	function isNew({ id, email, phone }) {
		const fresh = !known.has(keyOf("id", id));
		known.add(keyOf("id", id));
		if (email) known.add(keyOf("email", email));
		if (phone) known.add(keyOf("phone", phone));
		return fresh;
	}
	return {
		asked(field, value) {
			const before = asked.has(keyOf(field, value));
			asked.add(keyOf(field, value));
			return before;
		},
		knows: (field, value) => known.has(keyOf(field, value)),
		add: (found) => found.filter(isNew)
	};
}
// ../../packages/sources/src/manychat/subscriber.ts
/** Of a subscriber only what is needed is checked; it is kept whole, with what ManyChat may add. */
var subscriber = z.looseObject({
	id: z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(/^\d{1,20}$/)),
	email: z.string().nullish(),
	phone: z.string().nullish()
});
/** The `object` column of its records. */
var subscriberObject = "subscriber";
/** Reads one subscriber. @throws ZodError */
function readSubscriber(data) {
	return subscriber.parse(data);
}
/** Reads what a look-up found: one subscriber, several, or nobody, which is an empty list. @throws ZodError */
function readFound(data) {
	return Array.isArray(data) ? data.map(readSubscriber) : data === null ? [] : [readSubscriber(data)];
}
/**
* The record of a subscriber. It carries no `updatedAt`: ManyChat does not say when a subscriber changed, and shows them
* as they are now.
*/
function recordOf$2(one) {
	return {
		object: subscriberObject,
		id: one.id,
		data: one
	};
}
// ../../packages/sources/src/manychat/client.ts
var usualBase$2 = "https://api.manychat.com";
var title = "ManyChat";
var page = z.looseObject({ name: z.string() });
/** Talks to ManyChat. */
function manychatClient(connection) {
	const key = connection.credentials.MANYCHAT_API_KEY ?? "";
	const redact = redactor([key]);
	const client = createClient({
		title,
		baseUrl: connection.baseUrl ?? usualBase$2,
		headers: {
			authorization: `Bearer ${key}`,
			accept: "application/json"
		},
		secrets: [key],
		readProblem: readProblem$2,
		connection
	});
	function get(path, query, read) {
		return client.get(path, query, (body) => read(dataOf(`${title}: GET ${path}`, body, redact)));
	}
	/** What ManyChat refuses because nobody is there is an answer. */
	async function orElse(nothing, codes, asked) {
		try {
			return await asked;
		} catch (error) {
			if (isSourceError(error) && !error.retryable && codes.includes(error.providerCode ?? "")) return nothing;
			throw error;
		}
	}
	return {
		met: createMet(),
		page: async () => (await get("/fb/page/getInfo", {}, (data) => page.parse(data))).name,
		find: (field, value) => orElse([], [nobody, notAField], get("/fb/subscriber/findBySystemField", { [field]: value }, readFound)),
		info: (id) => orElse(null, [nobody], get("/fb/subscriber/getInfo", { subscriber_id: id }, readSubscriber))
	};
}
// ../../packages/sources/src/manychat/contacts.ts
/**
* What is known of people. Without it there is nobody to ask for: a run that ended well with nothing would say that
* ManyChat has nobody, which nobody knows.
*
* @throws SourceError `contacts_missing`
*/
function contactsOf({ contacts }) {
	if (contacts !== void 0) return contacts;
	throw new SourceError("contacts_missing", "ManyChat has no list of subscribers, and this worker was not given the contacts to look up", { retryable: false });
}
// ../../packages/sources/src/manychat/together.ts
/**
* Does something with each item, some at once, and answers the results in the items' order. After a failure nothing
* more is begun.
*
* @throws what the first failure threw
*/
async function together(items, atOnce, one) {
	const results = new Array(items.length);
	let next = 0;
	async function lane() {
		while (next < items.length) {
			const n = next++;
			results[n] = await one(items[n]);
		}
	}
	try {
		await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
		return results;
	} finally {
		next = items.length;
	}
}
// ../../packages/sources/src/manychat/known.ts
/** How many ids make a page: at half of ManyChat's limit some five seconds. */
var pageSize$5 = 25;
/** So many requests in flight reach ManyChat's limit of 10 a second where an answer takes 300 ms. */
var atOnce$2 = 3;
/**
* The subscribers whom we have already, as they are now: those that a push or an import brought are found by no
* look-up. Somebody whom ManyChat has no more keeps the record that there is: no answer of one is a list of all.
*/
var known = {
	object: subscriberObject,
	cursor: z.string().min(1).max(2e3),
	pageSize: pageSize$5,
	async *pages(task, context) {
		const contacts = contactsOf(context);
		const { info, met } = context.client;
		for (let after = task.cursor;;) {
			const own = await contacts.own(subscriberObject, after, pageSize$5);
			const found = await together(own.ids.filter((id) => !met.knows("id", id)), atOnce$2, info);
			yield {
				records: met.add(found.filter((one) => one !== null)).map(recordOf$2),
				next: own.next
			};
			if (own.next === null) return;
			after = own.next;
		}
	}
};
// ../../packages/sources/src/manychat/lookups.ts
/** How many contacts make a page: at half of ManyChat's limit some two seconds of look-ups. */
var pageSize$4 = 50;
/** So many look-ups in flight reach ManyChat's limit where an answer takes 160 ms; pace keeps them below it. */
var atOnce$1 = 8;
/**
* The subscribers among the people whom other sources know. The cursor is a place in *our* contacts; somebody whom
* ManyChat does not know is no error.
*/
var lookups = {
	object: subscriberObject,
	cursor: z.string().min(1).max(2e3),
	pageSize: pageSize$4,
	async *pages(task, context) {
		const contacts = contactsOf(context);
		for (let after = task.cursor;;) {
			const known = await contacts.others(after, pageSize$4);
			yield {
				records: (await lookUp(context.client, known.contacts)).map(recordOf$2),
				next: known.next
			};
			if (known.next === null) return;
			after = known.next;
		}
	}
};
/** By e-mail; then those whose e-mail nobody has, or who have none, by phone. */
async function lookUp(client, contacts) {
	const byEmail = await find(client, "email", contacts);
	const left = contacts.filter(({ email }) => email === null || !client.met.knows("email", email));
	return [...byEmail, ...await find(client, "phone", left)];
}
/** What is not of such a shape nobody has, and ManyChat would refuse. */
var shapes$1 = {
	email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
	phone: /^\+\d{7,15}$/
};
async function find({ find, met }, field, contacts) {
	const found = await together(contacts.flatMap((contact) => contact[field] ?? []).filter((value) => shapes$1[field].test(value) && !met.knows(field, value) && !met.asked(field, value)), atOnce$1, (value) => find(field, value));
	return met.add(found.flat());
}
// ../../packages/sources/src/manychat/source.ts
/**
* ManyChat: its subscribers, as far as they can be known. There is no list of them, so a run looks up the people whom
* the other sources know, and refreshes the subscribers that are there already; nothing is ever marked missing. The
* window of a run does not matter: ManyChat does not say who changed when.
*
* Look-ups come first, and one stream after the other: whom a look-up found needs no refresh.
*/
var manychatSource = defineSource({
	name: "manychat",
	title: "ManyChat",
	functionName: "sync-manychat",
	baseEnv: "MANYCHAT_API_BASE",
	credentials: [{
		env: "MANYCHAT_API_KEY",
		secret: true
	}],
	rates: [
		{
			scope: "endpoint",
			requests: 50,
			perMs: 1e3,
			endpoint: "/fb/subscriber/findBySystemField"
		},
		{
			scope: "endpoint",
			requests: 10,
			perMs: 1e3,
			endpoint: "/fb/subscriber/getInfo"
		},
		{
			scope: "endpoint",
			requests: 100,
			perMs: 1e3,
			endpoint: "/fb/page/getInfo"
		}
	],
	afterGroup: true,
	parallel: {
		perStream: 1,
		inAll: 1
	},
	client: manychatClient,
	streams: {
		lookups,
		known
	},
	test: (client) => client.page()
});
// ../../packages/sources/src/paypal/tokens.ts
/** Of the answer only what is used; a token that no header can carry is none. */
var token = z.object({
	access_token: z.string().regex(/^[\x21-\x7e]+$/),
	app_id: z.string().min(1).optional()
});
var headersOf = ({ access_token }) => ({ authorization: `Bearer ${access_token}` });
/**
* Tokens by OAuth's client credentials. They last about nine hours, so a slice needs one; whoever asks while it is
* fetched waits for the same.
*
* @param client - carries the credentials themselves
*/
function createTokens(client) {
	let current = null;
	let appId = null;
	async function fetchToken() {
		const grant = new URLSearchParams({ grant_type: "client_credentials" });
		const found = await client.post("/v1/oauth2/token", grant, (body) => token.parse(body));
		appId = found.app_id ?? null;
		return found;
	}
	function renew() {
		const asked = fetchToken();
		current = asked;
		asked.catch(() => {
			if (current === asked) current = null;
		});
		return asked;
	}
	return {
		async authorize(refused) {
			const had = current ?? renew();
			const headers = headersOf(await had);
			if (refused?.get("authorization") !== headers.authorization) return headers;
			return headersOf(await (current === had || current === null ? renew() : current));
		},
		appId: () => appId
	};
}
// ../../packages/sources/src/paypal/client.ts
var usualBase$1 = "https://api-m.paypal.com";
/**
* The first wait after "too many" when PayPal does not say how long, in milliseconds. Who comes back sooner is banned
* for five minutes, say its users.
*/
var restMs = 1e5;
/** Makes a {@link PaypalClient}. */
function paypalClient(connection) {
	const { PAYPAL_CLIENT_ID: id = "", PAYPAL_CLIENT_SECRET: secret = "" } = connection.credentials;
	const basic = btoa(`${id}:${secret}`);
	const common = {
		title: "PayPal",
		baseUrl: connection.baseUrl ?? usualBase$1,
		secrets: [secret, basic],
		readProblem: readProblem$1
	};
	const alone = {
		...connection,
		limits: {
			...connection.limits,
			retries: 0
		}
	};
	const headers = { authorization: `Basic ${basic}` };
	const tokens = createTokens(createClient({
		...common,
		headers,
		connection: alone
	}));
	return {
		...createClient({
			...common,
			headers: {},
			authorize: tokens.authorize,
			connection
		}),
		appId: tokens.appId
	};
}
var envelope$1 = z.object({
	name: z.string(),
	message: z.string(),
	details: z.array(z.object({
		issue: z.string(),
		description: z.string()
	}).partial()),
	error: z.string(),
	error_description: z.string()
}).partial();
/** PayPal's error envelope, or OAuth's; the first detail says more than the message. */
function readProblem$1(body, _, status) {
	const { name, message, details, error, error_description } = envelope$1.safeParse(body).data ?? {};
	const detail = details?.[0]?.description ?? details?.[0]?.issue;
	return {
		code: name ?? error,
		message: detail ?? message ?? error_description,
		retryAfterMs: status === 429 ? restMs : void 0
	};
}
// ../../packages/sources/src/paypal/transaction.ts
var time$2 = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
/** Of a row only what its record needs is checked; it is kept whole, with what PayPal may add. */
var row = z.looseObject({ transaction_info: z.looseObject({
	transaction_id: z.string().min(1).max(100),
	transaction_event_code: z.string().max(20).optional(),
	transaction_initiation_date: time$2,
	transaction_updated_date: time$2.optional()
}) });
/**
* The records of some rows. PayPal's transaction ids are not unique: with the event code and the moment of the beginning
* they nearly are. Where two rows still share all that, one moves money and the other only tells of it; rows do not say
* which, but the balance afterwards stands in one of them, and that one has the id that it has when it is alone. A row
* that is alone never looks at that: a balance may come to it later, and its record must stay the same one. Twins are
* as new as the newest of them: when the other comes later, one takes the other's place.
*/
function recordsOf(rows) {
	const twins = /* @__PURE__ */ new Map();
	for (const row of rows) twins.set(keyOf(row), [...twins.get(keyOf(row)) ?? [], row]);
	const ids = /* @__PURE__ */ new Map();
	for (const [key, group] of twins) {
		const first = group.find(movesMoney) ?? group[0];
		const others = group.filter((row) => row !== first);
		ids.set(first, `${key}:1`);
		for (const [n, row] of others.entries()) ids.set(row, `${key}:${n === 0 ? 0 : n + 1}`);
	}
	return rows.map((data) => {
		const updated = newest(twins.get(keyOf(data)));
		return {
			object: "transaction",
			id: ids.get(data),
			...updated,
			data
		};
	});
}
function newest(twins) {
	const times = twins.flatMap(({ transaction_info: { transaction_updated_date: time } }) => time ?? []);
	if (times.length === 0) return {};
	return { updatedAt: new Date(Math.max(...times.map((time) => Date.parse(time)))).toISOString() };
}
/** When it began, in Unix milliseconds. */
function momentOf({ transaction_info: info }) {
	return Date.parse(info.transaction_initiation_date);
}
function keyOf(row) {
	const { transaction_info: info } = row;
	const began = new Date(momentOf(row)).toISOString();
	return `${info.transaction_id}:${info.transaction_event_code ?? ""}:${began}`;
}
function movesMoney({ transaction_info: info }) {
	return info.ending_balance !== void 0 || info.available_balance !== void 0;
}
var path$2 = "/v1/reporting/transactions";
var time$1 = z.string().transform(Date.parse).pipe(z.number());
var reply = z.object({
	transaction_details: z.array(row).default([]),
	account_number: z.string().min(1).optional(),
	start_date: time$1.optional(),
	end_date: time$1.optional(),
	last_refreshed_datetime: time$1.optional(),
	page: z.int().optional(),
	total_items: z.int().min(0),
	total_pages: z.int().min(0)
});
/**
* Searches the transactions that began in a span.
*
* @param end - the last moment that is asked for: PayPal's ranges include it
* @throws SourceError
*/
function searchPage(client, { from, to }, end, page) {
	const query = {
		start_date: new Date(from).toISOString(),
		end_date: new Date(end).toISOString(),
		fields: "all",
		balance_affecting_records_only: "N",
		page_size: 500,
		page
	};
	return client.get(path$2, query, (body) => {
		const found = reply.parse(body);
		const { transaction_details: rows, total_items: total, total_pages: pages, start_date: start = from } = found;
		const { end_date: reached = end, last_refreshed_datetime: refreshed = Infinity } = found;
		if (start < from || start >= to || reached > to) throw malformed(`PayPal: GET ${path$2}`, "is about another time");
		if (found.page !== void 0 && found.page !== page) throw stuck$3();
		if (rows.length === 0 && page <= pages) throw malformed(`PayPal: GET ${path$2}`, "lacks the rows of its page");
		const horizon = Math.min(reached, refreshed);
		return {
			rows,
			total,
			pages,
			horizon: horizon < end ? horizon : void 0
		};
	});
}
/** Asks for a day that is over and for one row: whether the credentials may search, and whose they are. */
async function accountOf$1(client, nowMs) {
	const end = Math.floor(nowMs / 1e3) * 1e3 - 6048e5;
	const [start_date, end_date] = [end - 864e5, end].map((ms) => new Date(ms).toISOString());
	return (await client.get(path$2, {
		start_date,
		end_date,
		page_size: 1,
		page: 1
	}, (body) => reply.parse(body))).account_number ?? client.appId();
}
function stuck$3() {
	return new SourceError("cursor_stuck", `PayPal: GET ${path$2} gives the same page again and again`, { retryable: false });
}
// ../../packages/sources/src/paypal/twins.ts
/**
* The rows of a page and what is to be given of them. Two rows that share their id may lie on both sides of the end of
* a page: only together it is clear which is which. So the last ones of the page before are looked at once more, and
* given again only where their record is another one now.
*/
function shownOf(rows, before) {
	const known = new Map(before.map(({ row, record }) => [row, record.id]));
	const all = [...known.keys(), ...rows];
	return recordsOf(all).map((record, n) => {
		const row = all[n];
		return {
			row,
			record,
			again: known.get(row) === record.id
		};
	});
}
/** Those that began when the last one did: the next page may have twins of them. */
function lastOf(shown) {
	const last = shown.at(-1);
	return last === void 0 ? [] : shown.filter(({ row }) => momentOf(row) === momentOf(last.row));
}
// ../../packages/sources/src/paypal/transactions.ts
var hourMs = 36e5;
var dayMs$3 = 24 * hourMs;
/** PayPal says that its data is three hours late at most; its users have seen more than a day. */
var latestMs = 3 * dayMs$3;
/** The longest span that PayPal searches at once. */
var longestMs$1 = 31 * dayMs$3;
/** How far back it searches: three years; the oldest days could be gone before a run that takes long, or rests, comes to them. */
var reachesMs = 1092 * dayMs$3;
/**
* What PayPal's transaction search has of three years, by the time when a transaction began: it can search by nothing
* else. A later change of an old one comes as a transaction of its own (a refund, a reversal).
*/
var transactions = {
	object: "transaction",
	cursor: z.strictObject({
		page: z.int().min(1),
		total: z.int().min(0),
		last: z.int().nullable()
	}),
	windows: {
		earliest: { backMs: reachesMs },
		order: "oldest first",
		longestMs: longestMs$1,
		lookBackMs: 3 * hourMs
	},
	pageSize: 500,
	async *pages(task, { client, run }) {
		const span = task.span;
		const end = span.to - (span.to === run.to ? 1e3 : 1);
		const search = (page) => searchPage(client, span, end, page);
		let { cursor: at } = task;
		let before = null;
		for (;;) {
			const found = await search(at?.page ?? 1).catch((error) => instead(error, span, run.to));
			if (!("rows" in found)) return yield found;
			const changed = at !== null && at.total !== found.total;
			if (changed && span.to - span.from > 1e3) return yield tooMuch;
			if (before === null && at !== null && at.page > 1 && found.rows.some((row) => momentOf(row) === at?.last)) before = lastOf(shownOf((await search(at.page - 1)).rows, []));
			const shown = shownOf(found.rows, before ?? []);
			before = lastOf(shown);
			at = nextOf$1(found, at, changed);
			yield {
				records: shown.flatMap(({ record, again }) => again ? [] : record),
				next: at,
				...statedBy(found)
			};
			if (at === null) return;
		}
	}
};
var statedBy = ({ total, horizon }) => ({
	total,
	horizon
});
var tooMuch = {
	records: [],
	next: null,
	tooMuch: true
};
/**
* Pages are numbers: when a row comes or goes while they are read, others change places, and one could slip from a page
* that is still to be read to one that was. So a span whose total changes is read again: in halves, which take less
* time, until there is only one page of each; a second, which has no halves, from its first page on.
*/
function nextOf$1({ rows, total, pages }, at, changed) {
	if (changed) return {
		page: 1,
		total,
		last: null
	};
	const page = at?.page ?? 1;
	const last = rows.at(-1);
	return page < pages ? {
		page: page + 1,
		total,
		last: last === void 0 ? null : momentOf(last)
	} : null;
}
/** What a refusal says of the span; any other one is thrown. */
function instead(error, { from }, present) {
	if (!isSourceError(error) || error.code !== "provider_rejected") throw error;
	if (error.providerCode === "RESULTSET_TOO_LARGE") return tooMuch;
	if (error.message.includes("Data for the given start date is not available") && present - from < latestMs) return {
		records: [],
		next: null,
		total: 0,
		horizon: from
	};
	throw error;
}
// ../../packages/sources/src/paypal/older.ts
var place$2 = z.looseObject({
	page: z.unknown(),
	startDate: second,
	endDate: endSecond
});
/**
* The stretch of time in which an older function searched. Its page is of no use: how many rows its pages had is not
* known. So the stretch is read from its beginning, and what was there already is written once.
*/
var readOlderPaypal = (value, run) => {
	const stretches = value.segments === void 0 ? single(value) : openSegments(value.segments);
	if (stretches === null) return null;
	const limits = {
		from: Math.ceil((run.now - reachesMs) / 1e3),
		to: Math.floor(run.startedAt / 1e3)
	};
	const within = stretches.map(({ startDate, endDate }) => ({
		from: Math.max(startDate, limits.from),
		to: Math.min(endDate, limits.to) + 1
	}));
	if (within.some(({ from, to }) => from >= to)) return null;
	const [from, to] = [Math.min(...within.map((one) => one.from)), Math.max(...within.map((one) => one.to)) - 1];
	return {
		left: within.flatMap(cut$1),
		window: {
			from,
			to
		}
	};
};
function single(value) {
	const found = place$2.safeParse(value).data;
	return found !== void 0 && isStretch(found) ? [found] : null;
}
/** PayPal takes at most a month in one search. */
function cut$1({ from, to }) {
	const step = longestMs$1 / 1e3;
	const pieces = Math.ceil((to - from) / step);
	return Array.from({ length: pieces }, (_, n) => [
		"transactions",
		from + n * step,
		Math.min(from + (n + 1) * step, to),
		null
	]);
}
// ../../packages/sources/src/paypal/subscriptions.ts
var path$1 = "/v1/billing/subscriptions";
var pageSize$2 = 20;
/** The page to read of the subscriptions by their creation or by their change of status, and how the last page ended. */
var cursor$1 = z.strictObject({
	by: z.enum(["created", "status"]),
	page: z.int().min(1),
	last: z.string().min(1).max(100).nullable()
});
var time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
var subscription = z.looseObject({
	id: z.string().min(1).max(100),
	create_time: time.optional(),
	status_update_time: time.optional(),
	update_time: time.optional()
});
/** Both are optional, says PayPal; but what has neither is no list, not an empty one. */
var list$2 = z.object({
	subscriptions: z.array(subscription),
	links: z.array(z.object({
		rel: z.string(),
		href: z.string()
	}).partial())
}).partial().refine(({ subscriptions, links }) => subscriptions !== void 0 || links !== void 0);
/**
* All subscriptions; in the other runs those that were created or changed their status in the window. A payment alone
* changes no status, and the list cannot be asked for it.
*/
var subscriptions = {
	object: "subscription",
	cursor: cursor$1,
	pageSize: pageSize$2,
	whole: true,
	async *pages(task, { client, run }) {
		const first = {
			by: run.from === null ? "created" : "status",
			page: 1,
			last: null
		};
		const seen = {
			created: /* @__PURE__ */ new Set(),
			status: /* @__PURE__ */ new Set()
		};
		for (let at = task.cursor ?? first; at !== null;) {
			const { found, more } = await fetchList$1(client, at, run, seen[at.by]);
			for (const { id } of found) seen[at.by].add(id);
			const next = more ? {
				by: at.by,
				page: at.page + 1,
				last: found.at(-1)?.id ?? null
			} : at.by === "status" ? {
				by: "created",
				page: 1,
				last: null
			} : null;
			yield {
				records: (at.by === "status" ? found.filter((one) => !within$1(run, one.create_time)) : found).map(recordOf$1),
				next
			};
			at = next;
		}
	}
};
/** The list does not say how many pages it has: its last one has no link to a next one, and is not full. */
async function fetchList$1(client, { by, page, last }, run, seen) {
	const from = run.from === null ? void 0 : (/* @__PURE__ */ new Date(run.from - 1e3)).toISOString();
	const query = {
		page_size: pageSize$2,
		page,
		...by === "status" ? { status_updated_after: from } : {
			created_after: from,
			created_before: new Date(run.to).toISOString()
		}
	};
	return client.get(path$1, query, (body) => {
		const { subscriptions: found = [], links = [] } = list$2.parse(body);
		if (found.length > 0 && (found.at(-1)?.id === last || found.every(({ id }) => seen.has(id)))) throw stuck$2();
		if (!isOf(links.find(({ rel }) => rel === "self")?.href ?? "", query) || found.some((one) => !fits(by, run, one))) throw malformed(`PayPal: GET ${path$1}`, "is not the page that was asked for");
		return {
			found,
			more: found.length >= pageSize$2 || found.length > 0 && links.some(({ rel }) => rel === "next")
		};
	});
}
/** Whether a page's link to itself says the same as the request did; what it does not say is believed. */
function isOf(link, query) {
	const said = new URLSearchParams(link.split("?")[1] ?? "");
	return Object.entries(query).every(([name, value]) => !said.has(name) || said.get(name) === String(value));
}
var within$1 = ({ from, to }, at) => at !== void 0 && Date.parse(at) >= (from ?? -Infinity) && Date.parse(at) < to;
/** Whether a subscription is one of those that were asked for; of what it does not say it is believed. */
function fits(by, { from, to }, one) {
	const since = (from ?? -Infinity) - 1e3;
	const [at, until] = by === "status" ? [one.status_update_time, Infinity] : [one.create_time, to];
	return at === void 0 || within$1({
		from: since,
		to: until + 1e3
	}, at);
}
function recordOf$1(data) {
	const updated = data.update_time ?? data.status_update_time;
	return {
		object: "subscription",
		id: data.id,
		...updated !== void 0 && { updatedAt: new Date(updated).toISOString() },
		data
	};
}
function stuck$2() {
	return new SourceError("cursor_stuck", `PayPal: GET ${path$1} gives the same page again and again`, { retryable: false });
}
// ../../packages/sources/src/paypal/source.ts
/**
* PayPal: transactions and subscriptions, read only. PayPal publishes no limit; its users found about fifty requests a
* minute, and a ban of five minutes for more.
*
* @example
* const pages = paypalSource.pages({
*   account: "default", windowStart: null, windowEnd: new Date().toISOString(), checkpoint: null,
*   credentials: { PAYPAL_CLIENT_ID: id, PAYPAL_CLIENT_SECRET: secret }, signal,
* })
* for await (const { records, checkpoint } of pages) await commit(records, checkpoint)
*/
var paypalSource = defineSource({
	name: "paypal",
	title: "PayPal",
	functionName: "fetch-paypal",
	baseEnv: "PAYPAL_API_BASE",
	credentials: [{
		env: "PAYPAL_CLIENT_ID",
		secret: false
	}, {
		env: "PAYPAL_CLIENT_SECRET",
		secret: true
	}],
	rates: [{
		scope: "account",
		requests: 50,
		perMs: 6e4
	}],
	client: paypalClient,
	older: readOlderPaypal,
	streams: {
		transactions,
		subscriptions
	},
	parallel: {
		perStream: 2,
		inAll: 3
	},
	test: (client) => accountOf$1(client, Date.now())
});
// ../../packages/sources/src/stripe/account.ts
var account = z.looseObject({ id: z.string().min(1) });
var anyList = z.looseObject({ data: z.array(z.unknown()) });
/**
* Asks Stripe whose key it is. A restricted key may not be allowed to know that; then one customer tells whether it
* is a key at all.
*
* @throws SourceError
*/
async function accountOf({ client }) {
	try {
		return (await client.get("/v1/account", {}, (body) => account.parse(body))).id;
	} catch (error) {
		if (!isSourceError(error) || error.code !== "permission_missing") throw error;
		await client.get("/v1/customers", { limit: 1 }, (body) => anyList.parse(body));
		return null;
	}
}
// ../../packages/sources/src/stripe/client.ts
/** The version whose shapes this source knows; an account's own default must not change what is stored. */
var stripeVersion = "2026-10-28.endive";
var usualBase = "https://api.stripe.com";
/** A {@link Client} for Stripe. */
function stripeClient(connection) {
	const key = connection.credentials.STRIPE_SECRET_KEY ?? "";
	return createClient({
		title: "Stripe",
		baseUrl: connection.baseUrl ?? usualBase,
		headers: {
			authorization: `Bearer ${key}`,
			"stripe-version": stripeVersion
		},
		secrets: [key],
		readProblem,
		endpointOf,
		connection
	});
}
/** Stripe counts the requests for single objects together with those for their list. */
function endpointOf(path) {
	return path.split("/").slice(0, 3).join("/");
}
var envelope = z.object({ error: z.object({
	message: z.string().optional(),
	code: z.string().optional(),
	type: z.string().optional()
}) });
/** Stripe's error envelope; a 429 says in a header which limit it was. */
function readProblem(body, headers) {
	const limit = headers.get("stripe-rate-limited-reason") ?? void 0;
	const { data } = envelope.safeParse(body);
	return {
		message: data?.error.message,
		code: limit ?? data?.error.code ?? data?.error.type
	};
}
// ../../packages/sources/src/stripe/record.ts
/**
* The record of an object. It carries no `updatedAt`: Stripe's objects do not say when they changed, and lists and
* look-ups show them as they are now, which is never older than what is stored.
*/
function recordOf(object, data) {
	return {
		object,
		id: data.id,
		data
	};
}
// ../../packages/sources/src/stripe/look-up.ts
/** How many objects of one page are asked for at once. */
var atOnce = 4;
var live = z.looseObject({
	id: z.string().min(1).max(255),
	created: z.int().nonnegative()
});
var found = z.union([z.looseObject({ deleted: z.literal(true) }).transform(() => null), live]);
/**
* Looks changed objects up as they are now, each once a slice. The copy that an event carries is not used: it is in
* the version that the account had set at the time, and older than what the next event about the same object tells.
* An object that is gone since gives no record.
*
* Whoever comes first with an object has it, also while its answer is awaited: if that fails the slice fails, and its
* page is read again in the next one.
*/
function createLookUp(client) {
	const taken = /* @__PURE__ */ new Set();
	async function one({ list, id }) {
		try {
			const data = await client.get(`/v1/${list.name}/${encodeURIComponent(id)}`, {}, (body) => found.parse(body));
			return data && recordOf(list.object, data);
		} catch (error) {
			if (isSourceError(error) && error.providerCode === "resource_missing") return null;
			throw error;
		}
	}
	return async (changed) => {
		const todo = changed.filter(({ id }) => !taken.has(id));
		for (const { id } of todo) taken.add(id);
		const records = [];
		for (let first = 0; first < todo.length; first += atOnce) {
			const answers = await Promise.all(todo.slice(first, first + atOnce).map(one));
			records.push(...answers.filter((record) => record !== null));
		}
		return records;
	};
}
// ../../packages/sources/src/stripe/api.ts
/** Made once a slice. */
function stripeApi(connection) {
	const client = stripeClient(connection);
	return {
		client,
		lookUp: createLookUp(client)
	};
}
// ../../packages/sources/src/stripe/changed.ts
/** The part of an event that tells which object it is about; that may be one without an id (an upcoming invoice). */
var told = z.looseObject({ data: z.looseObject({ object: z.looseObject({
	object: z.string(),
	id: z.string(),
	created: z.int()
}) }) });
/**
* Which objects of some lists a page of events says to have changed, each once. What was created in the run's window
* is left out: its own list has it.
*
* @param from - the beginning of the window, in Unix seconds
*/
function changedIn(events, lists, from) {
	const found = /* @__PURE__ */ new Map();
	for (const event of events) {
		const object = told.safeParse(event).data?.data.object;
		const list = lists.find((one) => one.object === object?.object);
		if (object && list && object.created < from) found.set(object.id, {
			list,
			id: object.id
		});
	}
	return [...found.values()];
}
// ../../packages/sources/src/stripe/list.ts
/** As many as Stripe gives at once. */
var pageSize$1 = 100;
/** Of the objects only what paging needs is checked, and copied for it: whole, a hundred of them are 400 kB. */
var list$1 = z.object({
	data: z.array(z.object({
		id: z.string().min(1).max(255),
		created: z.int().nonnegative()
	})),
	has_more: z.boolean()
});
/** The last object of a page, behind which the next one begins: its id, and its time for when it is gone itself. */
var stripeCursor = z.tuple([z.string().min(1).max(255), z.int().nonnegative()]);
/**
* Fetches the page of a list that begins behind the cursor.
*
* @throws SourceError
*/
async function fetchList(client, { path, query, span, after, seen }) {
	const [from, last] = [span.from / 1e3, span.to / 1e3 - 1];
	function read(body) {
		const { has_more } = list$1.parse(body);
		const { data } = body;
		if (data.some(({ created }) => created < from || created > last)) throw malformed(`Stripe: GET ${path}`, "has objects of another time than was asked for");
		const times = data.map(({ created }) => created * 1e3);
		if (!has_more) return {
			data,
			times,
			next: null
		};
		const end = data.at(-1);
		if (!end) throw malformed(`Stripe: GET ${path}`, "is empty and says that there is more");
		if (seen.has(end.id)) throw stuck$1(path);
		return {
			data,
			times,
			next: [end.id, end.created]
		};
	}
	const ask = (place) => {
		const { last: until = last, ...behind } = place;
		const time = {
			"created[gte]": from,
			"created[lte]": until
		};
		return client.get(path, {
			limit: pageSize$1,
			...query,
			...time,
			...behind
		}, read);
	};
	try {
		return await ask({ starting_after: after?.[0] });
	} catch (error) {
		if (!after || !isSourceError(error) || error.providerCode !== "resource_missing") throw error;
		return ask({ last: Math.min(last, after[1]) });
	}
}
function stuck$1(path) {
	return new SourceError("cursor_stuck", `Stripe: GET ${path} gives the same page again and again`, { retryable: false });
}
// ../../packages/sources/src/stripe/lists.ts
/** What is fetched, in this order. */
var lists = [
	{
		name: "customers",
		object: "customer"
	},
	{
		name: "charges",
		object: "charge"
	},
	{
		name: "payment_intents",
		object: "payment_intent"
	},
	{
		name: "subscriptions",
		object: "subscription",
		query: { status: "all" }
	},
	{
		name: "invoices",
		object: "invoice"
	},
	{
		name: "refunds",
		object: "refund"
	},
	{
		name: "disputes",
		object: "dispute"
	},
	{
		name: "payouts",
		object: "payout"
	},
	{
		name: "products",
		object: "product"
	},
	{
		name: "prices",
		object: "price"
	}
];
// ../../packages/sources/src/stripe/events.ts
var dayMs$2 = 864e5;
/**
* What tells of changes to objects that are older than the window. A run since ever needs none of it: its lists show
* every object as it is. Its tasks are not divided: what a page told of was looked up when it comes, and must not be
* dropped for another task to find it done.
*/
var events = {
	object: [],
	cursor: stripeCursor,
	only: "windowed",
	implied: true,
	windows: {
		earliest: { backMs: 30 * dayMs$2 },
		order: "newest first",
		longestMs: 4 * dayMs$2
	},
	async *pages(task, { client: { client, lookUp }, run, streams }) {
		const wanted = lists.filter(({ name }) => streams.includes(name));
		const seen = /* @__PURE__ */ new Set();
		for (let after = task.cursor;;) {
			if (after !== null) seen.add(after[0]);
			const { data, next } = await fetchList(client, {
				path: "/v1/events",
				span: task.span,
				after,
				seen
			});
			yield {
				records: await lookUp(changedIn(data, wanted, (run.from ?? 0) / 1e3)),
				next
			};
			after = next;
		}
	}
};
// ../../packages/sources/src/stripe/list-stream.ts
/** The year in which Stripe opened: nothing there is older. */
var earliest = Date.UTC(2011, 0, 1);
var windows = {
	earliest,
	order: "newest first",
	divisible: true
};
/**
* A list of Stripe's as a stream.
*
* @param object - the objects' own `object` field
* @param query - parameters that the list needs to be whole
*/
function listStream(object, path, query = {}) {
	return {
		object,
		cursor: stripeCursor,
		whole: true,
		windows,
		async *pages(task, { client: { client } }) {
			const seen = /* @__PURE__ */ new Set();
			for (let after = task.cursor;;) {
				if (after !== null) seen.add(after[0]);
				const { data, times, next } = await fetchList(client, {
					path,
					query,
					span: task.span,
					after,
					seen
				});
				yield {
					records: data.map((one) => recordOf(object, one)),
					times,
					next
				};
				after = next;
			}
		}
	};
}
// ../../packages/sources/src/stripe/older.ts
/** The lists by the ids of what is in them. Prices are left out: ours come in two parts, theirs did not. */
var listOf = {
	cus: "customers",
	ch: "charges",
	py: "charges",
	pi: "payment_intents",
	sub: "subscriptions",
	in: "invoices",
	re: "refunds",
	pyr: "refunds",
	dp: "disputes",
	du: "disputes",
	po: "payouts",
	prod: "products"
};
var id = z.string().max(255).regex(/^[a-z]+_\w+$/).nullish();
var place$1 = z.looseObject({
	starting_after: id,
	cursor: id,
	lastId: id,
	startDate: second.optional(),
	endDate: endSecond.optional()
});
/**
* Where an older function was in one of Stripe's lists: the last id that it had, under one of three names. Those lists
* come newest first, so what is left is older than that; nothing newer than the run's own start was ever of it. The
* id's own time is not known: should its object be gone, the list is read again from where the stretch ends.
*/
var readOlderStripe = (value, { startedAt }) => {
	const latest = Math.floor(startedAt / 1e3);
	if (value.segments !== void 0) {
		const left = openSegments(value.segments)?.map((one) => taskOf(one, Math.min(one.endDate, latest)));
		return left?.every((task) => task !== null) ? { left } : null;
	}
	const task = taskOf(value, latest);
	return task && { left: [task] };
};
function taskOf(value, latest) {
	const found = place$1.safeParse(value).data;
	const after = found?.starting_after ?? found?.cursor ?? found?.lastId;
	const list = listOf[after?.split("_")[0] ?? ""];
	if (found === void 0 || after == null || list === void 0) return null;
	const last = Math.min(found.endDate ?? latest, latest);
	return [
		list,
		found.startDate ?? earliest / 1e3,
		last + 1,
		[after, last]
	];
}
// ../../packages/sources/src/stripe/prices.ts
/** Which of the two lists, and where in it. */
var cursor = z.tuple([z.boolean(), stripeCursor.nullable()]);
var path = "/v1/prices";
/**
* Prices: first those that can be sold, then the archived ones, which Stripe lists only when asked for
* (https://docs.stripe.com/api/prices/list). It never lists those that were made for a single sale, although events
* tell of them: so what a run did not see may well be there, and the stream is not `whole`.
*/
var prices = {
	object: "price",
	cursor,
	windows: {
		earliest,
		order: "newest first"
	},
	async *pages(task, { client: { client } }) {
		const seen = /* @__PURE__ */ new Set();
		for (let [active, after] = task.cursor ?? [true, null];;) {
			if (after !== null) seen.add(after[0]);
			const { data, next } = await fetchList(client, {
				path,
				query: { active: String(active) },
				span: task.span,
				after,
				seen
			});
			const records = data.map((one) => recordOf("price", one));
			if (next === null && !active) return yield {
				records,
				next: null
			};
			[active, after] = next === null ? [false, null] : [active, next];
			yield {
				records,
				next: [active, after]
			};
		}
	}
};
// ../../packages/sources/src/stripe/source.ts
/** How many requests are under way at once: eight windows of a list make use of what Stripe allows an endpoint. */
var usual = {
	perStream: 8,
	inAll: 32
};
/**
* A source for Stripe that works on so many tasks at once; the usual one is {@link stripeSource}. One at a time makes
* one order of all requests, for tests that are about something else.
*/
function createStripeSource(parallel = usual) {
	return defineSource({
		name: "stripe",
		title: "Stripe",
		functionName: "fetch-stripe",
		credentials: [{
			env: "STRIPE_SECRET_KEY",
			secret: true
		}],
		baseEnv: "STRIPE_API_BASE",
		rates: [{
			scope: "endpoint",
			requests: 25,
			perMs: 1e3
		}, {
			scope: "account",
			requests: 100,
			perMs: 1e3
		}],
		client: stripeApi,
		older: readOlderStripe,
		streams: {
			...Object.fromEntries(lists.map((list) => [list.name, streamOf(list)])),
			events
		},
		parallel,
		test: accountOf
	});
}
function streamOf({ name, object, query }) {
	return name === "prices" ? prices : listStream(object, `/v1/${name}`, query);
}
// ../../packages/sources/src/registry.ts
/** Every source there is, in the order in which people see them. Functions, CLI and page know them only from here. */
var sources = [
	createStripeSource(),
	paypalSource,
	ghlSource,
	manychatSource
];
/** The source of that name, e.g. `stripe`; undefined when there is none. */
function sourceNamed(name) {
	return sources.find(({ manifest }) => manifest.name === name);
}
// ../../packages/worker/src/backoff.ts
/** Between slices of a run whose provider or code failed: a provider's hiccup lasts seconds, an outage minutes. */
var betweenSlices = {
	firstMs: 2e3,
	longestMs: 6e4
};
/** Between repeats of a call that the store did not answer: short, because a lease is running out meanwhile. */
var betweenCalls = {
	firstMs: 200,
	longestMs: 5e3
};
/**
* How long to wait before the next try, in milliseconds: half of it fixed, half of it chance, so that workers that
* failed together do not come back together.
*
* @param tries how many have failed before, 0 for the first
* @param random a number in [0, 1)
*/
function backoffMs({ firstMs, longestMs }, tries, random) {
	const whole = Math.min(longestMs, firstMs * 2 ** tries);
	return Math.round(whole / 2 + whole / 2 * random());
}
// ../../packages/worker/src/persist.ts
/** The least time that an answer gets, even when hardly any is left. */
var LEAST_MS$1 = 1e3;
/**
* Calls the store until it answers. Every write of the protocol may be repeated after a lost answer, so a fault of the
* connection is a reason to ask again; a call that does not settle is a fault as well.
*
* @throws StoreError the last fault, when the time is over; at once when repeating cannot help
*/
async function persist(call, patience) {
	const { clock, random, until, onFault, helps = mayBeRepeated } = patience;
	for (let tries = 0;; tries += 1) try {
		return await within$4(clock, Math.max(LEAST_MS$1, (until() - clock.now()) / 2), call(), noAnswer);
	} catch (error) {
		onFault?.(error);
		const waitMs = backoffMs(betweenCalls, tries, random);
		if (!helps(error) || clock.now() + waitMs >= until()) throw error;
		await sleep$1(clock, waitMs);
	}
}
/** Whether the same call may succeed later. */
function mayBeRepeated(error) {
	return isStoreError(error) && (error.code === "store_unreachable" || error.code === "store_timeout");
}
/** What a call that does not settle comes to. */
function noAnswer() {
	throw new StoreError("store_unreachable", "The store did not answer in time.");
}
// ../../packages/worker/src/pace.ts
/** How long a turn is asked for again when the store does not answer, in milliseconds. */
var PATIENCE_MS$3 = 2e4;
/** The longest wait or rest that a store keeps, in milliseconds. */
var LONGEST_MS = 864e5;
/**
* How much later than its turn a request may begin, in milliseconds: half of the least that {@link bucketsFor} leaves for
* being late, the other half is the network's. A process that stood still would send all that it has waited for at once.
*/
var TOO_LATE_MS = 25;
/** How many turns in a row may be missed. Who is always late has not the strength to ask too much. */
var MISSED_TURNS = 3;
/**
* A {@link Pace} by the turns of a store: all workers of an account, on whatever machine, share them.
*
* A fault of the store is borne for twenty seconds and then thrown as it is, a `StoreError`: the slice is tried again
* later. A rest that cannot be noted is told to `onFault`, and no more.
*
* @throws RangeError when the share is none
*/
function createPace({ store, scope, manifest, share = usualShare, clock, random, onFault }) {
	const { title, rates } = manifest;
	const part = checkShare(share);
	const named = {
		source: scope.source,
		account: scope.account
	};
	/** How many rests were asked for, by bucket, and when the last of them is known to all. */
	const rested = /* @__PURE__ */ new Map();
	let noted = Promise.resolve();
	const restsAt = (endpoint) => bucketsFor(rates, endpoint, part).reduce((sum, { bucket }) => sum + (rested.get(bucket) ?? 0), 0);
	function take(endpoint, maxWaitMs, signal) {
		const request = {
			...named,
			buckets: bucketsFor(rates, endpoint, part),
			maxWaitMs: within(maxWaitMs)
		};
		const giveUpAt = clock.now() + PATIENCE_MS$3;
		const ask = () => {
			signal.throwIfAborted();
			return store.take(request);
		};
		return request.buckets.length === 0 ? Promise.resolve({
			granted: true,
			waitMs: 0
		}) : unlessAborted(signal, persist(ask, {
			clock,
			random,
			onFault,
			until: () => giveUpAt
		}));
	}
	function tooFar(endpoint, waitMs) {
		return new SourceError("rate_limited", `${title}: the next turn at ${endpoint} is ${Math.ceil(waitMs / 1e3)} s away`, {
			retryable: true,
			retryAfterMs: Math.ceil(waitMs)
		});
	}
	return {
		async turn(endpoint, maxWaitMs, signal) {
			signal.throwIfAborted();
			for (let missed = 0;;) {
				const before = restsAt(endpoint);
				const { granted, waitMs } = await take(endpoint, maxWaitMs, signal);
				if (!granted) throw tooFar(endpoint, waitMs);
				const at = clock.now() + waitMs;
				await pause(clock, Math.ceil(waitMs), signal);
				if (restsAt(endpoint) !== before) await unlessAborted(signal, noted);
				else if (clock.now() - at <= TOO_LATE_MS || ++missed > MISSED_TURNS) return;
			}
		},
		async rest(endpoint, ms) {
			const buckets = bucketsFor(rates, endpoint, part);
			if (within(ms) > 0) for (const { bucket } of buckets) rested.set(bucket, (rested.get(bucket) ?? 0) + 1);
			const rests = Promise.allSettled(buckets.map(({ bucket }) => store.rest({
				...named,
				bucket,
				ms: within(ms)
			})));
			noted = rests;
			for (const rest of await rests) if (rest.status === "rejected") onFault?.(rest.reason);
		}
	};
}
/** What a store takes; nonsense is no wait. */
function within(ms) {
	return ms > 0 ? Math.min(ms, LONGEST_MS) : 0;
}
// ../../packages/worker/src/redact.ts
var MARK = "***";
var PART = 8;
var LONGEST$1 = 4e3;
/** What looks like a credential, whoever it belongs to. */
var shapes = [
	/\b(?:sk|rk|pk)_(?:live|test)_\w+/g,
	/\bwhsec_[\w+/=]+/g,
	/\bsb_(?:secret|publishable)_[\w-]+/g,
	/\bpit-[\w-]{8,}/g,
	/\b(?:Bearer|Basic)\s+[^\s"',;]+/gi,
	/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g,
	/(?<=:\/\/)[^\s/@]{1,500}(?=@)/g
];
/**
* Removes credentials from a text that will be stored or shown: each of `secrets`, any part of one that is at least 8
* characters long, and whatever has the shape of a key, a token or a password in an address. Texts are cut to 4,000
* characters first. Secrets shorter than 8 characters are left alone: removing those would only garble the text.
*
* @example
* ```ts
* redact("401 for sk_live_4eC39HqLyjWDarjtT1zdp7dc", []) // "401 for ***"
* ```
*/
function redact(text, secrets) {
	const parts = partsOf(secrets);
	let clean = shapes.reduce((rest, shape) => rest.replace(shape, MARK), text.slice(0, LONGEST$1));
	for (let before = ""; before !== clean;) {
		before = clean;
		clean = cut(clean, parts);
	}
	return clean;
}
/** Every run of 8 characters in the secrets, as they are and as they look in an address. */
function partsOf(secrets) {
	const parts = /* @__PURE__ */ new Set();
	for (const secret of [...secrets, ...secrets.map(inAddress)]) for (let from = 0; from + PART <= secret.length; from += 1) parts.add(secret.slice(from, from + PART));
	return parts;
}
var inAddress = (secret) => encodeURIComponent(secret.toWellFormed());
/** Replaces each stretch of the text that is covered by parts. */
function cut(text, parts) {
	let clean = "";
	let covered = -1;
	for (let at = 0; at < text.length; at += 1) {
		if (parts.has(text.slice(at, at + PART))) {
			if (at > covered) clean += MARK;
			covered = Math.max(covered, at + PART);
		}
		if (at >= covered) clean += text[at];
	}
	return clean;
}
// ../../packages/worker/src/group.ts
/** Between two looks at the others of a group: doubling from the first to the longest. */
var looks = {
	firstMs: 5e3,
	longestMs: 3e4
};
/** How long a look is tried when the store does not answer, in milliseconds. */
var PATIENCE_MS$2 = 2e4;
/**
* Hands a run of a source that comes `afterGroup` back for as long as others of its group are active, whatever they
* come to: completed, failed, cancelled or stale, they are over. Those that wait themselves are not waited for.
*
* @throws SliceEnded when it was handed back; let it pass
*/
async function waitForGroup(held, options) {
	const { group_id: groupId, slice } = held.row;
	if (!options.source.manifest.afterGroup || groupId === null) return;
	if (await anyActive(groupId, held, options)) held.yield("dependency", Math.min(looks.longestMs, looks.firstMs * 2 ** Math.max(0, slice - 1)));
}
async function anyActive(groupId, held, options) {
	const { store, source, sourceOf = sourceNamed, clock, random, onFault } = options;
	const giveUpAt = clock.now() + PATIENCE_MS$2;
	const waits = (run) => run.source === source.manifest.name || sourceOf(run.source)?.manifest.afterGroup === true;
	for (let before; before !== null;) {
		const from = before;
		const ask = () => {
			held.signal.throwIfAborted();
			return store.list({
				groupId,
				active: true,
				before: from
			});
		};
		const { runs, next } = await persist(ask, {
			clock,
			random,
			onFault,
			until: () => giveUpAt
		});
		if (runs.some((run) => run.id !== held.row.id && !waits(run))) return true;
		before = next;
	}
	return false;
}
// ../../packages/worker/src/known.ts
/** What the installation knows of people, as a source of this scope may ask for it. */
function knownTo(store, { source, account }) {
	return {
		others: (after, limit) => store.knownContacts({
			source,
			account,
			after,
			limit
		}),
		own: (object, after, limit) => store.knownIds({
			source,
			account,
			object,
			after,
			limit
		})
	};
}
// ../../packages/worker/src/mark-missing.ts
/** How long a call is repeated when the store does not answer, in milliseconds. */
var PATIENCE_MS$1 = 6e4;
/**
* Marks what a run since ever did not see, when its pages are over and before it is completed. Where only some streams
* were fetched nothing is marked: of the others nothing was seen. A refusal is left to COMPLETE, which is refused too.
*/
async function markMissing$1(held, options) {
	const { store, manifest, streams = manifest.streams, drain, clock, random, onFault } = options;
	const { id: runId, mode, window_start, dry_run, fence, worker } = held.row;
	if (mode !== "full" || window_start !== null || dry_run || worker === null) return;
	const objects = manifest.streams.every((stream) => streams.includes(stream)) ? manifest.listed : [];
	for (;;) {
		const giveUpAt = clock.now() + PATIENCE_MS$1;
		const ask = () => {
			held.signal.throwIfAborted();
			return store.markMissing({
				runId,
				fence,
				worker,
				objects
			});
		};
		const { more } = await persist(ask, {
			clock,
			random,
			onFault,
			until: () => giveUpAt
		});
		if (!more) return;
		if (drain?.aborted) held.yield("budget");
	}
}
// ../../packages/worker/src/options.ts
/** The options that say how, with their defaults. */
function toolsOf({ clock, random, secrets, onChange, onFault }) {
	return {
		clock: clock ?? monotonicClock,
		random: random ?? Math.random,
		secrets: secrets ?? [],
		onChange,
		onFault
	};
}
// ../../packages/worker/src/database-time.ts
/**
* @param now the database's answer to "what time is it", ISO 8601
* @param askedAt when the question was sent, by `clock`. The answer is a little younger than that, so the time told
* here runs ahead by at most one round trip: a slice ends, and a wait lasts, that much on the safe side.
*/
function databaseTime(now, askedAt, clock) {
	const offset = Date.parse(now) - askedAt;
	return {
		in: (ms) => new Date(offset + clock.now() + ms).toISOString(),
		until: (at) => Date.parse(at) - offset - clock.now()
	};
}
// ../../packages/worker/src/failure.ts
var LONGEST = 1e3;
/**
* Reads any thrown value. One with a `code` and a `retryable` of its own (a `SourceError`, whichever copy of the
* package made it) is taken at its word, and so is the store's; everything else is an `internal_error`, which a later
* slice may be spared: the run's attempts bound how often that is tried. The message is redacted.
*/
function failureOf(thrown, secrets) {
	const { name, code, message, retryable, retryAfterMs } = fields(thrown);
	const typed = code !== void 0 && (retryable !== void 0 || isStoreError(thrown));
	const words = message === void 0 ? `The slice threw ${inWords(thrown)}.` : typed ? message : `${name}: ${message}`;
	return {
		code: typed ? redact(code, secrets).slice(0, 200) : "internal_error",
		message: redact(words, secrets).slice(0, LONGEST),
		retryable: !typed || retryable !== false,
		...retryAfterMs !== void 0 && { retryAfterMs }
	};
}
/** The fields of a thrown object that are what they should be, each read once. Even reading may throw. */
function fields(thrown) {
	if (typeof thrown !== "object" || thrown === null) return {};
	try {
		const { name, code, message, retryable, retryAfterMs } = thrown;
		return {
			name: typeof name === "string" ? name : "Error",
			code: typeof code === "string" && code !== "" ? code : void 0,
			message: typeof message === "string" && message !== "" ? message : void 0,
			retryable: typeof retryable === "boolean" ? retryable : void 0,
			retryAfterMs: typeof retryAfterMs === "number" && retryAfterMs >= 0 ? retryAfterMs : void 0
		};
	} catch {
		return {};
	}
}
/** A thrown value without a message, in words; never "[object Object]". */
function inWords(thrown) {
	if (typeof thrown === "string") return JSON.stringify(thrown);
	return thrown === null || typeof thrown !== "object" && typeof thrown !== "function" ? String(thrown) : "something without a message";
}
// ../../packages/worker/src/claim.ts
/**
* Claims a run for one slice, or takes over the claim that `worker` made when it started the run. Faults are borne for
* as long as a run may wait to be claimed: after that the sweep has somebody called again.
*/
async function claimRun(store, run, worker, tools) {
	const { clock, secrets } = tools;
	const giveUpAt = clock.now() + policy.pickupGraceMs;
	const patience = {
		...tools,
		until: () => giveUpAt
	};
	try {
		let askedAt = 0;
		const { now, policy } = await persist(() => {
			askedAt = clock.now();
			return store.status();
		}, patience);
		const time = databaseTime(now, askedAt, clock);
		if ("worker" in run && run.worker === worker) return {
			run,
			worker,
			policy,
			time
		};
		const answer = await persist(() => store.send(run.id, {
			type: "CLAIM",
			worker
		}), patience);
		if (answer.run !== null && (answer.applied || answer.reason === "repeated")) {
			tools.onChange?.(answer.run);
			return {
				run: answer.run,
				worker,
				policy,
				time
			};
		}
		return notClaimed(answer, time);
	} catch (error) {
		return {
			kind: "lost",
			run: null,
			error: failureOf(error, secrets)
		};
	}
}
function notClaimed({ run, reason }, time) {
	const dueAt = reason === "not_due" ? run?.due_at : null;
	return {
		kind: "not_claimed",
		run,
		reason: reason ?? "not_found",
		...dueAt && { dueInMs: Math.max(1, time.until(dueAt)) }
	};
}
// ../../packages/worker/src/ending.ts
/** The budget is used up, or the process wants to stop: the next slice goes on at once. */
var budgetUsed = {
	kind: "yield",
	reason: "budget",
	waitMs: 0
};
/** A later slice may succeed: it comes after a wait that grows with the run's attempts. */
function tryAgain(failure, attempts, random) {
	const { retryAfterMs, ...error } = failure;
	if (error.code === "rate_limited") return {
		kind: "yield",
		reason: "rate_limited",
		waitMs: retryAfterMs ?? betweenSlices.longestMs,
		error
	};
	return {
		kind: "yield",
		reason: "retry",
		waitMs: Math.max(backoffMs(betweenSlices, attempts, random), retryAfterMs ?? 0),
		error
	};
}
/** What a thrown value means for the run. */
function endingOf(thrown, attempts, random, secrets) {
	const failure = failureOf(thrown, secrets);
	if (failure.retryable) return tryAgain(failure, attempts, random);
	return {
		kind: "fail",
		error: {
			code: failure.code,
			message: failure.message,
			retryable: false
		}
	};
}
/** What remains to be done when the store refused an event of this slice. */
function refusedEnding({ reason }, error) {
	switch (reason) {
		case "exhausted": return {
			kind: "fail",
			error: error ?? {
				code: "exhausted",
				message: "No attempt of the run got a page through."
			}
		};
		case "out_of_order": return {
			kind: "yield",
			reason: "retry",
			waitMs: betweenSlices.firstMs,
			error: {
				code: reason,
				message: "The run is not where its worker left it."
			}
		};
		case "invalid": return {
			kind: "fail",
			error: {
				code: reason,
				message: "The store refused what the worker sent as malformed."
			}
		};
		default: return { kind: "fenced" };
	}
}
// ../../packages/worker/src/commit.ts
/** So many pages in a row with the same checkpoint are a loop. */
var STUCK_AFTER = 3;
/**
* Commits one page, and decides whether there is to be another one in this slice. A page that is too much for one
* statement of the database goes in parts, of which only the last moves the checkpoint: who dies between two of them has
* the page fetched again.
*
* @throws SliceEnded when the slice is over, be it by what became of this very page
*/
async function commitPage(slice, page, drain) {
	const { slice_pages } = slice.row;
	const parts = [page.records];
	for (let records = parts.shift(); records !== void 0; records = parts.shift()) {
		const checkpoint = parts.length > 0 ? slice.row.checkpoint : page.checkpoint;
		if (!(records.length <= slice.mostRecords) || !await commitPart(slice, {
			...page,
			records,
			checkpoint
		})) parts.unshift(...halves(records));
	}
	slice.standing = slice.row.slice_pages === slice_pages ? slice.standing + 1 : 0;
	if (slice.standing >= STUCK_AFTER) throw slice.end({
		kind: "fail",
		error: stuck
	});
	const { left } = slice;
	left.pages -= 1;
	left.records -= page.records.length;
	const usedUp = left.pages <= 0 || left.records <= 0;
	if (slice.tools.clock.now() >= slice.yieldsAt || drain?.aborted || usedUp) slice.end(budgetUsed);
	slice.signal.throwIfAborted();
	return slice.row;
}
function halves(all) {
	const middle = Math.ceil(all.length / 2);
	return [all.slice(0, middle), all.slice(middle)];
}
/**
* Commits records under the next sequence number. A fault of the store has them sent again, for as long as the run is
* held; only where the database gave up on them, fewer at once are what helps.
*
* @returns false when the database gave up and nothing was committed
*/
async function commitPart(slice, page) {
	slice.signal.throwIfAborted();
	const { clock, random, secrets } = slice.tools;
	const { attempts, id } = slice.row;
	const seq = slice.seq + 1;
	const { records, checkpoint, total } = page;
	const tooMuch = (error) => isStoreError(error) && error.code === "store_timeout" && records.length > 1;
	let sentAt = 0;
	let answer;
	slice.fault = void 0;
	try {
		answer = await persist(() => {
			sentAt = clock.now();
			return slice.store.commit({
				runId: id,
				...slice.hold,
				seq,
				records,
				checkpoint,
				total
			});
		}, {
			...slice.tools,
			until: () => slice.ending === void 0 ? slice.heldUntil : sentAt,
			helps: (error) => mayBeRepeated(error) && !tooMuch(error),
			onFault: (error) => {
				slice.fault = error;
				slice.tools.onFault?.(error);
			}
		});
	} catch (error) {
		if (tooMuch(error)) {
			slice.mostRecords = Math.ceil(records.length / 2);
			return false;
		}
		throw slice.end(mayBeRepeated(error) ? {
			kind: "lost",
			error: failureOf(error, secrets)
		} : endingOf(error, attempts, random, secrets));
	}
	if (!slice.take(answer, sentAt)) throw slice.end(refusedEnding(answer, void 0));
	slice.fault = void 0;
	slice.seq = seq;
	return true;
}
var stuck = {
	code: "cursor_stuck",
	message: `${STUCK_AFTER} pages in a row left the checkpoint where it was: going on would loop for ever.`,
	retryable: false
};
// ../../packages/worker/src/held-run.ts
/** The face that a slice shows to its work, and a way to wait for commits that the work did not wait for. */
function heldRun(slice, drain) {
	let last = Promise.resolve();
	return {
		run: {
			get row() {
				return slice.row;
			},
			get checkpoint() {
				return slice.row.checkpoint;
			},
			signal: slice.signal,
			commit(page) {
				const committed = last.then(() => commitPage(slice, page, drain));
				last = committed.catch(() => {});
				return committed;
			},
			yield(reason, waitMs = 0) {
				throw slice.end({
					kind: "yield",
					reason,
					waitMs
				});
			}
		},
		idle: () => last
	};
}
// ../../packages/worker/src/record.ts
/**
* Puts the end of a slice on record: the one event that belongs to it, or what follows from its refusal. When the store
* cannot be reached, the lease that runs out is the record.
*
* @param letGo whether the work has stopped: only then is STOPPED true
*/
async function record(slice, ending, letGo) {
	if (ending.kind === "lost") return {
		kind: "lost",
		run: slice.row,
		error: ending.error
	};
	if (ending.kind === "fenced") return {
		kind: "fenced",
		run: slice.row,
		stopped: letGo && await stopped(slice)
	};
	let answer;
	try {
		answer = await tell(slice, eventOf(slice, ending), slice.heldUntil);
	} catch (error) {
		return {
			kind: "lost",
			run: slice.row,
			error: failureOf(error, slice.tools.secrets)
		};
	}
	if (slice.take(answer, slice.tools.clock.now())) return outcomeOf(slice, ending);
	return record(slice, ending.kind === "fail" ? { kind: "fenced" } : refusedEnding(answer, "error" in ending ? ending.error : void 0), letGo);
}
/** Sends an event until it is answered, or until there is no more time. */
function tell(slice, event, giveUpAt) {
	return persist(() => slice.store.send(slice.row.id, event), {
		...slice.tools,
		until: () => giveUpAt
	});
}
function eventOf(slice, ending) {
	switch (ending.kind) {
		case "complete": return {
			type: "COMPLETE",
			...slice.hold,
			seq: slice.seq
		};
		case "fail": return {
			type: "FAIL",
			...slice.hold,
			error: ending.error
		};
		case "yield": {
			const { reason, error, waitMs } = ending;
			const { time, policy } = slice.claim;
			const dueAt = waitMs > 0 ? time.in(Math.min(waitMs, policy.noProgressMs)) : void 0;
			return {
				type: "YIELD",
				...slice.hold,
				reason,
				...dueAt && { dueAt },
				...error && { error }
			};
		}
	}
}
function outcomeOf({ row: run, claim }, ending) {
	switch (ending.kind) {
		case "complete": return {
			kind: "completed",
			run
		};
		case "fail": return {
			kind: "failed",
			run,
			error: ending.error
		};
		case "yield": {
			const dueAt = run.due_at ?? run.updated_at;
			return {
				kind: "yielded",
				run,
				reason: ending.reason,
				dueAt,
				dueInMs: Math.max(0, claim.time.until(dueAt))
			};
		}
	}
}
/** Records that the worker of an ended run let go, so that a cancel has a receipt with its latency. */
async function stopped(slice) {
	const run = slice.row;
	if (!isTerminal(run.status) || run.last_worker !== slice.claim.worker) return false;
	const { clock } = slice.tools;
	try {
		const answer = await tell(slice, {
			type: "STOPPED",
			...slice.hold
		}, clock.now() + slice.claim.policy.leaseMs);
		return slice.take(answer, clock.now());
	} catch {
		return false;
	}
}
// ../../packages/worker/src/slice-ended.ts
/**
* Thrown by `run.commit` and `run.yield`, and the reason of `run.signal`, when the slice is over and the run goes on
* without it: let it pass. Catching it does no harm, for the slice stays over and nothing more can be committed.
*/
var SliceEnded = class extends Error {
	name = "SliceEnded";
	code = "slice_ended";
};
/** As {@link SliceEnded}, when the right to write was taken away: the run was cancelled, restarted or expired. */
var Fenced = class extends SliceEnded {
	name = "Fenced";
	code = "fenced";
};
/** Whether a caught value is a {@link SliceEnded} (or a {@link Fenced}). */
function isSliceEnded(error) {
	return error instanceof SliceEnded;
}
// ../../packages/worker/src/slice.ts
/** Where a slice hands its run back, between two pages. */
var YIELD_AT = .8;
/** However small its budget, a slice waits this long for a page: small budgets make short slices, not barren ones. */
var LEAST_MS = 1e4;
var endless = {
	pages: Number.POSITIVE_INFINITY,
	records: Number.POSITIVE_INFINITY
};
/** What a worker knows of the run it holds: the row as last seen, how long the lease lasts, and whether it is over. */
var Slice = class {
	store;
	claim;
	tools;
	/** When to hand the run back between pages, by the monotonic clock. */
	yieldsAt;
	/** When to hand it back in the middle of a page. */
	endsAt;
	row;
	/**
	* The last page that is known to be committed: the row's when the run was claimed, and then this slice's own. It is
	* not read off later rows: after a failover that lost a page, a heartbeat's answer would hide the gap.
	*/
	seq;
	/** Until when the run is surely held, by the monotonic clock. */
	heldUntil;
	/** So many records the database takes at once; it halves where the database gives up. */
	mostRecords = 1e3;
	/** How much of its allowance is left. */
	left;
	/** How many pages in a row left the checkpoint where it was. */
	standing = 0;
	/** What kept the page in flight from being committed so far. */
	fault;
	ending;
	#controller = new AbortController();
	#over = Promise.withResolvers();
	constructor(store, claim, tools, budgetMs, allowance = endless) {
		const claimedAt = tools.clock.now() + claim.time.until(claim.run.claimed_at ?? claim.run.updated_at);
		const sliceMs = Math.min(claim.policy.sliceMs, budgetMs);
		this.store = store;
		this.claim = claim;
		this.tools = tools;
		this.row = claim.run;
		this.seq = claim.run.commit_seq;
		this.left = { ...allowance };
		this.heldUntil = claimedAt + claim.policy.leaseMs;
		this.yieldsAt = claimedAt + YIELD_AT * sliceMs;
		this.endsAt = claimedAt + Math.min(claim.policy.sliceMs, Math.max(sliceMs, LEAST_MS));
	}
	/** The right to write, as each event of this slice carries it. */
	get hold() {
		return {
			fence: this.claim.run.fence,
			worker: this.claim.worker
		};
	}
	/** Aborted, with a {@link SliceEnded} as its reason, when the slice is over. */
	get signal() {
		return this.#controller.signal;
	}
	/** Resolves when the slice is over, for whatever reason. */
	get over() {
		return this.#over.promise;
	}
	/** Ends the slice; only the first ending counts. The answer is what stops the work. */
	end(ending) {
		if (this.ending === void 0) {
			this.ending = ending;
			const why = ending.kind === "fenced" ? new Fenced("The run was taken away.") : new SliceEnded("The slice is over.");
			this.#controller.abort(why);
			this.#over.resolve(ending);
		}
		return this.signal.reason;
	}
	/** Takes an answer in; whether the event stands. `sentAt` is when it was sent: the lease runs from no later than that. */
	take(answer, sentAt) {
		const stands = answer.applied || answer.reason === "repeated";
		if (stands) this.heldUntil = Math.max(this.heldUntil, sentAt + this.claim.policy.leaseMs);
		if (answer.run !== null && (!stands || answer.run.version > this.row.version)) {
			this.row = answer.run;
			this.tools.onChange?.(answer.run);
		}
		return stands;
	}
};
// ../../packages/worker/src/heartbeat.ts
/**
* Says once that the worker is alive. Refused: the run was taken away. Not answered although the lease is over: the
* worker cannot know any more, and lets go. Beats may overlap, so one that hangs does not silence the next.
*/
async function beat(slice) {
	const { clock, secrets, onFault } = slice.tools;
	const sentAt = clock.now();
	try {
		const sent = slice.store.send(slice.row.id, {
			type: "BEAT",
			...slice.hold
		});
		const answer = await within$4(clock, slice.claim.policy.leaseMs, sent, noAnswer);
		if (slice.ending === void 0 && !slice.take(answer, sentAt)) slice.end({ kind: "fenced" });
	} catch (error) {
		onFault?.(error);
		if (clock.now() >= slice.heldUntil) slice.end({
			kind: "lost",
			error: failureOf(error, secrets)
		});
	}
}
/** Beats from a timer, whatever the pages do. The answer stops it. */
function startHeart(slice) {
	let stop = () => {};
	const next = () => {
		stop = slice.tools.clock.after(slice.claim.policy.beatMs, () => {
			next();
			beat(slice);
		});
	};
	next();
	return () => stop();
}
// ../../packages/worker/src/supervise.ts
/** Everything that can end a slice from outside its work: its heart, its time, its owner. The answer stops watching. */
function supervise(slice, { signal, nudges }) {
	const { clock } = slice.tools;
	const stops = [
		startHeart(slice),
		clock.after(slice.endsAt - clock.now(), () => slice.end(overrun(slice))),
		on(nudges, "nudge", () => void beat(slice)),
		on(signal, "abort", () => slice.end(budgetUsed))
	];
	if (signal?.aborted) slice.end(budgetUsed);
	return () => {
		for (const stop of stops) stop();
	};
}
function on(target, type, listener) {
	target?.addEventListener(type, listener);
	return () => target?.removeEventListener(type, listener);
}
/** The slice's time ran out in the middle of a page: the provider hangs, or the store would not take the page. */
function overrun({ fault, row, tools }) {
	return tryAgain(fault === void 0 ? {
		code: "slice_overrun",
		message: "A page was not done when its slice was over.",
		retryable: true
	} : failureOf(fault, tools.secrets), row.attempts, tools.random);
}
// ../../packages/worker/src/with-run.ts
/**
* Runs one slice of a run: the only place where that is done. It claims the run, beats from a timer while `work`
* fetches and commits pages, hands the run back at 80 % of the slice's budget, stops the work when the run is taken
* away, and puts on record how it ended: `work` returned → COMPLETE; threw → YIELD to try again, or FAIL. Whatever
* `work` does, the slice ends in an event, or, with the store out of reach, in a lease that runs out.
*
* It never throws: how the slice was left is its answer.
*
* @param run the row as `startRun` or a sweep answered it, or just its id
* @param work fetches pages from `run.checkpoint` on and commits each; returns only when the provider said that there
* is no more
* @example
* ```ts
* const outcome = await withRun(store, got.run, async (run) => {
*   for await (const page of myPages(run.checkpoint, run.signal)) await run.commit(page)
* })
* ```
*/
async function withRun(store, run, work, options = {}) {
	const tools = toolsOf(options);
	const claim = await claimRun(store, run, options.worker ?? crypto.randomUUID(), tools);
	if ("kind" in claim) return claim;
	const slice = new Slice(store, claim, tools, options.sliceMs ?? claim.policy.sliceMs, options.allowance);
	const stopWatching = supervise(slice, options);
	const done = perform(slice, work, options.drain);
	const ending = await slice.over;
	stopWatching();
	return record(slice, ending, await within$4(tools.clock, claim.policy.beatMs, done, () => false));
}
/** Does the work and ends the slice with what became of it, unless it is over already. */
async function perform(slice, work, drain) {
	const { run, idle } = heldRun(slice, drain);
	const { random, secrets } = slice.tools;
	try {
		if (slice.ending === void 0) await work(run);
		await idle();
		slice.end({ kind: "complete" });
	} catch (thrown) {
		slice.end(endingOf(thrown, slice.row.attempts, random, secrets));
	}
	return true;
}
// ../../packages/worker/src/run-slice.ts
/**
* {@link withRun} for a {@link Source}: fetches the run's window from its checkpoint on and commits page by page. A run
* of a source that comes `afterGroup` waits for the others of its group first; one since ever marks, in the end, what
* it did not see of the objects that its source lists whole.
*
* @throws RangeError when `rateShare` is none
* @example
* ```ts
* const outcome = await runSlice({ store, source: stripe, connection: { credentials }, run: got.run })
* ```
*/
async function runSlice(options) {
	const { store, source, connection, run, streams, rateShare = usualShare, sourceOf, ...how } = options;
	const { manifest } = source;
	const share = checkShare(rateShare);
	const tools = toolsOf(how);
	const secrets = manifest.credentials.filter(({ secret }) => secret).flatMap(({ env }) => connection.credentials[env] ?? []);
	function paceOf({ row: scope }) {
		if (connection.pace !== void 0 || manifest.rates.length === 0) return connection.pace;
		return createPace({
			...tools,
			store,
			scope,
			manifest,
			share
		});
	}
	async function work(held) {
		await waitForGroup(held, {
			...tools,
			store,
			source,
			sourceOf
		});
		const { account, window_start, window_end, started_at } = held.row;
		const pages = source.pages({
			...connection,
			pace: paceOf(held),
			signal: held.signal,
			account,
			windowStart: window_start,
			windowEnd: window_end ?? started_at,
			checkpoint: held.checkpoint,
			streams,
			contacts: knownTo(store, held.row)
		});
		for await (const page of pages) await held.commit(page);
		await markMissing$1(held, {
			...tools,
			store,
			manifest,
			streams,
			drain: how.drain
		});
	}
	return withRun(store, run, work, {
		...how,
		secrets
	});
}
// ../../packages/worker/src/schedule/next-time.ts
/** A cron expression or a time zone that cannot be one; `field` says which. */
var ScheduleInvalid = class extends Error {
	name = "ScheduleInvalid";
	code = "schedule_invalid";
	field;
	constructor(field, message) {
		super(message);
		this.field = field;
	}
};
/** Whether a caught value is a {@link ScheduleInvalid}. */
function isScheduleInvalid(error) {
	return error instanceof ScheduleInvalid;
}
var advice = "five fields (minute hour day month weekday), e.g. \"0 3 * * *\", or @hourly, @daily, @weekly, @monthly";
/**
* When a cron expression is due next after a moment, in its own time zone: an hour that a clock change skips comes at the
* hour after it, one that comes twice is taken once.
*
* @param cron five fields, or `@daily` and its like; no seconds, since a sweep is every 30 s
* @param timeZone by its IANA name, e.g. `Europe/Madrid`
* @param after ISO 8601
* @returns ISO 8601
* @throws ScheduleInvalid for what cannot be read, and for a day that never comes
* @example
* ```ts
* nextTime("0 3 * * *", "Europe/Madrid", "2026-11-27T20:00:00Z") // "2026-11-28T02:00:00.000Z"
* ```
*/
function nextTime(cron, timeZone, after) {
	if (!knowsZone(timeZone)) throw new ScheduleInvalid("timeZone", "a time zone by its IANA name, e.g. Europe/Madrid");
	if (cron.length > 200 || !/^(@[a-z]+|[\w*/,?#-]+( [\w*/,?#-]+){4})$/i.test(cron)) throw new ScheduleInvalid("cron", advice);
	const next = read$1(cron, timeZone).nextRun(new Date(after));
	if (next === null) throw new ScheduleInvalid("cron", "a time that comes: there is no such day");
	return next.toISOString();
}
function read$1(cron, timezone) {
	try {
		return new Cron(cron, {
			timezone,
			mode: "5-part"
		});
	} catch (cause) {
		if (cause instanceof TypeError || cause instanceof RangeError) throw new ScheduleInvalid("cron", advice);
		throw cause;
	}
}
function knowsZone(timeZone) {
	try {
		return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
	} catch {
		return false;
	}
}
// ../../packages/worker/src/schedule/start-scheduled.ts
/**
* Starts what is due by schedule, before a sweep: what it starts is then among the runs that the sweep finds due. Of many
* who do so at once one starts a sync. What was missed while everything was off is made up for once.
*/
async function startScheduled({ store, refusal, onError }) {
	const { now, schedules } = await store.schedules();
	for (const schedule of schedules) {
		if (!schedule.enabled || schedule.next_at !== null && schedule.next_at > now) continue;
		const reason = refusal(schedule.source);
		if (reason === "unknown") continue;
		try {
			await take(store, schedule, now, reason);
		} catch (error) {
			onError(error);
		}
	}
}
async function take(store, schedule, now, skip) {
	const { source, account, mode, cron, time_zone, enabled, next_at: due, updated_by } = schedule;
	const next_at = nextTime(cron, time_zone, now);
	if (due === null) await store.setSchedule({
		source,
		account,
		mode,
		cron,
		time_zone,
		enabled,
		next_at,
		actor: updated_by ?? void 0
	});
	else await store.runSchedule({
		source,
		account,
		mode,
		due,
		next_at,
		skip
	});
}
// ../../packages/worker/src/start-run.ts
/** How long a start is repeated while somebody waits for its answer. */
var PATIENCE_MS = 5e3;
/**
* Starts a run, if the scope is free: `started`, `attached` (the active run, when asked for), `conflict` (the active
* run) or `refused`. A lost answer is asked for again under the same request id, which names the same run.
*
* With `worker` in the request the run is claimed in the same transaction: give the same `worker` to
* {@link withRun}.
*
* @throws StoreError when the store could not be reached for five seconds
* @example
* ```ts
* const got = await startRun(store, { source: "stripe", mode: "7d", onConflict: "reject" })
* if (got.outcome === "started") await withRun(store, got.run, work)
* ```
*/
function startRun(store, request, options = {}) {
	const tools = toolsOf(options);
	const named = {
		...request,
		requestId: request.requestId ?? crypto.randomUUID()
	};
	const giveUpAt = tools.clock.now() + PATIENCE_MS;
	return persist(() => store.start(named), {
		...tools,
		until: () => giveUpAt
	});
}
// ../../packages/worker/src/sweeper.ts
/**
* Sweeps now and then at the policy's pace, for ever: `expired` runs come back as `due`. While the store is out of
* reach it tries again sooner, with growing waits.
*/
function createSweeper(options) {
	const { store, everyMs, before, onDue, onError, clock = monotonicClock, random = Math.random } = options;
	const betweenFaults = {
		firstMs: 1e3,
		longestMs: everyMs ?? policy.sweepMs
	};
	let sweptAt = null;
	let faults = 0;
	let stopped = false;
	let cancel = () => {};
	let sweep = round();
	/** One sweep; the answer is how long to wait for the next. */
	async function once() {
		try {
			if (before !== void 0) await within$4(clock, policy.leaseMs, before(), noAnswer).catch(onError);
			const { due } = await within$4(clock, policy.leaseMs, store.sweep(), noAnswer);
			if (!stopped) onDue(due);
			const status = await within$4(clock, policy.leaseMs, store.status(), noAnswer);
			sweptAt = status.sweptAt;
			faults = 0;
			return everyMs ?? status.policy.sweepMs;
		} catch (error) {
			onError(error);
			return backoffMs(betweenFaults, faults++, random);
		}
	}
	async function round() {
		const waitMs = await once();
		if (stopped) return;
		cancel = clock.after(waitMs, () => {
			sweep = round();
		});
	}
	return {
		get sweptAt() {
			return sweptAt;
		},
		async stop() {
			stopped = true;
			cancel();
			await sweep;
		}
	};
}
// ../../packages/functions/src/schedules/refusal.ts
/** Why a schedule starts nothing here: a source that this version does not have, or one without credentials. */
function refusalOf({ sources, connectionOf }) {
	return (name) => {
		const source = sources.find(({ manifest }) => manifest.name === name);
		if (source === void 0) return "unknown";
		return connectionOf(source.manifest).kind === "unconfigured" ? "unconfigured" : void 0;
	};
}
// ../../packages/functions/src/commands/sweep.ts
/**
* `sweep`: starts what is due by schedule, looks after the runs whose deadline has passed, and calls a worker for each
* that is due. A release is an operator's tidying up: it starts nothing.
*/
async function sweep(call, release) {
	if (!release) await scheduled(call);
	const { expired, released, due } = await call.deps.store.sweep(release);
	const swept = [...expired, ...released];
	for (const run of swept) call.deps.feed.nudge(run);
	return json({
		success: true,
		expired: expired.length,
		released: released.length,
		dispatched: await dispatchAll(call, due),
		receipt: swept.map(({ id, source, account, status }) => ({
			runId: id,
			source,
			account,
			to: status
		}))
	});
}
/** A schedule that cannot be dealt with is told to the log: the sweep is done all the same. */
async function scheduled({ deps, request }) {
	const onError = (error) => deps.onFault?.({
		instance: crypto.randomUUID(),
		request: `${request.method} schedules`,
		error
	});
	await startScheduled({
		store: deps.store,
		refusal: refusalOf(deps),
		onError
	}).catch(onError);
}
/** The sweep that every start begins with: of all sources, and never of a live run. */
async function sweepFirst(call) {
	const { expired, due } = await call.deps.store.sweep();
	for (const run of expired) call.deps.feed.nudge(run);
	await dispatchAll(call, due);
}
// ../../packages/functions/src/commands/start.ts
/**
* Starts some sources. First the stuck runs of all sources are looked after (never a live one); then each source is
* started in a transaction of its own, its worker called before the next one's turn.
*/
async function start$1(call, manifests, wanted) {
	const before = await call.deps.store.status();
	if (wanted.windowStart !== void 0 && wanted.windowStart > new Date(before.now).toISOString()) throw new Problem("invalid_request", "startDate: lies in the future", { members: {
		keys: [],
		issues: [{
			path: "startDate",
			message: "lies in the future"
		}]
	} });
	await sweepFirst(call);
	const outcomes = [];
	const order = [...manifests].sort((a, b) => Number(a.afterGroup ?? false) - Number(b.afterGroup ?? false));
	for (const manifest of order) outcomes.push(await startOne(call, manifest, wanted));
	return {
		outcomes,
		before
	};
}
async function startOne(call, manifest, wanted) {
	const { store, connectionOf, feed } = call.deps;
	const source = manifest.name;
	const connection = connectionOf(manifest);
	if (connection.kind === "unconfigured") {
		const { missing, invalid } = connection;
		return {
			source,
			outcome: "unconfigured",
			run: null,
			missing: [...missing],
			invalid: [...invalid]
		};
	}
	const answer = await store.start({
		...wanted,
		source,
		startedBy: call.operator.actor
	});
	if (answer.outcome === "refused") return {
		source,
		outcome: "refused",
		run: null,
		reason: answer.reason,
		detail: answer.detail
	};
	if (answer.outcome !== "started") return {
		source,
		outcome: answer.outcome,
		run: answer.run
	};
	const { run, repeated, cancelled } = answer;
	for (const row of [...cancelled, run]) feed.nudge(row);
	if (waits(run)) await dispatchAll(call, [run]);
	return {
		source,
		outcome: "started",
		run,
		repeated,
		cancelled: cancelled.map(({ id }) => id)
	};
}
// ../../packages/functions/src/commands/conflict.ts
/** Who holds a scope, so that people can tell whether to wait, to join or to restart. */
function holderOf(run, now) {
	const signs = [
		run.started_at,
		run.claimed_at,
		run.heartbeat_at,
		run.progress_at
	].filter((at) => at !== null);
	return {
		source: run.source,
		account: run.account,
		runId: run.id,
		status: run.status,
		mode: run.mode,
		startedBy: run.started_by,
		startedAt: run.started_at,
		worker: run.worker,
		records: run.total_fetched,
		expected: run.total_expected,
		pages: run.commit_seq,
		lastSignAt: signs.reduce((latest, at) => Date.parse(at) > Date.parse(latest) ? at : latest),
		leaseEndsAt: run.deadline_at,
		dueAt: run.due_at,
		silent: run.deadline_at !== null && Date.parse(run.deadline_at) <= Date.parse(now)
	};
}
/** The explaining 409; null when nothing of the start conflicted. */
function conflict(outcomes, before, single) {
	const rows = outcomes.flatMap((outcome) => outcome.outcome === "conflict" ? [outcome.run] : []);
	const [first] = rows;
	if (first === void 0) return null;
	const { now, sweptAt } = before;
	const holders = rows.map((run) => holderOf(run, now));
	return new Problem("sync_already_running", holders.map((holder) => sentence(holder, now)).join(" "), { members: {
		success: false,
		groupId: null,
		runs: outcomes,
		actions: conflictActions,
		holders,
		now,
		sweptAt,
		...single ? {
			existingSyncId: first.id,
			run: first
		} : {}
	} });
}
function sentence(holder, now) {
	const { source, status, startedAt, startedBy, records, pages, lastSignAt, leaseEndsAt, silent } = holder;
	const ago = Math.max(0, Math.round((Date.parse(now) - Date.parse(lastSignAt)) / 1e3));
	const lease = silent ? "it is silent and will be taken up again" : `silence is suspicious from ${leaseEndsAt} on`;
	return `${source} is ${status} since ${startedAt}, started by ${startedBy ?? "nobody named"}: ${records} records in ${pages} pages, last sign of life ${ago} s ago; ${lease}.`;
}
// ../../packages/functions/src/commands/start-answer.ts
var under = (outcome) => outcome.outcome === "started" || outcome.outcome === "attached";
/** 202 when a run is under way; else 409 when one conflicted, and 422 when nothing could be started at all. */
function answerStart({ outcomes, before }, shape) {
	const single = "single" in shape;
	if (!outcomes.some(under)) throw conflict(outcomes, before, single) ?? unstartable(outcomes);
	const [first] = outcomes;
	return json({
		success: true,
		groupId: single ? null : shape.groupId,
		runs: outcomes,
		...single && first?.run ? { syncRunId: first.run.id } : {}
	}, 202);
}
function unstartable(outcomes) {
	const members = {
		success: false,
		runs: outcomes
	};
	const refused = outcomes.find((outcome) => outcome.outcome === "refused");
	if (refused !== void 0) return new Problem("start_refused", refused.detail, { members: {
		...members,
		reason: refused.reason
	} });
	const unconfigured = outcomes.filter((outcome) => outcome.outcome === "unconfigured");
	const missing = unconfigured.flatMap((outcome) => outcome.missing);
	const invalid = unconfigured.flatMap((outcome) => outcome.invalid);
	return new Problem("source_unconfigured", [...missing.length > 0 ? [`Set ${missing.join(", ")}.`] : [], ...invalid.length > 0 ? [`${invalid.join(", ")}: the value cannot be one.`] : []].join(" ") || "There is no source to start.", { members: {
		...members,
		missing,
		invalid
	} });
}
// ../../packages/functions/src/commands/command-center.ts
/** `POST sync-command-center`: starts every source or those named; cancels; sweeps. Control comes before all else. */
var commandCenter = async (call) => {
	const parsed = parseCommandCenter(await readJson(call.request));
	if (!parsed.ok) throw refusedRequest(parsed);
	const command = parsed.value;
	if (command.kind === "cancel") return deprecated(await cancelRuns(call, command), parsed);
	if (command.kind === "sweep") return deprecated(await sweep(call, command.release), parsed);
	const { window, sources: named, ...rest } = command;
	const known = call.deps.sources.map(({ manifest }) => manifest);
	const unknown = named?.filter((name) => !known.some((manifest) => manifest.name === name)) ?? [];
	if (unknown.length > 0) {
		const sources = known.map(({ name }) => name);
		throw new Problem("unknown_source", `Unknown: ${unknown.join(", ")}. Nothing was started.`, { members: { sources } });
	}
	const manifests = named === void 0 ? known : known.filter(({ name }) => named.includes(name));
	const groupId = rest.requestId ?? crypto.randomUUID();
	return deprecated(answerStart(await start$1(call, manifests, {
		...rest,
		...window,
		groupId
	}), { groupId }), parsed);
};
// ../../packages/functions/src/commands/resume.ts
/** How many of a scope's newest runs are looked through for one to resume. */
var searched = 500;
/**
* The run to go on from: the one named, or the scope's newest that can be resumed and was not resumed already. A named
* run that is still active is answered like a start of its scope: the store says who holds it.
*/
async function resumable(store, source, { account, runId }) {
	if (runId === void 0) return newestResumable(store, source, account);
	const run = await store.get(runId);
	if (run === null || run.source !== source) throw new Problem("run_not_found", `${source} has no run ${runId}.`);
	if (run.status === "completed") throw new Problem("not_resumable", "The run completed: there is nothing left of it.");
	if (isLost(run)) throw new Problem("not_resumable", "Where the run was cannot be read: start a new one.");
	return run;
}
/** A checkpoint that is no cursor of ours leads nowhere, however often it is tried. */
var isLost = ({ status, error_code }) => isResumable(status) && error_code === "checkpoint_invalid";
async function newestResumable(store, source, account) {
	const resumed = /* @__PURE__ */ new Set();
	let before;
	for (let seen = 0; seen < searched;) {
		const { runs, next } = await store.list({
			source,
			account,
			limit: 100,
			before
		});
		for (const run of runs) {
			if (isResumable(run.status) && !isLost(run) && !resumed.has(run.id)) return run;
			if (run.resumed_from !== null) resumed.add(run.resumed_from);
		}
		if (next === null) break;
		before = next;
		seen += runs.length;
	}
	throw new Problem("nothing_to_resume", `No run of ${source} (${account}) failed, was cancelled or is stale.`);
}
// ../../packages/functions/src/commands/test-connection.ts
/** How long a provider may take to say whether it takes the credentials, in milliseconds. */
var patienceMs = 15e3;
/** `test`: asks the provider; starts nothing. Missing credentials are a result, too. */
async function testConnection({ deps, request }, source) {
	const { name } = source.manifest;
	const found = deps.connectionOf(source.manifest);
	if (found.kind === "unconfigured") {
		const { missing, invalid } = found;
		return json({
			success: false,
			ok: false,
			source: name,
			configured: false,
			account: null,
			nextTurnMs: null,
			code: "source_unconfigured",
			missing,
			invalid
		});
	}
	const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patienceMs)]);
	const result = await tested(source, {
		...found.connection,
		signal
	});
	const account = result.ok ? result.account : null;
	const why = result.ok ? {} : {
		code: result.code,
		message: result.message
	};
	return json({
		success: result.ok,
		ok: result.ok,
		source: name,
		configured: true,
		missing: [],
		invalid: [],
		account,
		nextTurnMs: await nextTurnMs(deps.store, {
			source: name,
			account: "default"
		}, source.manifest),
		...why
	});
}
async function tested(source, connection) {
	try {
		return await source.test(connection);
	} catch (error) {
		if (isSourceError(error)) return {
			ok: false,
			code: error.code,
			message: error.message
		};
		if (!connection.signal.aborted) throw error;
		return {
			ok: false,
			code: "provider_unreachable",
			message: `No answer within ${patienceMs / 1e3} s.`
		};
	}
}
// ../../packages/functions/src/commands/sync-handler.ts
/** The HTTP function of one source: starts, resumes, cancels, sweeps, tests. Control comes before all else. */
function syncHandler(source) {
	const { manifest } = source;
	return async (call) => {
		const parsed = parseSourceCommand(await readJson(call.request));
		if (!parsed.ok) throw refusedRequest(parsed);
		const command = parsed.value;
		switch (command.kind) {
			case "cancel": return deprecated(await cancelRuns(call, command, manifest.name), parsed);
			case "sweep": return deprecated(await sweep(call, command.release), parsed);
			case "test": return deprecated(await testConnection(call, source), parsed);
			case "resume": {
				const { runId, requestId, onConflict, account } = command;
				const origin = await resumable(call.deps.store, manifest.name, {
					account,
					runId
				});
				const wanted = {
					account: origin.account,
					requestId,
					onConflict,
					resumeFrom: origin.id
				};
				return deprecated(answerStart(await start$1(call, [manifest], wanted), { single: true }), parsed);
			}
			case "start": {
				const { window, dryRun, account, requestId, onConflict } = command;
				const wanted = {
					account,
					requestId,
					onConflict,
					dryRun,
					...window
				};
				return deprecated(answerStart(await start$1(call, [manifest], wanted), { single: true }), parsed);
			}
		}
	};
}
// ../../packages/functions/src/hand-off/token.ts
/**
* How long a hand-off may be on its way, in milliseconds: as long as a run waits for a worker before the sweep has
* another one called. A call that arrives later is one of two.
*/
var lifeMs = policy.pickupGraceMs;
var claimsOf = z.object({
	runId: z.string(),
	fence: z.int(),
	expiresAt: z.iso.datetime()
});
/** Lets its bearer have the next slice of this run worked on, once and soon. Nothing else can be done with it. */
function handOffToken(key, { id, fence }, now = Date.now()) {
	return sign(key, "hand-off", {
		runId: id,
		fence,
		expiresAt: new Date(now + lifeMs).toISOString()
	});
}
/** What a token says, or why it says nothing. */
async function readHandOff(key, token, now = Date.now()) {
	const claims = claimsOf.safeParse(await readSigned(key, "hand-off", token));
	if (!claims.success) return "invalid";
	const { runId, fence, expiresAt } = claims.data;
	return Date.parse(expiresAt) <= now ? "expired" : {
		runId,
		fence
	};
}
// ../../packages/functions/src/hand-off/continue.ts
/**
* `POST <function>/continue`: works on the next slice of a run. It answers 202 at once, and the slice goes on behind the
* answer. A call that is not the first for this slice changes nothing and is told so: `{ accepted: false }`.
*
* What is asked for is in the token alone; there is no body to read. An operator's token is of no use here, and this
* one is of no use elsewhere.
*/
function continueRun({ manifest }, handOff) {
	return async (request, { store }) => {
		const { runId, fence } = await letIn$1(request, handOff);
		const run = await store.get(runId);
		if (run === null || run.source !== manifest.name) throw new Problem("run_not_found", `No run of ${manifest.name} has this id.`);
		if (run.fence !== fence || !waits(run)) return json({
			success: true,
			accepted: false,
			runId
		});
		handOff.background(handOff.work(run));
		return json({
			success: true,
			accepted: true,
			runId
		}, 202);
	};
}
async function letIn$1({ headers }, { signingKey, now = Date.now }) {
	const token = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
	const claims = token === void 0 ? "missing" : await readHandOff(signingKey, token, now());
	if (typeof claims === "object") return claims;
	throw new Problem("unauthenticated", details[claims], { headers: { "www-authenticate": "Bearer" } });
}
var details = {
	missing: "Only the functions themselves call this, with a signed token of the run.",
	invalid: "The hand-off's token is not valid: was SINCRO_SIGNING_KEY changed? The sweep calls again.",
	expired: "The hand-off came too late; the sweep calls again."
};
// ../../packages/functions/src/hand-off/hand-off.ts
/** Where a source's function takes its next slice, below the function's own name. */
var continuePath = "continue";
// ../../packages/functions/src/push/manychat.ts
var variable = "MANYCHAT_PUSH_TOKEN";
/**
* `POST sync-manychat/push`: what the External Request step of a flow at ManyChat sends of the subscriber who is in it.
* It has a token of its own, which can do nothing else: it stands in a form at ManyChat. A push that comes twice changes
* nothing the second time.
*/
var pushManychat = async (request, { store, manychatPushToken }) => {
	if (manychatPushToken === void 0) throw new Problem("source_unconfigured", `Pushes are taken once ${variable} is set.`, { members: {
		missing: [variable],
		invalid: []
	} });
	await letIn(request, manychatPushToken);
	const parsed = parseManychatPush(await readJson(request), new URL(request.url).searchParams);
	if (!parsed.ok) throw refusedRequest(parsed);
	const { account, subscriber } = parsed.value;
	const records = [{
		object: "subscriber",
		id: subscriber.id,
		data: subscriber
	}];
	return json({
		success: true,
		...await store.push({
			source: "manychat",
			account,
			records
		})
	});
};
async function letIn({ headers }, token) {
	const sent = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
	if (sent !== void 0 && await sameSecret(sent, token)) return;
	throw new Problem("unauthenticated", sent === void 0 ? `Send \`Authorization: Bearer\` and the value of ${variable}.` : "The push token is not valid.", { headers: { "www-authenticate": "Bearer" } });
}
// ../../packages/functions/src/reads/policy.ts
var dayMs$1 = 864e5;
/** Of a source's schedules that are on, the one that is due next. */
function nextOf(schedules, source) {
	const [first] = schedules.filter((row) => row.source === source && row.enabled).toSorted((a, b) => (a.next_at ?? "9") < (b.next_at ?? "9") ? -1 : 1);
	if (first === void 0 || first.next_at === null) return null;
	return {
		cron: first.cron,
		timeZone: first.time_zone,
		mode: first.mode,
		nextAt: first.next_at
	};
}
/** `GET sync-runs/policy`: the numbers in force, the sources, the versions, when the sweep last ran, what it found in a day. */
var readPolicy = async ({ deps }) => {
	const { now, policy, sweptAt, schemaVersion } = await deps.store.status();
	const [silences, { schedules }] = await Promise.all([deps.store.silences(dayMs$1), deps.store.schedules()]);
	const sources = deps.sources.map(({ manifest }) => {
		const connection = deps.connectionOf(manifest);
		const { missing, invalid } = connection.kind === "unconfigured" ? connection : {
			missing: [],
			invalid: []
		};
		return {
			name: manifest.name,
			title: manifest.title,
			functionName: manifest.functionName,
			streams: [...manifest.streams],
			configured: connection.kind === "configured",
			missing: [...missing],
			invalid: [...invalid],
			demo: connection.demo ?? false,
			schedule: nextOf(schedules, manifest.name)
		};
	});
	const { version } = deps;
	return json({
		now,
		policy,
		sweptAt,
		silences,
		version,
		schemaVersion,
		sources
	});
};
// ../../packages/functions/src/reads/run.ts
var uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** `GET sync-runs/:id`: the row, its history, and the events that it accepts now. */
var readRun = async ({ url, deps: { store } }) => {
	const id = url.pathname.split("/").filter(Boolean).at(-1) ?? "";
	const run = uuid.test(id) ? await store.get(id) : null;
	if (run === null) throw new Problem("run_not_found", "There is no run with this id.");
	const [events, { now }] = await Promise.all([store.events(id), store.status()]);
	return json({
		run,
		events,
		allowed: statuses.some((status) => status === run.status) ? allowedEvents(run, new Date(now).toISOString()) : [],
		now
	});
};
// ../../packages/functions/src/reads/runs.ts
/** `GET sync-runs`: runs, newest first. */
var listRuns = async ({ url, deps }) => {
	const parsed = parseRunsQuery(url.searchParams);
	if (!parsed.ok) throw refusedRequest(parsed);
	const { before } = parsed.value;
	try {
		return json(await deps.store.list(parsed.value));
	} catch (error) {
		if (before === void 0 || !isStoreError(error) || error.code !== "store_rejected") throw error;
		throw new Problem("invalid_request", "before: not the `next` of a page", { members: {
			keys: [],
			issues: [{
				path: "before",
				message: "not the `next` of a page"
			}]
		} });
	}
};
// ../../packages/functions/src/reads/stream.ts
/** How long a stream may be silent before a ping says that it lives, in milliseconds. */
var pingMs = 15e3;
/** The longest time that a timer can count, in milliseconds: 24 days. */
var longestMs = 2 ** 31 - 1;
var encoder = new TextEncoder();
var wire = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
function written(event) {
	if (event.type === "run") return wire("run", event.run);
	const { type, ...data } = event;
	return wire(type, data);
}
/** `GET sync-runs/stream`: the live rows as server-sent events, until the page leaves or its session ends. */
var streamRuns = async ({ request, deps, operator }) => {
	const headers = {
		"content-type": "text/event-stream",
		"x-accel-buffering": "no"
	};
	if (request.method === "HEAD") return new Response(null, { headers });
	const listening = await deps.feed.listen();
	const leave = () => listening.leave();
	request.signal.addEventListener("abort", leave);
	if (request.signal.aborted) leave();
	const left = operator.expiresAt === null ? null : Date.parse(operator.expiresAt) - Date.now();
	const expiry = left === null ? void 0 : setTimeout(leave, Math.min(left, longestMs));
	const done = () => {
		clearTimeout(expiry);
		request.signal.removeEventListener("abort", leave);
		leave();
	};
	return new Response(eventStream(listening, done), { headers });
};
/** Pulled by the reader: what waits is written at once, and a row that changed twice meanwhile only as it is now. */
function eventStream(listening, done) {
	return new ReadableStream({
		pull: async (controller) => {
			const events = await listening.next(pingMs);
			if (events === null) {
				done();
				return controller.close();
			}
			const text = events.length === 0 ? wire("ping", {}) : events.map(written).join("");
			controller.enqueue(encoder.encode(text));
		},
		cancel: done
	}, { highWaterMark: 0 });
}
// ../../packages/functions/src/schedules/schedules.ts
/** `GET sync-runs/schedules`: when which source is synced by itself. */
var listSchedules = async ({ deps }) => {
	const { now, schedules } = await deps.store.schedules();
	return json({
		now,
		schedules: [...schedules]
	});
};
/** `POST sync-runs/schedules`: writes a schedule. Its first time lies after now, whatever was there before. */
var setSchedule = async ({ request, deps, operator }) => {
	const parsed = parseScheduleBody(await readJson(request));
	if (!parsed.ok) throw refusedRequest(parsed);
	const { timeZone, ...wanted } = parsed.value;
	const sources = deps.sources.map(({ manifest }) => manifest.name);
	if (!sources.includes(wanted.source)) throw new Problem("unknown_source", `Unknown: ${wanted.source}. Nothing was scheduled.`, { members: { sources } });
	const { now } = await deps.store.status();
	const next_at = readNext(wanted.cron, timeZone, now);
	const row = {
		...wanted,
		time_zone: timeZone,
		next_at,
		actor: operator.actor
	};
	return json({
		success: true,
		schedule: await deps.store.setSchedule(row)
	});
};
/** `DELETE sync-runs/schedules`: takes the schedule of a mode away, or all of an account. Runs under way go on. */
var removeSchedules = async ({ url, deps }) => {
	const parsed = parseUnschedule(url.searchParams);
	if (!parsed.ok) throw refusedRequest(parsed);
	return json({
		success: true,
		removed: await deps.store.removeSchedules(parsed.value)
	});
};
function readNext(cron, timeZone, now) {
	try {
		return nextTime(cron, timeZone, now);
	} catch (error) {
		if (!isScheduleInvalid(error)) throw error;
		const issues = [{
			path: error.field,
			message: error.message
		}];
		throw new Problem("invalid_request", `${error.field}: ${error.message}`, { members: {
			keys: [],
			issues
		} });
	}
}
// ../../packages/functions/src/routes.ts
/** The path of one run, as {@link routeTable} has it. */
var oneRun = `${routes.runs}/:id`;
/** The routes of an installation by their path: the fixed ones, one run, and a function for each source's manifest. */
function routeTable(deps) {
	const fixed = new Map([
		...deps.sources.map((source) => [source.manifest.functionName, { POST: { handle: syncHandler(source) } }]),
		[routes.commandCenter, { POST: { handle: commandCenter } }],
		[routes.runs, { GET: { handle: listRuns } }],
		[routes.stream, { GET: { handle: streamRuns } }],
		[routes.policy, { GET: { handle: readPolicy } }],
		[routes.schedules, {
			GET: { handle: listSchedules },
			POST: { handle: setSchedule },
			DELETE: { handle: removeSchedules }
		}],
		[oneRun, { GET: { handle: readRun } }]
	]);
	if (deps.sources.some(({ manifest }) => manifest.name === "manychat")) fixed.set(routes.manychatPush, { POST: { open: pushManychat } });
	if (deps.handOff !== void 0) for (const source of deps.sources) {
		const path = `${source.manifest.functionName}/${continuePath}`;
		fixed.set(path, { POST: { open: continueRun(source, deps.handOff) } });
	}
	if (deps.auth.signIn !== void 0) fixed.set(routes.session, {
		GET: { handle: readSession },
		POST: { open: signIn },
		DELETE: { open: signOut }
	});
	return fixed;
}
/** Finds the route of a path. */
function routesOf(deps) {
	const table = routeTable(deps);
	return (path) => table.get(path) ?? (/^sync-runs\/[^/]+$/.test(path) ? table.get(oneRun) : void 0);
}
/** A URL's path below the base path; Supabase's runtime has cut that off already. */
function pathOf(url) {
	return (url.pathname.startsWith(`/functions/v1/`) ? url.pathname.slice(basePath.length) : url.pathname).replace(/^\/+|\/+$/g, "");
}
/** The name of a path's route, which has no ids in it: what traces and counts go by. */
function routeNameOf(path, find) {
	if (find(path) === void 0) return "unknown";
	return path.startsWith(`${routes.runs}/`) && !Object.values(routes).includes(path) ? oneRun : path;
}
/** The methods of a path as `Allow` lists them. */
function allowOf(methods) {
	const names = Object.keys(methods);
	return [
		...names,
		...names.includes("GET") ? ["HEAD"] : [],
		"OPTIONS"
	].join(", ");
}
// ../../packages/functions/src/commands/scheduled-sweep.ts
/** All that a scheduler's token is good for: `{ sweep: true }` at the command center. Whatever else it asks is refused. */
var scheduledSweep = async (call) => {
	if (call.request.method !== "POST" || pathOf(call.url) !== routes.commandCenter) throw refused();
	const parsed = parseCommandCenter(await readJson(call.request));
	if (!parsed.ok) throw refusedRequest(parsed);
	if (parsed.value.kind !== "sweep" || parsed.value.release) throw refused();
	return sweep(call, false);
};
var refused = () => new Problem("forbidden", `This token may only POST { "sweep": true } to ${routes.commandCenter}. Nothing was done.`);
// ../../packages/functions/src/http/fault.ts
/** How long a caller should wait for the database, in seconds. */
var retryAfter = { "retry-after": "2" };
/** What to answer for whatever a handler threw. Only problems and the store's own texts are shown; the rest is reported. */
function problemOf(error, request, deps) {
	if (error instanceof Problem) return error;
	const instance = crypto.randomUUID();
	deps.onFault?.({
		instance,
		request: `${request.method} ${new URL(request.url).pathname}`,
		error
	});
	const members = { instance: `urn:uuid:${instance}` };
	if (!isStoreError(error)) return new Problem("internal", "Something broke on our side; the log has more.", { members });
	const waitable = error.code === "store_unreachable" || error.code === "store_timeout";
	return new Problem(error.code, error.message, {
		members,
		headers: waitable ? retryAfter : {}
	});
}
// ../../packages/functions/src/http/origin.ts
/** Sorts a request by its origin. Only hosts are compared with our own: a proxy may speak https in our place. */
function originOf(request, allowed) {
	const origin = request.headers.get("origin");
	if (origin === null) return { kind: "none" };
	if (allowed.includes(origin)) return {
		kind: "allowed",
		origin
	};
	return {
		kind: URL.canParse(origin) && new URL(origin).host === new URL(request.url).host ? "own" : "foreign",
		origin
	};
}
/** How long a browser may remember a preflight, in seconds. */
var preflightAge = 600;
/** The headers by which a browser lets an allowed page read the answer. */
function corsHeaders(from) {
	const vary = { vary: "Origin" };
	if (from.kind !== "own" && from.kind !== "allowed") return vary;
	return {
		...vary,
		"access-control-allow-origin": from.origin,
		"access-control-expose-headers": "deprecation, sincro-deprecated, retry-after, www-authenticate"
	};
}
/** The answer to `OPTIONS`. An allowed page may send any header: which ones client libraries add changes with them. */
function preflight(request, from, methods) {
	const headers = new Headers({ allow: methods });
	if (from.kind === "own" || from.kind === "allowed") {
		headers.set("access-control-allow-methods", methods);
		headers.set("access-control-max-age", String(preflightAge));
		const wanted = request.headers.get("access-control-request-headers");
		if (wanted !== null && /^[\w\-, ]*$/.test(wanted)) headers.set("access-control-allow-headers", wanted);
	}
	return new Response(null, {
		status: 204,
		headers
	});
}
// ../../packages/functions/src/tracer.ts
/**
* Does work within a span, where there is a tracer. What a tracer does wrong is not the work's fault: it goes on without.
*
* @param outcome attributes that are known at the end
*/
async function spanned(tracer, { name, attributes }, work, outcome) {
	const span = tracer && quietly(() => tracer.startSpan(name, { attributes }));
	try {
		const done = await work();
		quietly(() => {
			for (const [key, value] of Object.entries(outcome(done))) span?.setAttribute(key, value);
		});
		return done;
	} finally {
		quietly(() => span?.end());
	}
}
function quietly(tell) {
	try {
		return tell();
	} catch {
		return;
	}
}
// ../../packages/functions/src/functions.ts
/**
* All HTTP functions of an installation as one handler, for any server that speaks Request and Response: Node's,
* Deno's, an edge runtime's. Paths are those of the contract, below `/functions/v1/`.
*
* A page's cookie may only write from this very host; a page of another site must be on the list of allowed origins,
* and is refused before anything is done.
*
* @example
* ```ts
* const functions = createFunctions({ store, sources, connectionOf, dispatch, auth, feed, version: "0.1.0" })
* const response = await functions(new Request("http://localhost/functions/v1/sync-runs", { headers }))
* ```
*/
function createFunctions(deps) {
	const routes = routesOf(deps);
	const answered = async (request) => {
		const from = originOf(request, deps.allowedOrigins ?? []);
		let response;
		try {
			response = await answer(request, from, routes, deps);
		} catch (error) {
			response = problemResponse(problemOf(error, request, deps));
		}
		return dressed(response, request, from);
	};
	return (request) => {
		const route = routeNameOf(pathOf(new URL(request.url)), routes);
		const span = {
			name: `${request.method} ${route}`,
			attributes: {
				"http.request.method": request.method,
				"http.route": route
			}
		};
		return spanned(deps.tracer, span, () => answered(request), ({ status }) => ({ "http.response.status_code": status }));
	};
}
/** The answer to a client that asks too much, for servers that count: nothing was looked at. */
function tooManyRequests(request, allowedOrigins, waitMs) {
	return dressed(problemResponse(new Problem("too_many_requests", "Too many requests at once. Nothing was done.", { headers: { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1e3))) } })), request, originOf(request, allowedOrigins));
}
async function answer(request, from, routes, deps) {
	const url = new URL(request.url);
	if (from.kind === "foreign") throw new Problem("origin_not_allowed", `Pages of ${from.origin} may not call: put it on SINCRO_ALLOWED_ORIGINS.`);
	if (declaresTooMuch(request)) throw tooLarge();
	const methods = routes(pathOf(url));
	if (methods === void 0) throw new Problem("unknown_function", "This version has no function of that name.");
	const allow = allowOf(methods);
	if (request.method === "OPTIONS") return preflight(request, from, allow);
	const route = methods[request.method === "HEAD" ? "GET" : request.method];
	if (route === void 0) throw new Problem("method_not_allowed", `Use ${allow}.`, { headers: { allow } });
	if ("open" in route) return route.open(request, deps);
	const known = await deps.auth.authenticate(request);
	if (known.kind === "refused") throw new Problem(known.code, known.detail, { headers: refusalHeaders[known.code] });
	const call = {
		request,
		url,
		deps,
		operator: known.operator
	};
	if (known.operator.via === "cron") return scheduledSweep(call);
	if (known.operator.via === "session" && request.method !== "GET" && request.method !== "HEAD" && from.kind !== "own") throw new Problem("origin_not_allowed", "A session may only be used by the page that this host serves.");
	return route.handle(call);
}
/** What a caller who is not let in may do next. */
var refusalHeaders = {
	unauthenticated: { "www-authenticate": "Bearer" },
	forbidden: {},
	auth_unreachable: { "retry-after": "2" }
};
/** What every answer carries; HEAD has the headers alone. */
function dressed(response, request, from) {
	const headers = new Headers(response.headers);
	for (const [name, value] of Object.entries(corsHeaders(from))) headers.set(name, value);
	headers.set("cache-control", "no-store");
	headers.set("x-content-type-options", "nosniff");
	return new Response(request.method === "HEAD" ? null : response.body, {
		status: response.status,
		headers
	});
}
// ../../packages/functions/src/hand-off/self-invocation.ts
/** Thrown when a call to a worker did not arrive. The run stands, and the sweep calls again. */
var HandOffLost = class extends Error {
	name = "HandOffLost";
	code = "hand_off_lost";
};
/**
* Calls a worker by calling one's own function, so that each slice has a process of its own, with a budget of its own.
* Done when the function has answered that it works, not when it has worked. A run of a source that this version does
* not have is nobody's to call for: it is another installation's, or older code's.
*
* @throws HandOffLost (the call itself): no answer in time, or one that is no success
*/
function selfInvocation(options) {
	const { baseUrl, signingKey, timeoutMs = 1e4, sourceOf = sourceNamed, now = Date.now } = options;
	const send = options.fetch ?? fetch;
	const functions = `${baseUrl.replace(/\/+$/, "")}${basePath}`;
	return async (run) => {
		const source = sourceOf(run.source);
		if (source === void 0) return;
		const { functionName } = source.manifest;
		const token = await handOffToken(signingKey, run, now());
		let response;
		try {
			response = await send(`${functions}/${functionName}/${continuePath}`, {
				method: "POST",
				headers: { authorization: `Bearer ${token}` },
				signal: AbortSignal.timeout(timeoutMs)
			});
			await response.body?.cancel();
		} catch (cause) {
			throw new HandOffLost(`${functionName} did not answer.`, { cause });
		}
		if (!response.ok) throw new HandOffLost(`${functionName} answered ${response.status}.`);
	};
}
// ../../packages/functions/src/hand-off/work-on.ts
/**
* So long a process that is done with its slice waits to call the next one, in milliseconds. It costs the platform's
* wall clock, so longer waits are left to the sweep, which comes twice as seldom as this.
*/
var longestWaitMs = 15e3;
/** One slice, and then the call for the next one, if there is to be one soon. Never throws: what is lost is the sweep's. */
function workOn({ slice, dispatch, onFault, wait = sleep }) {
	return async (run) => {
		try {
			const outcome = await slice(run);
			if (!("dueInMs" in outcome) || outcome.dueInMs === void 0 || outcome.run === null) return;
			if (outcome.dueInMs > longestWaitMs) return;
			if (outcome.dueInMs > 0) await wait(outcome.dueInMs);
			await dispatch(outcome.run);
		} catch (error) {
			onFault(error);
		}
	};
}
var sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// ../../packages/functions/src/slices.ts
/** Runs slices of any source. They never throw: how each was left is its answer. */
function sliceRunner({ store, connectionOf, rateShare, tracer, ...always }) {
	const slice = async (run, how) => {
		const source = sourceNamed(run.source);
		const found = source === void 0 ? void 0 : connectionOf(source.manifest);
		const options = {
			...always,
			...how
		};
		if (source === void 0 || found === void 0 || found.kind === "unconfigured") return withRun(store, run, () => Promise.reject(new SourceUnconfigured(run.source)), options);
		return runSlice({
			store,
			source,
			connection: found.connection,
			run,
			rateShare,
			...options
		});
	};
	return (run, how = {}) => {
		return spanned(tracer, {
			name: "sync slice",
			attributes: {
				"sincro.source": run.source,
				"sincro.run": run.id
			}
		}, () => slice(run, how), ({ kind }) => ({ "sincro.outcome": kind }));
	};
}
/** Fails a run whose source has no credentials any more; the worker reads `code` and `retryable`. */
var SourceUnconfigured = class extends Error {
	code = "source_unconfigured";
	retryable = false;
	constructor(source) {
		super(`The credentials of ${source} are missing on this server.`);
	}
};
// ../../packages/functions/src/edge/background.ts
/**
* Keeps the process for work that goes on after the answer. Where the runtime has no `waitUntil` the work goes on by
* itself, for as long as the process is kept for other reasons.
*/
function background(work) {
	if (typeof EdgeRuntime === "undefined");
	else EdgeRuntime.waitUntil(work);
}
/**
* Aborted when the runtime says that it is about to end this process: time for the page in flight, and no more. Never
* where the runtime has no such events.
*/
function leaving() {
	const controller = new AbortController();
	if (typeof globalThis.addEventListener === "function") globalThis.addEventListener("beforeunload", () => controller.abort());
	return controller.signal;
}
/** How much of a process's life is used: the rest is for a page that takes long, and for telling of it. */
var usedLife = .8;
/** Less than this is not worth a claim: where the life that is left is shorter the platform ends the slice, and it heals. */
var leastMs = 1e4;
/**
* What a slice may take in a process of this age, both in milliseconds. A process serves several requests, and its wall
* clock began with the first of them; `sliceMs` is two thirds of its life.
*/
function sliceBudgetMs(sliceMs, ageMs) {
	const leftMs = Math.round(usedLife * 1.5 * sliceMs - ageMs);
	return Math.min(sliceMs, Math.max(leftMs, leastMs));
}
/**
* What a slice takes on, so that it stays under half of the 2 s of CPU that Supabase gives a request. Measured with
* Deno 2.9 against PostgREST: 170 ms to start, 6 ms for each page and 0.045 ms for each record. So 30 pages with 5,000
* records take 0.6 s, which leaves room for a slower machine. The README of apps/edge says how it was measured.
*/
var allowance = {
	pages: 30,
	records: 5e3
};
// ../../packages/functions/src/edge/edge-functions.ts
/**
* The functions of an installation on an edge runtime: they answer 202, work behind the answer, and call themselves for
* the next slice. Nothing is kept between two requests; what a process leaves undone the sweep finds.
*
* Hand-offs are signed with `SINCRO_SIGNING_KEY`, or else with the service role key, which every function has.
*/
function edgeFunctions({ config, store, auth, version, log }) {
	const bornAt = performance.now();
	const drain = leaving();
	const { url, serviceRoleKey } = config.supabase;
	const signingKey = config.signingKey ?? serviceRoleKey;
	const onFault = (what) => (error) => log(`${what}: ${redact(String(error), config.secrets)}`);
	const connectionOf = (manifest) => connectionFrom(manifest, config.providers);
	const feed = createFeed({
		store,
		version,
		everyMs: 1e3,
		onFault: onFault("live stream")
	});
	const slice = sliceRunner({
		store,
		connectionOf,
		rateShare: config.rateShare,
		allowance,
		onChange: feed.nudge,
		onFault: onFault("slice")
	});
	const budgetMs = () => sliceBudgetMs(config.sliceMs ?? 1e5, performance.now() - bornAt);
	const call = selfInvocation({
		baseUrl: url,
		signingKey
	});
	const dispatch = (run) => background(call(run).catch(onFault("hand-off")));
	return createFunctions({
		store,
		sources,
		connectionOf,
		dispatch,
		handOff: {
			signingKey,
			work: workOn({
				slice: (run) => slice(run, {
					drain,
					sliceMs: budgetMs()
				}),
				dispatch: call,
				onFault: onFault("hand-off")
			}),
			background
		},
		auth,
		feed,
		version,
		manychatPushToken: config.manychatPushToken,
		allowedOrigins: config.allowedOrigins,
		onFault: ({ instance, request, error }) => onFault(`${request} ${instance}`)(error)
	});
}
// ../../packages/functions/src/edge/misconfigured.ts
/** Functions that can do nothing but say which variables are wrong; values are never in it. */
function misconfigured(error) {
	const members = { variables: error.issues.map(({ variable }) => variable) };
	const problem = new Problem("misconfigured", error.message, { members });
	return async () => problemResponse(problem);
}
// ../../packages/store/src/turns.ts
var dayMs = 864e5;
var scope = {
	source: z.string().min(1).max(200),
	account: z.string().min(1).max(200)
};
var bucket = z.string().min(1).max(500);
var takeShape = z.object({
	...scope,
	buckets: z.array(z.object({
		bucket,
		intervalMs: z.number().min(.001).max(dayMs),
		burst: z.int().min(1).max(20)
	})).min(1).max(20).refine((all) => new Set(all.map((one) => one.bucket)).size === all.length),
	maxWaitMs: z.number().min(0).max(dayMs)
});
var restShape = z.object({
	...scope,
	bucket,
	ms: z.number().min(0).max(dayMs)
});
/** Reads what a take asks for. @throws {StoreError} `store_rejected` */
function parseTake(request) {
	const found = takeShape.safeParse(request);
	if (!found.success) throw new StoreError("store_rejected", `take: ${faultOf(found.error)}`);
	return found.data;
}
/** Reads what a rest asks for. @throws {StoreError} `store_rejected` */
function parseRest(request) {
	const found = restShape.safeParse(request);
	if (!found.success) throw new StoreError("store_rejected", `rest: ${faultOf(found.error)}`);
	return found.data;
}
// ../../packages/store/src/rpc/answers.ts
var runs = z.array(syncRunRow);
var count = z.int().min(0);
var reason = z.enum(reasons);
/** What `sync_start` and `sync_restart` answer. */
var startAnswer = z.discriminatedUnion("outcome", [
	z.object({
		outcome: z.literal("started"),
		run: syncRunRow,
		repeated: z.boolean(),
		cancelled: runs
	}),
	z.object({
		outcome: z.enum(["attached", "conflict"]),
		run: syncRunRow
	}),
	z.object({
		outcome: z.literal("refused"),
		reason,
		detail: z.string()
	})
]);
var applied = {
	applied: z.literal(true),
	reason: z.null(),
	run: syncRunRow
};
var notApplied = {
	applied: z.literal(false),
	reason,
	run: syncRunRow.nullable()
};
var counts = {
	inserted: count,
	updated: count,
	unchanged: count
};
/** What `sync_send` answers. */
var sendAnswer = z.discriminatedUnion("applied", [z.object(applied), z.object(notApplied)]);
/** What `sync_commit` answers. */
var commitAnswer = z.discriminatedUnion("applied", [z.object({
	...applied,
	...counts
}), z.object({
	...notApplied,
	...counts
})]);
/** What `sync_push` answers; what it would call invalid is never sent. */
var pushAnswer = z.object({
	reason: z.null(),
	...counts
});
var receipt = z.object({
	runId: z.guid(),
	source: z.string(),
	account: z.string(),
	from: z.enum(statuses),
	to: z.enum(statuses),
	cancelled: z.boolean(),
	totalFetched: count
});
/** What `sync_cancel` answers. */
var cancelAnswer = z.object({
	cancelled: count,
	receipt: z.array(receipt)
});
/** What `sync_sweep` answers. */
var sweepAnswer = z.object({
	expired: runs,
	released: runs,
	due: runs
});
/** What `sync_prune` answers. */
var pruneAnswer = z.object({ pruned: count });
/** What `sync_status` answers. */
var statusAnswer = z.object({
	now: instant,
	policy: policySchema,
	sweptAt: instant.nullable(),
	schemaVersion: z.int()
});
/** What `sync_silences` answers. */
var silencesAnswer = z.object({ silences: count });
/** What `sync_mark_missing` answers. */
var markAnswer = z.discriminatedUnion("applied", [z.object({
	applied: z.literal(true),
	reason: z.null(),
	marked: count,
	more: z.boolean()
}), z.object({
	applied: z.literal(false),
	reason,
	marked: z.literal(0),
	more: z.literal(false)
})]);
/** What `sync_take` answers. */
var takeAnswer = z.object({
	granted: z.boolean(),
	waitMs: z.number().min(0)
});
/** What `sync_rest` answers. */
var restAnswer = z.object({ waitMs: z.number().min(0) });
var next = z.string().nullable();
/** What `sync_known_contacts` answers. */
var knownContactsAnswer = z.object({
	contacts: z.array(z.object({
		email: z.string().nullable(),
		phone: z.string().nullable()
	})),
	next
});
/** What `sync_known_ids` answers. */
var knownIdsAnswer = z.object({
	ids: z.array(z.string()),
	next
});
/** Reads an answer. @throws {StoreError} `store_mismatch`, naming the fields that are not of the protocol */
function read(schema, answer, from) {
	const found = schema.safeParse(answer);
	if (found.success) return found.data;
	const fields = found.error.issues.map(({ path }) => path.join(".") || "the answer");
	throw new StoreError("store_mismatch", `${from} answered what this version does not know (${[...new Set(fields)].join(", ")}): run the migrations, or update Sincro`);
}
// ../../packages/store/src/storable.ts
var unstorable = /\\u(?:0000|d[89a-f])/;
function cleaned(value) {
	if (typeof value === "string") return storableString(value);
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(cleaned);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableString(key), cleaned(inner)]));
}
/**
* A text that PostgreSQL can keep: NUL and half of a surrogate pair (a name cut in mid-emoji has one) become U+FFFD.
* Otherwise one such name would refuse its page, and with it the run, for ever.
*/
function storableString(text) {
	return text.toWellFormed().replaceAll("\0", "�");
}
/**
* A value as the text of a `jsonb`; its strings and keys are cleaned as {@link storableString} says.
*
* @throws {StoreError} `store_rejected` for what has no such text: a value that holds itself, a bigint, endless nesting
*/
function storableText(value) {
	try {
		const text = JSON.stringify(value) ?? "null";
		return unstorable.test(text) ? JSON.stringify(cleaned(JSON.parse(text))) : text;
	} catch (cause) {
		throw new StoreError("store_rejected", "a value that cannot be written as JSON", { cause });
	}
}
/** A value as a `jsonb` would give it back: a copy that shares nothing, without `undefined`. */
function storable(value) {
	return JSON.parse(storableText(value));
}
// ../../packages/store/src/rpc/known.ts
/** A request for what is known as a function's arguments; a size that is no number is the usual one. */
function knownArguments({ source, account, after, limit }) {
	return {
		p_source: storableString(source),
		p_account: storableString(account),
		p_after: after === null ? void 0 : after,
		p_limit: limit === void 0 ? void 0 : Math.trunc(Math.min(Math.max(limit, 1), 1e3))
	};
}
// ../../packages/store/src/cursor.ts
var shape = z.tuple([z.string().refine((text) => instant.safeParse(text).success), z.guid()]);
/** The opaque text that a list answers as `next` and takes as `before`. */
function writeCursor({ startedAt, id }) {
	return btoa(JSON.stringify([startedAt, id])).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
/** Reads what {@link writeCursor} wrote. @throws {StoreError} `store_rejected` for any other text */
function readCursor(text) {
	try {
		const [startedAt, id] = shape.parse(JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/"))));
		return {
			startedAt,
			id
		};
	} catch (cause) {
		throw new StoreError("store_rejected", "`before` is not the `next` of a page of runs", { cause });
	}
}
// ../../packages/store/src/page-size.ts
/** How many runs a page of the list holds when nobody says, and at most. */
function pageSize(limit = 50) {
	return Math.min(Math.max(Math.trunc(limit), 1), 500);
}
// ../../packages/store/src/rpc/retry.ts
/** Three tries within half a second: enough for a broken connection, too short to hide a database that is away. */
var pausesMs = [100, 300];
/**
* Repeats a call whose answer was lost. Every call of a store may be repeated: the database tells a repeated start by
* its request id, a page by its number, a claim by its worker, and an ending by the run itself.
*
* @param onLost hears of each try that brought no answer: nobody knows whether it was made
* @throws {StoreError} the last failure; any other than `store_unreachable` at once
*/
async function repeatable(call, onLost = () => {}) {
	for (const pauseMs of pausesMs) {
		try {
			return await call();
		} catch (error) {
			if (!isStoreError(error) || error.code !== "store_unreachable") throw error;
			onLost();
		}
		await new Promise((resolve) => setTimeout(resolve, pauseMs * (.5 + Math.random())));
	}
	return call();
}
// ../../packages/store/src/rpc/list.ts
var place = z.object({
	id: z.guid(),
	started_at: z.string()
});
/** One page of runs, newest first. The cursor keeps the time as the database wrote it, to the microsecond. */
async function list(rpc, request) {
	const { active, source, account, groupId, limit, before } = request;
	const after = before === void 0 ? null : readCursor(before);
	if (groupId !== void 0 && !isId(groupId)) return {
		runs: [],
		next: null
	};
	const size = pageSize(limit);
	const query = {
		source: source && storableString(source),
		account: account && storableString(account),
		active,
		groupId,
		limit: size + 1,
		after
	};
	const rows = await repeatable(() => rpc.runs(query));
	const shown = rows.slice(0, size);
	const last = rows.length > size ? read(place, shown.at(-1), "sync_runs") : null;
	return {
		runs: read(z.array(shownRunRow), shown, "sync_runs"),
		next: last && writeCursor({
			startedAt: last.started_at,
			id: last.id
		})
	};
}
// ../../packages/store/src/rpc/lost-answer.ts
/** How many runs one call can have cancelled and still list, after its answer was lost. */
var listed = 500;
/** The same moment by the database's clock, or a little before: the way to its answer is counted as well. */
async function beganAt(rpc, { began }) {
	const { now } = read(statusAnswer, await repeatable(() => rpc.call("sync_status", {})), "sync_status");
	return (/* @__PURE__ */ new Date(Math.floor(Date.parse(now) - (performance.now() - began)) - 1)).toISOString();
}
/** The runs that were cancelled in this actor's name since a call began: those that its lost tries cancelled. */
async function cancelledSince(rpc, call, { source, account, groupId }) {
	const query = {
		active: false,
		endedSince: await beganAt(rpc, call),
		limit: listed,
		after: null
	};
	const rows = await repeatable(() => rpc.runs({
		...query,
		source,
		account,
		groupId
	}));
	return read(z.array(syncRunRow), rows, "sync_runs").filter(({ status, ended_by }) => status === "cancelled" && ended_by === call.actor);
}
async function lineOf(rpc, run) {
	const { id: runId, source, account, status: to, total_fetched: totalFetched } = run;
	const rows = await repeatable(() => rpc.events(runId));
	return {
		runId,
		source,
		account,
		from: read(z.array(syncRunEvent), rows, "sync_run_events").findLast(({ event, applied }) => applied && event === "CANCEL")?.from_status ?? to,
		to,
		cancelled: true,
		totalFetched
	};
}
/**
* The receipt of a cancel whose first tries brought no answer. Its repetition finds those runs cancelled, or no longer
* active, and so would not say that it was this cancel which hit them.
*
* @param found the repetition's receipt
*/
async function wholeReceipt(rpc, call, filter, found) {
	const runs = await cancelledSince(rpc, call, "runId" in filter || "all" in filter ? {} : filter);
	const hit = "runId" in filter ? runs.filter(({ id }) => id === filter.runId) : runs;
	const lines = new Map(found.map((line) => [line.runId, line]));
	for (const run of hit) if (!lines.get(run.id)?.cancelled) lines.set(run.id, await lineOf(rpc, run));
	return [...lines.values()].sort((a, b) => a.runId < b.runId ? -1 : 1);
}
// ../../packages/store/src/rpc/own-function.ts
/**
* Reads the name of a function of the project's own.
*
* @throws {StoreError} `store_rejected` for what would need quotes, or names another schema than `public`
*/
function ownFunction(name) {
	if (/^[a-z_][a-z0-9_]{0,62}$/.test(name)) return name;
	throw new StoreError("store_rejected", "commit: give the name of a function in the schema public, in lower case and without its schema, such as commit_page");
}
/** A fault that only the project itself can mend: its function is not there, or answers something else. */
function ownFault(error, name) {
	if (!isStoreError(error) || error.code !== "store_mismatch") return error;
	const [said] = error.message.split(": ");
	return new StoreError("store_mismatch", `${said}: this project's own function does not fit. ${`${name} takes the arguments of sync_commit, calls it, and returns its answer as it is`}; create it in the schema public (after that "notify pgrst, 'reload schema'")`);
}
// ../../packages/store/src/rpc/rpc-store.ts
var notFound = {
	applied: false,
	reason: "not_found",
	run: null
};
async function start(ask, rpc, request) {
	const shape = startShape.safeParse(request);
	if (!shape.success) return {
		outcome: "refused",
		reason: "invalid",
		detail: faultOf(shape.error)
	};
	const wanted = shape.data;
	const restart = wanted.onConflict === "restart";
	const call = {
		began: performance.now(),
		actor: wanted.startedBy ?? "restart"
	};
	let lost = false;
	const args = {
		p_source: wanted.source,
		p_account: wanted.account,
		p_mode: wanted.mode,
		p_window_start: wanted.windowStart,
		p_window_end: wanted.windowEnd,
		p_on_conflict: wanted.onConflict,
		p_request_id: wanted.requestId ?? crypto.randomUUID(),
		p_started_by: wanted.startedBy,
		p_group_id: wanted.groupId,
		p_resume_from: wanted.resumeFrom,
		p_worker: wanted.worker,
		p_dry_run: wanted.dryRun
	};
	const answer = await ask(startAnswer, restart ? "sync_restart" : "sync_start", args, () => {
		lost = true;
	});
	if (!lost || !restart || answer.outcome !== "started" || !answer.repeated) return answer;
	const { source, account } = answer.run;
	return {
		...answer,
		cancelled: await cancelledSince(rpc, call, {
			source,
			account
		})
	};
}
async function commit(ask, page, own) {
	const none = {
		inserted: 0,
		updated: 0,
		unchanged: 0
	};
	if (!isId(page.runId)) return {
		...notFound,
		...none
	};
	if (!json$1.safeParse(page.checkpoint).success) return {
		...notFound,
		reason: "invalid",
		...none
	};
	const args = {
		p_run_id: page.runId,
		p_fence: page.fence,
		p_worker: page.worker,
		p_seq: page.seq,
		p_records: page.records,
		p_checkpoint: page.checkpoint,
		p_total: page.total
	};
	if (own === void 0) return ask(commitAnswer, "sync_commit", args);
	try {
		return await ask(commitAnswer, own, args);
	} catch (error) {
		throw ownFault(error, own);
	}
}
async function push(ask, request) {
	const { source, account = "default", records } = parsePush(request);
	const { inserted, updated, unchanged } = await ask(pushAnswer, "sync_push", {
		p_source: source,
		p_account: account,
		p_records: records
	});
	return {
		inserted,
		updated,
		unchanged
	};
}
async function cancel(ask, rpc, asked) {
	const { filter, actor, reason } = parseCancel(asked);
	const id = "runId" in filter ? filter.runId : "groupId" in filter ? filter.groupId : void 0;
	if (id !== void 0 && !isId(id)) return [];
	const call = {
		began: performance.now(),
		actor
	};
	let lost = false;
	const { receipt } = await ask(cancelAnswer, "sync_cancel", {
		p_filter: filter,
		p_actor: actor,
		p_reason: reason
	}, () => {
		lost = true;
	});
	return lost ? wholeReceipt(rpc, call, filter, receipt) : receipt;
}
async function markMissing(ask, { runId, ...asked }) {
	if (!isId(runId)) return {
		applied: false,
		reason: "not_found",
		marked: 0,
		more: false
	};
	const { fence, worker, objects, limit } = asked;
	return ask(markAnswer, "sync_mark_missing", {
		p_run_id: runId,
		p_fence: fence,
		p_worker: worker,
		p_objects: objects,
		p_limit: limit
	});
}
/**
* A {@link RunStore} over Sincro's SQL functions, whatever carries the calls. It knows the JSON of the answers; how to
* reach the database is the {@link Rpc}'s. A call whose answer was lost is repeated, at most twice. What it then says of
* cancelled runs includes those that the lost tries hit; a sweep says what the repetition found, of which `due` is whole.
*
* @throws {StoreError} `store_rejected` for a `commit` that is no function's name
*/
function rpcStore(rpc, { commit: named } = {}) {
	const own = named === void 0 ? void 0 : ownFunction(named);
	const ask = async (schema, name, args = {}, onLost) => read(schema, await repeatable(() => rpc.call(name, args), onLost), name);
	return {
		start: (request) => start(ask, rpc, request),
		send: async (runId, event) => isId(runId) ? ask(sendAnswer, "sync_send", {
			p_run_id: runId,
			p_event: event
		}) : notFound,
		commit: (page) => commit(ask, page, own),
		push: (request) => push(ask, request),
		cancel: (filter, actor, reason) => cancel(ask, rpc, {
			filter,
			actor,
			reason
		}),
		sweep: (release = false) => ask(sweepAnswer, "sync_sweep", { p_release: release }),
		prune: async (keepMs) => (await ask(pruneAnswer, "sync_prune", { p_keep: `${keepMs} milliseconds` })).pruned,
		markMissing: (request) => markMissing(ask, request),
		take: async (request) => {
			const { source, account, buckets, maxWaitMs } = parseTake(request);
			return ask(takeAnswer, "sync_take", {
				p_source: source,
				p_account: account,
				p_buckets: buckets,
				p_max_wait_ms: maxWaitMs
			});
		},
		rest: async (request) => {
			const { source, account, bucket, ms } = parseRest(request);
			await ask(restAnswer, "sync_rest", {
				p_source: source,
				p_account: account,
				p_bucket: bucket,
				p_ms: ms
			});
		},
		get: async (runId) => isId(runId) ? read(shownRunRow.nullable(), await repeatable(() => rpc.run(runId)), "sync_runs") : null,
		events: async (runId) => isId(runId) ? read(z.array(syncRunEvent), await repeatable(() => rpc.events(runId)), "sync_run_events") : [],
		list: (request = {}) => list(rpc, request),
		status: () => ask(statusAnswer, "sync_status"),
		silences: async (withinMs) => (await ask(silencesAnswer, "sync_silences", { p_within_ms: withinMs })).silences,
		schedules: () => ask(schedulesAnswer$1, "sync_list_schedules"),
		setSchedule: async (request) => {
			const { source, account, mode, cron, time_zone, enabled, next_at, actor } = parseSchedule(request);
			return (await ask(scheduleAnswer$1, "sync_set_schedule", {
				p_source: source,
				p_account: account,
				p_mode: mode,
				p_cron: cron,
				p_time_zone: time_zone,
				p_enabled: enabled,
				p_next_at: next_at,
				p_actor: actor
			})).schedule;
		},
		removeSchedules: async ({ source, account, mode }) => (await ask(removedAnswer, "sync_remove_schedules", {
			p_source: source,
			p_account: account,
			p_mode: mode
		})).removed,
		runSchedule: async (turn) => {
			const { source, account, mode, due, next_at, skip } = parseTurn(turn);
			return ask(turnAnswer, "sync_run_schedule", {
				p_source: source,
				p_account: account,
				p_mode: mode,
				p_due: due,
				p_next_at: next_at,
				p_skip: skip
			});
		},
		knownContacts: async (request) => ask(knownContactsAnswer, "sync_known_contacts", knownArguments(request)),
		knownIds: async ({ object, ...request }) => ask(knownIdsAnswer, "sync_known_ids", {
			...knownArguments(request),
			p_object: object
		}),
		close: () => rpc.close()
	};
}
// ../../packages/store/src/supabase/client.ts
/** Their types follow the project's tables, of which they know nothing here: what is called is in {@link SupabaseCalls}. */
function callsOf(client) {
	return client;
}
// ../../packages/store/src/sql-state.ts
/** SQLSTATEs, by their beginning: https://www.postgresql.org/docs/current/errcodes-appendix.html */
var byState = [
	["08", "store_unreachable"],
	["57P", "store_unreachable"],
	["53300", "store_unreachable"],
	["57014", "store_timeout"],
	["55P03", "store_timeout"],
	["40", "store_timeout"],
	["42883", "store_mismatch"],
	["42P01", "store_mismatch"],
	["42703", "store_mismatch"]
];
/** What an error of the database is to a store. */
function codeOfState(state) {
	return byState.find(([prefix]) => state.startsWith(prefix))?.[1] ?? "store_rejected";
}
/** What each code says, before its details. */
var says = {
	store_unreachable: "the database cannot be reached",
	store_timeout: "the database gave up waiting",
	store_rejected: "the database refused the statement",
	store_mismatch: "the database has another schema than this version needs: run the migrations, or update Sincro"
};
// ../../packages/store/src/supabase/fault.ts
var wrongUrl = "nothing of PostgREST's answers there: is this the project's URL?";
var wrongKey = "the key was refused (expired, forged or of another project): use the project's service role key";
/** PostgREST's own codes: https://docs.postgrest.org/en/v12/references/errors.html. All others are refusals. */
var byCode = {
	PGRST000: ["store_unreachable", says.store_unreachable],
	PGRST001: ["store_unreachable", says.store_unreachable],
	PGRST002: ["store_unreachable", says.store_unreachable],
	PGRST003: ["store_unreachable", "no connection of PostgREST's pool became free"],
	PGRST202: ["store_mismatch", `${says.store_mismatch} (then "notify pgrst, 'reload schema'")`],
	PGRST205: ["store_mismatch", `${says.store_mismatch} (then "notify pgrst, 'reload schema'")`],
	PGRST301: ["store_rejected", wrongKey],
	PGRST302: ["store_rejected", wrongKey],
	PGRST303: ["store_rejected", wrongKey],
	42501: ["store_rejected", "the key's role may not do this: use the service role key, in a server and never in a browser"]
};
var isState = (code) => /^[0-9A-Z]{5}$/.test(code);
function ofCode(code) {
	const known = byCode[code];
	if (known !== void 0) return known;
	const ours = isState(code) ? codeOfState(code) : "store_rejected";
	return [ours, says[ours]];
}
/** What is left when nobody behind the gateway said anything. */
function ofStatus(status) {
	if (status === 401 || status === 403) return ["store_rejected", wrongKey];
	if (status === 204 || status === 404) return ["store_rejected", wrongUrl];
	if (status < 300) return ["store_unreachable", "the answer was cut, or was not PostgREST's"];
	return status >= 500 || status === 408 || status === 429 ? ["store_unreachable", says.store_unreachable] : ["store_rejected", says.store_rejected];
}
/** The socket's own word, such as ECONNREFUSED; the texts around it may quote a header, and with it the key. */
function ofNetwork({ details }) {
	const [word] = /\b(?:E[A-Z]{4,}|UND_ERR_[A-Z_]+)\b/.exec(details ?? "") ?? [];
	return word === void 0 ? "" : ` (${word})`;
}
/**
* What supabase-js answered as an error, as a {@link StoreError}. Only the code is kept of what was said: texts quote
* rows, and those of a failed request may quote its key.
*
* @param during what was being done, e.g. the function's name
*/
function supabaseFault(error, { status }, during) {
	if (error.code) {
		const [code, words] = ofCode(error.code);
		return new StoreError(code, `${during}: ${words} (${isState(error.code) ? "SQLSTATE " : ""}${error.code})`);
	}
	if (status === 0) return new StoreError("store_unreachable", `${during}: ${says.store_unreachable}${ofNetwork(error)}`);
	const [code, words] = ofStatus(status);
	return new StoreError(code, `${during}: ${words} (HTTP ${status})`);
}
// ../../packages/store/src/supabase/ask.ts
/**
* Sends a call and answers what it brought, body included, within the time.
*
* @param during what is being done, for the error
* @throws {StoreError} whatever supabase-js answered instead of data, or `store_unreachable` when the time was over
*/
async function ask(call, during, timeoutMs) {
	call.retry?.(false);
	const controller = new AbortController();
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => {
			reject(new StoreError("store_unreachable", `${during}: no answer within ${timeoutMs} ms`));
			controller.abort();
		}, timeoutMs);
	});
	try {
		const answer = await Promise.race([call.abortSignal(controller.signal), late]);
		if (answer.error !== null) throw supabaseFault(answer.error, answer, during);
		if (answer.status === 204) throw supabaseFault({}, answer, during);
		return answer;
	} finally {
		clearTimeout(timer);
	}
}
// ../../packages/store/src/supabase/supabase-rpc.ts
var withActivity = (active) => statuses.filter((status) => isActive(status) === active);
/** The same conditions and the same order as the postgres adapter's. */
function narrowed(select, query) {
	const { active, source, account, groupId, endedSince, limit, after } = query;
	let found = select;
	if (active !== void 0) found = found.in("status", withActivity(active));
	if (source !== void 0) found = found.eq("source", source);
	if (account !== void 0) found = found.eq("account", account);
	if (groupId !== void 0) found = found.eq("group_id", groupId);
	if (endedSince !== void 0) found = found.gte("completed_at", endedSince);
	if (after !== null) {
		const [at, id] = [`"${after.startedAt}"`, after.id];
		found = found.or(`started_at.lt.${at},and(started_at.eq.${at},id.lt.${id})`);
	}
	return found.order("started_at", { ascending: false }).order("id", { ascending: false }).limit(limit);
}
/** Sincro's SQL functions and tables over PostgREST. */
function supabaseRpc(client, timeoutMs) {
	const rows = async (call, during) => {
		const { data, count } = await ask(call, during, timeoutMs);
		if (!Array.isArray(data)) throw new StoreError("store_mismatch", `${during}: PostgREST answered no rows`);
		return {
			rows: data,
			count
		};
	};
	const runs = async (select) => (await rows(select, "sync_runs")).rows;
	const events = async (runId) => {
		const all = [];
		for (let after = 0;;) {
			const select = client.from("sync_run_events").select("*", { count: "exact" }).eq("run_id", runId).gt("n", after);
			const { rows: found, count } = await rows(select.order("n", { ascending: true }), "sync_run_events");
			all.push(...found);
			if (found.length === 0 || found.length === count) return all;
			after = found.at(-1).n;
		}
	};
	return {
		call: async (name, args) => (await ask(client.rpc(name, storable(args)), name, timeoutMs)).data,
		run: async (id) => (await runs(client.from("sync_runs").select("*").eq("id", id)))[0] ?? null,
		events,
		runs: (query) => runs(narrowed(client.from("sync_runs").select("*"), query)),
		close: async () => {}
	};
}
// ../../packages/store/src/supabase/supabase-store.ts
/**
* A store on Supabase, through a client that stays the caller's, made with the **service role key**: each call is one
* request and one transaction of its own. The project must be migrated, and its API must expose the schema `public`
* and answer at least 501 rows (`max-rows`; Supabase's own number is 1,000).
*
* @param client of `@supabase/supabase-js` ≥ 2; pass `client.schema("public")` where its schema is another
* @throws {StoreError} every call: `store_unreachable` when there was no whole answer (tried three times: each write
* may be repeated), `store_timeout` when the database gave up waiting, `store_rejected` when key, role or statement
* were refused, `store_mismatch` when the schema is of another version. No message has the key. `supabaseStore` itself
* throws `store_rejected` for a `commit` that is no function's name.
* @example
* ```ts
* const client = createClient(url, serviceRoleKey, { auth: { persistSession: false } })
* const store = supabaseStore(client)
* const { runs } = await store.list({ active: true })
* ```
* @example
* ```ts
* const store = supabaseStore(client, { commit: "commit_page" }) // pages land in the project's own tables
* ```
*/
function supabaseStore(client, { timeoutMs = 15e3, commit } = {}) {
	return rpcStore(supabaseRpc(callsOf(client), timeoutMs), { commit });
}
export { ConfigError, Fenced, HandOffLost, ScheduleInvalid, SliceEnded, createDispatcher, createFeed, createFunctions, createPace, createSweeper, edgeFunctions, isConfigError, isScheduleInvalid, isSliceEnded, keepTime, misconfigured, monotonicClock, nextTime, nextTurnMs, operatorAuth, randomSecret, readConfig, redact, refusalOf, routeTable, runSlice, selfInvocation, signInCodes, sliceRunner, startRun, startScheduled, supabaseAuth, supabaseStore, tooManyRequests, variables, withCronToken, withOperatorToken, withRun, workOn };
