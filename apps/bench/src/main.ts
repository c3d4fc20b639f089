// `npm run bench`: how near the sources come to what their providers allow. `-- --only stripe,ghl` measures some.
import { parseArgs } from "node:util";
import { cases } from "./throughput/cases.ts";
import { measure } from "./throughput/measure.ts";

const { values } = parseArgs({ options: { only: { type: "string" }, share: { type: "string" } } });
const wanted = values.only?.split(",");

for (const one of cases.filter(({ source }) => wanted?.includes(source) ?? true)) {
  const { records, seconds, ratio, answers, refused } = await measure(one, Number(values.share ?? one.share ?? 1));
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const rate = Math.round(records / seconds).toLocaleString("en");
  console.log(
    `${one.name}: ${records.toLocaleString("en")} records in ${seconds.toFixed(1)} s, ${rate}/s, ` +
      `${percent(ratio)} of what the limits allow, ${percent(refused)} of the ${answers} answers 429`,
  );
}
