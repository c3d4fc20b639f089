/** Short names for runs, in the order in which they are met: an operator reads "run A", not a UUID. */
export class RunNames {
  readonly #names = new Map<string, string>();

  of(id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const place = this.#names.size;
    const name = `run ${place < 26 ? String.fromCharCode(65 + place) : place + 1}`;
    this.#names.set(id, name);
    return name;
  }

  /** A text with the names in the place of the ids that are known, whether or not the word run stands before them. */
  in(text: string): string {
    let named = text;
    for (const [id, name] of this.#names) named = named.replaceAll(`run ${id}`, name).replaceAll(id, name);
    return named;
  }
}
