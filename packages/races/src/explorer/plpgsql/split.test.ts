import { describe, expect, it } from "vitest";
import { splitPlpgsql } from "./split.ts";

/** Each statement as its first two words. */
const firsts = (body: string) =>
  splitPlpgsql(body).map(({ at }) => body.slice(at).split(/\s+/, 2).join(" ").replace(/;.*/, ";"));

const heads = (body: string) => splitPlpgsql(body).map(({ head }) => head.map(({ text }) => text).join(" "));

describe("statements of PL/pgSQL", () => {
  it("simple ones, one after another", () => {
    expect(firsts("begin a := 1; perform f(); return; end")).toEqual(["a :=", "perform f();", "return;"]);
  });

  it("strings, dollar quotes, quoted names and comments may hold semicolons and words", () => {
    const body = `begin
      a := 'x; end if; ''then'''; -- ; end
      b := e'\\'; loop'; /* ; /* nested ; */ end */
      c := $q$ ; begin; $$ end; $q$;
      "end" := "a;""b";
    end`;
    expect(firsts(body)).toEqual(["a :=", "b :=", "c :=", '"end" :=']);
  });

  it("branches: the statements inside, and all conditions as the head", () => {
    const body = `begin
      if a and case when b then c else d end then
        perform f();
      elsif (select true from t) then
        null;
      else
        if e then return; end if;
      end if;
    end`;
    expect(firsts(body)).toEqual(["if a", "perform f();", "null;", "if e", "return;"]);
    expect(heads(body)[0]).toBe("a and case when b then c else d end ( select true from t )");
  });

  it("CASE as a statement, CASE as an expression", () => {
    const body = `begin
      case x when 'a' then return 1; when 'b', 'c' then y := case when z then 1 else 2 end; else null; end case;
      case when q then null; end case;
    end`;
    expect(firsts(body)).toEqual(["case x", "return 1;", "y :=", "null;", "case when", "null;"]);
  });

  it("loops of every kind, labelled and left", () => {
    const body = `<<outer>> begin
      <<l>> loop exit l when a; continue when not b; end loop l;
      while c loop d := 1; end loop;
      for i in 1..3 loop null; end loop;
      for r in select id from t where u order by id for update loop perform f(r); end loop;
      foreach x in array y loop null; end loop;
    end outer`;
    expect(firsts(body)).toEqual([
      "<<l>> loop",
      "exit l",
      "continue when",
      "while c",
      "d :=",
      "for i",
      "null;",
      "for r",
      "perform f(r);",
      "foreach x",
      "null;",
    ]);
    expect(heads(body)[7]).toBe("for r in select id from t where u order by id for update");
  });

  it("blocks with declarations and handlers", () => {
    const body = `declare a int := 1; begin
      declare b int := (select 1 from t); begin
        insert into t values (1);
      exception when unique_violation or others then raise; when sqlstate '22000' then null;
      end;
    end;`;
    expect(firsts(body)).toEqual(["declare b", "insert into", "raise;", "null;"]);
    expect(heads(body)[0]).toBe("declare b int : = ( select 1 from t ) ;");
  });

  it.for(["begin a := 1", "begin if a then b; end", "begin /* x end", "x", "begin loop null; end if; end"])(
    "does not guess: %s",
    (body) => {
      expect(() => splitPlpgsql(body)).toThrow();
    },
  );
});
