import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConfigError, isConfigError, readConfig, variables } from "./index.ts";

function issuesOf(env: Record<string, string>) {
  try {
    readConfig(env);
  } catch (error) {
    if (isConfigError(error)) return error;
    throw error;
  }
  throw new Error("the environment was accepted");
}

describe("readConfig", () => {
  it("needs nothing: an empty environment is a local installation for this machine only", () => {
    expect(readConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 4400,
      rateShare: 0.5,
      allowedOrigins: [],
      databaseUrl: undefined,
    });
  });

  it("takes a blank variable as not set, and no white space for part of a value", () => {
    const config = readConfig({ SINCRO_PORT: "  ", DATABASE_URL: "", STRIPE_SECRET_KEY: " sk_test_1\n" });
    expect([config.port, config.databaseUrl, config.providers.STRIPE_SECRET_KEY]).toEqual([
      4400,
      undefined,
      "sk_test_1",
    ]);
  });

  it("a scheduler's token is not the operator's", () => {
    const same = "token-0123456789-hunter2";
    const error = issuesOf({ SINCRO_OPERATOR_TOKEN: same, SINCRO_CRON_TOKEN: ` ${same}` });
    expect(error.issues).toEqual([
      { variable: "SINCRO_CRON_TOKEN", expected: "another token than SINCRO_OPERATOR_TOKEN" },
    ]);
    expect(error.message).not.toContain("hunter2");
    expect(readConfig({ SINCRO_OPERATOR_TOKEN: same, SINCRO_CRON_TOKEN: `${same}-2` }).cronToken).toBe(`${same}-2`);
  });

  const secret = `whsec_${"A".repeat(44)}`;
  it("a webhook is signed, and spoken to by https unless its host is on the list", () => {
    const url = "https://hooks.example.com/services/very-secret-path";
    const config = readConfig({ SINCRO_WEBHOOK_URL: url, SINCRO_WEBHOOK_SECRET: secret, SINCRO_KEEP: "2w" });
    expect(config.webhook).toEqual({ url, secret, allow: [] });
    expect(config.keepMs).toBe(14 * 86_400_000);
    // The host may be named in a log; what makes the address a password may not.
    expect(config.secrets).toEqual(["/services/very-secret-path", secret]);
    const plain = { SINCRO_WEBHOOK_URL: "http://n8n.internal:5678/hook", SINCRO_WEBHOOK_SECRET: secret };
    expect(issuesOf(plain).issues).toMatchObject([{ variable: "SINCRO_WEBHOOK_URL" }]);
    expect(readConfig({ ...plain, SINCRO_WEBHOOK_ALLOW: "n8n.internal:5678" }).webhook?.allow).toEqual([
      "n8n.internal:5678",
    ]);
    expect(issuesOf({ SINCRO_WEBHOOK_URL: url }).issues).toMatchObject([{ variable: "SINCRO_WEBHOOK_SECRET" }]);
    expect(readConfig({ SINCRO_WEBHOOK_SECRET: secret }).webhook).toBeUndefined();
  });

  it("reads numbers, lists and the two halves of Supabase", () => {
    const config = readConfig({
      SINCRO_PORT: "8080",
      SINCRO_SLICE_MS: "100000",
      SINCRO_RATE_SHARE: "0.25",
      SINCRO_ALLOWED_ORIGINS: "https://a.example, http://localhost:5173 ,",
      SINCRO_OPERATOR_ROLES: "admin,owner",
      SUPABASE_URL: "https://abc.supabase.co",
      SUPABASE_SERVICE_ROLE_KEY: "service-role-key-1",
    });
    expect(config).toMatchObject({
      port: 8080,
      sliceMs: 100_000,
      rateShare: 0.25,
      allowedOrigins: ["https://a.example", "http://localhost:5173"],
      operatorRoles: ["admin", "owner"],
      supabase: { url: "https://abc.supabase.co", serviceRoleKey: "service-role-key-1" },
    });
  });

  it.each([
    ["SINCRO_PORT", "0"],
    ["SINCRO_PORT", "65536"],
    ["SINCRO_PORT", "http"],
    ["SINCRO_PORT", "1e3"],
    ["SINCRO_SLICE_MS", "999"],
    ["SINCRO_RATE_SHARE", "0"],
    ["SINCRO_RATE_SHARE", "0.04"],
    ["SINCRO_RATE_SHARE", "1.01"],
    ["SINCRO_RATE_SHARE", "half"],
    ["SINCRO_RATE_SHARE", "50%"],
    ["DATABASE_URL", "mysql://u:hunter2@h/d"],
    ["DATABASE_URL", "hunter2"],
    ["SINCRO_OPERATOR_TOKEN", "short"],
    ["MANYCHAT_PUSH_TOKEN", "hunter2"],
    ["SINCRO_OPERATOR_TOKEN", "with a space hunter2"],
    ["SINCRO_SIGNING_KEY", "hunter2-hunter2-hunter2"],
    ["SINCRO_ALLOWED_ORIGINS", "*"],
    ["SINCRO_ALLOWED_ORIGINS", "https://a.example/path"],
    ["SINCRO_OPERATOR_ROLES", " , "],
    ["SUPABASE_JWT_SECRET", "hunter2"],
    ["SINCRO_JWT_SECRET", "hunter2-hunter2"],
    ["SINCRO_JWT_ISSUER", "abc.supabase.co/auth/v1"],
    ["STRIPE_API_BASE", "localhost:1234"],
    ["SINCRO_KEEP", "ninety days"],
    ["SINCRO_WEBHOOK_ALLOW", "http://n8n.internal"],
    ["SINCRO_LOG", "verbose"],
    ["SUPABASE_URL", "abc.supabase.co"],
  ])("names %s and what is expected, and never repeats its value (%s)", (name, value) => {
    const error: ConfigError = issuesOf({ [name]: value });
    expect(error.code).toBe("config_invalid");
    expect(error.issues).toEqual([{ variable: name, expected: expect.stringMatching(/\w+ .+/) }]);
    expect(error.message).toContain(name);
    expect(error.message).not.toContain("hunter2");
  });

  it("names every variable that is wrong at once", () => {
    const { issues } = issuesOf({ SINCRO_PORT: "x", SINCRO_SLICE_MS: "x", GHL_API_BASE: "x" });
    expect(issues.map(({ variable }) => variable).sort()).toEqual(["GHL_API_BASE", "SINCRO_PORT", "SINCRO_SLICE_MS"]);
  });

  it("wants both halves of Supabase or none", () => {
    expect(issuesOf({ SUPABASE_URL: "https://a.example" }).issues[0]?.variable).toBe("SUPABASE_SERVICE_ROLE_KEY");
    expect(issuesOf({ SUPABASE_SERVICE_ROLE_KEY: "service-role-key-1" }).issues[0]?.variable).toBe("SUPABASE_URL");
  });

  it("keeps the token by which ManyChat comes in apart from the keys by which we go out", () => {
    const config = readConfig({ MANYCHAT_PUSH_TOKEN: "push-token-0123456789", MANYCHAT_API_KEY: "1:key" });
    expect(config.manychatPushToken).toBe("push-token-0123456789");
    expect(Object.values(config.providers)).not.toContain("push-token-0123456789");
    expect(config.secrets).toEqual(["1:key", "push-token-0123456789"]);
  });

  it("takes the secret of user tokens by either name, the one that Supabase's platform allows before the other", () => {
    const [theirs, ours] = ["their-jwt-secret-0123456789-0123456789", "our-jwt-secret-0123456789-0123456789"];
    expect(readConfig({ SUPABASE_JWT_SECRET: theirs }).jwtSecret).toBe(theirs);
    expect(readConfig({ SINCRO_JWT_SECRET: ours }).jwtSecret).toBe(ours);
    const both = readConfig({ SUPABASE_JWT_SECRET: theirs, SINCRO_JWT_SECRET: ours });
    expect([both.jwtSecret, both.secrets]).toEqual([ours, expect.arrayContaining([theirs, ours])]);
  });

  it("lists the secrets, so that they can be kept out of logs", () => {
    const env = {
      SINCRO_OPERATOR_TOKEN: "operator-token-0123",
      PAYPAL_CLIENT_SECRET: "paypal-secret",
      PAYPAL_CLIENT_ID: "id",
    };
    expect(readConfig(env).secrets).toEqual(["operator-token-0123", "paypal-secret"]);
  });

  it("either accepts an environment or says what is wrong, whatever is in it", () => {
    const names = fc.constantFrom(...Object.keys(variables));
    fc.assert(
      fc.property(fc.dictionary(names, fc.string()), (env) => {
        try {
          readConfig(env);
        } catch (error) {
          expect(isConfigError(error)).toBe(true);
        }
      }),
    );
  });
});
