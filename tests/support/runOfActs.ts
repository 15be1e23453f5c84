/**
 * What a run of acts at random goes by: a run that failed is repeated with LEDGER_TEST_SEED, a longer one than the
 * suite's is asked for with LEDGER_TEST_ACTS.
 */
export const runOfActs = (seed: number): { readonly seed: number; readonly steps: number } => ({
  seed: Number(process.env['LEDGER_TEST_SEED'] ?? seed),
  steps: Number(process.env['LEDGER_TEST_ACTS'] ?? 300)
})

/** Acts of a long run that were never done; a short one need not reach what several decisions lead to. */
export const neverDone = (names: readonly string[], done: ReadonlyMap<string, number>, steps: number) =>
  steps < 1_000 ? [] : names.filter((name) => !done.has(name))
