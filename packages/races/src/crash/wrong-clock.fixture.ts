// Loaded before a worker: its wall clock is wrong by CLOCK_ERROR_MS, as a machine's without NTP is. Its timers and its
// monotonic clock go on as they should.
const errorMs = Number(process.env.CLOCK_ERROR_MS);
const RightDate = Date;

class WrongDate extends RightDate {
  constructor(given?: number) {
    super(given ?? WrongDate.now());
  }

  static override now(): number {
    return RightDate.now() + errorMs;
  }
}

globalThis.Date = WrongDate as DateConstructor;
