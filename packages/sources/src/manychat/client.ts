import * as z from "zod";
import { isSourceError } from "../errors.ts";
import { createClient, type Query } from "../http/index.ts";
import { redactor } from "../http/redact.ts";
import type { Connection } from "../source.ts";
import { dataOf, nobody, notAField, readProblem } from "./answer.ts";
import { createMet, type Met } from "./met.ts";
import { readFound, readSubscriber, type Subscriber } from "./subscriber.ts";

const usualBase = "https://api.manychat.com";
const title = "ManyChat";

/** What can be asked of a page, for one slice. */
export interface ManychatClient {
  /** The page's name. @throws SourceError */
  page(): Promise<string>;
  /** Who has this e-mail or this phone; nobody is an answer. @throws SourceError */
  find(field: "email" | "phone", value: string): Promise<readonly Subscriber[]>;
  /** The subscriber of this id, or null. @throws SourceError */
  info(id: string): Promise<Subscriber | null>;
  /** Whom this slice has met already. */
  readonly met: Met;
}

const page = z.looseObject({ name: z.string() });

/** Talks to ManyChat. */
export function manychatClient(connection: Connection): ManychatClient {
  const key = connection.credentials.MANYCHAT_API_KEY ?? "";
  const redact = redactor([key]);
  const client = createClient({
    title,
    baseUrl: connection.baseUrl ?? usualBase,
    headers: { authorization: `Bearer ${key}`, accept: "application/json" },
    secrets: [key],
    readProblem,
    connection,
  });

  function get<T>(path: string, query: Query, read: (data: unknown) => T): Promise<T> {
    return client.get(path, query, (body) => read(dataOf(`${title}: GET ${path}`, body, redact)));
  }

  /** What ManyChat refuses because nobody is there is an answer. */
  async function orElse<T>(nothing: T, codes: readonly string[], asked: Promise<T>): Promise<T> {
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
    find: (field, value) =>
      orElse([], [nobody, notAField], get("/fb/subscriber/findBySystemField", { [field]: value }, readFound)),
    info: (id) => orElse(null, [nobody], get("/fb/subscriber/getInfo", { subscriber_id: id }, readSubscriber)),
  };
}
