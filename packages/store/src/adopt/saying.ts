/** Why a table cannot be adopted, as data: whoever shows it has the words. */
export type Problem =
  | { readonly kind: "notATable"; readonly relation: "view" | "foreign" | "partitioned" | "inherited" }
  | { readonly kind: "notOwner" }
  | { readonly kind: "hidden" }
  | { readonly kind: "otherShape"; readonly missing: readonly string[] }
  | { readonly kind: "columnType"; readonly column: string; readonly type: string; readonly wanted: readonly string[] }
  | { readonly kind: "idType"; readonly type: string }
  | { readonly kind: "idNotUuid"; readonly examples: readonly string[] }
  | { readonly kind: "idTwice"; readonly examples: readonly string[] }
  | { readonly kind: "numberNotWhole"; readonly column: string }
  | { readonly kind: "hasReaders"; readonly column: string; readonly readers: readonly string[] }
  | { readonly kind: "referenced"; readonly name: string }
  | { readonly kind: "nameTaken"; readonly names: readonly string[] };

/** What one step of the plan does, likewise. */
export type Saying =
  | { readonly kind: "convert"; readonly column: string; readonly from: string; readonly to: string }
  | { readonly kind: "add"; readonly columns: readonly string[] }
  | { readonly kind: "rename"; readonly column: string; readonly to: string }
  | { readonly kind: "mayBeNull"; readonly column: string }
  | { readonly kind: "dropIndex"; readonly name: string; readonly why: "double" | "unique" | "enum" }
  | { readonly kind: "renameIndex"; readonly name: string; readonly to: string }
  | { readonly kind: "renamePolicy"; readonly name: string; readonly to: string }
  | { readonly kind: "dropCheck"; readonly name: string; readonly definition: string }
  | { readonly kind: "references"; readonly names: readonly string[]; readonly type: string }
  | { readonly kind: "newIds"; readonly count: number }
  | { readonly kind: "status"; readonly from: string | null; readonly to: string; readonly count: number }
  | { readonly kind: "stays"; readonly source: string; readonly id: string }
  | { readonly kind: "closed"; readonly why: "silent" | "double"; readonly count: number }
  | { readonly kind: "cursors"; readonly what: "read" | "nothing" | "unreadable"; readonly count: number }
  | { readonly kind: "values"; readonly column: string; readonly count: number }
  | { readonly kind: "rows"; readonly count: number; readonly changed: number }
  | { readonly kind: "key" }
  | { readonly kind: "utc"; readonly columns: readonly string[] }
  | {
      readonly kind: "keeps";
      readonly what: "columns" | "triggers" | "policies" | "references" | "checks";
      readonly names: readonly string[];
    }
  | { readonly kind: "migrations"; readonly names: readonly string[] };

/** A step: what it does, and the SQL that does it. `say` is null where another step has told it. */
export interface Step {
  readonly say: Saying | null;
  readonly sql: readonly string[];
}
