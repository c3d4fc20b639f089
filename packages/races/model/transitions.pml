/* Generated from packages/machine by `npm run generate`. Do not edit: change the machine. */
#define IDLE 0
#define RUNNING 1
#define CONTINUING 2
#define COMPLETED 3
#define FAILED 4
#define CANCELLED 5
#define STALE 6
#define START 0
#define CLAIM 1
#define BEAT 2
#define COMMIT 3
#define YIELD 4
#define COMPLETE 5
#define FAIL 6
#define CANCEL 7
#define EXPIRE 8
#define STOPPED 9
#define LEGAL(from, event, to) ( \
  (from == IDLE && event == START && to == RUNNING) || \
  (from == RUNNING && event == BEAT && to == RUNNING) || \
  (from == RUNNING && event == COMMIT && to == RUNNING) || \
  (from == RUNNING && event == YIELD && to == CONTINUING) || \
  (from == RUNNING && event == COMPLETE && to == COMPLETED) || \
  (from == RUNNING && event == FAIL && to == FAILED) || \
  (from == RUNNING && event == CLAIM && to == RUNNING) || \
  (from == RUNNING && event == CANCEL && to == CANCELLED) || \
  (from == RUNNING && event == EXPIRE && to == STALE) || \
  (from == RUNNING && event == EXPIRE && to == CONTINUING) || \
  (from == CONTINUING && event == CLAIM && to == RUNNING) || \
  (from == CONTINUING && event == CANCEL && to == CANCELLED) || \
  (from == CONTINUING && event == EXPIRE && to == STALE) || \
  (from == CONTINUING && event == EXPIRE && to == CONTINUING) || \
  (from == COMPLETED && event == STOPPED && to == COMPLETED) || \
  (from == FAILED && event == STOPPED && to == FAILED) || \
  (from == CANCELLED && event == STOPPED && to == CANCELLED) || \
  (from == STALE && event == STOPPED && to == STALE))
