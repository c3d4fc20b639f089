import { randomHistories } from "./histories.ts";

randomHistories(18);
