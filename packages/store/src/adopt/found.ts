/** A column as it is there. */
export interface FoundColumn {
  readonly name: string;
  /** As PostgreSQL writes it, e.g. `character varying(50)`. */
  readonly type: string;
  readonly isEnum: boolean;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly isGenerated: boolean;
}

/** A primary key, a unique, CHECK or exclusion constraint of the table. */
export interface FoundConstraint {
  readonly name: string;
  readonly type: "p" | "u" | "c" | "x";
  readonly columns: readonly string[];
  readonly definition: string;
}

/** An index of the table. */
export interface FoundIndex {
  readonly name: string;
  readonly isUnique: boolean;
  readonly isPartial: boolean;
  /** Of a constraint, by which it is dropped; null where it is an index alone. */
  readonly constraint: string | null;
  /** Whether a foreign key of another table leans on it. */
  readonly isReferenced: boolean;
  /** Its key columns; null in the place of an expression. */
  readonly keys: readonly (string | null)[];
  /** Every column that it uses, in its condition too. */
  readonly uses: readonly string[];
  /** What it indexes and how, for two that are alike. */
  readonly shape: string;
}

/** A foreign key of another table to this one. */
export interface FoundReference {
  readonly name: string;
  /** The table, quoted as SQL needs it. */
  readonly table: string;
  /** The column, quoted likewise. */
  readonly column: string;
  readonly columnType: string;
  /** Which of our columns it leads to; null where it is of several. */
  readonly to: string | null;
  readonly definition: string;
}

/** What the catalogue says of an older `sync_runs`, and what its ids are. */
export interface FoundTable {
  readonly kind: string;
  readonly isOwned: boolean;
  readonly isPart: boolean;
  /** Whether row level security hides rows from the owner too. */
  readonly isForced: boolean;
  readonly columns: readonly FoundColumn[];
  readonly constraints: readonly FoundConstraint[];
  readonly indexes: readonly FoundIndex[];
  readonly references: readonly FoundReference[];
  /** Triggers that are on, with the word that turns them on again. */
  readonly triggers: readonly { readonly name: string; readonly enable: string }[];
  readonly policies: readonly string[];
  /** What reads a column in a way that forbids another type, e.g. `view report`. */
  readonly readers: readonly { readonly column: string; readonly reader: string }[];
  /** Tables, views and indexes of others whose names the migrations need. */
  readonly taken: readonly string[];
}
