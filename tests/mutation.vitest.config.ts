import { defineConfig } from 'vitest/config'

/** What `npm run mutation` runs: the tests that need no database, so that a mutant costs little. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    testTimeout: 60_000,
    // A mutant's tests share one thread, which ends with them: nothing stays for the next mutant.
    isolate: false,
    include: [
      'tests/unit/**/*.test.ts',
      'tests/contract/verdicts-*.test.ts',
      'tests/contract/benchmark-*.test.ts',
    ],
    // They go through pages, servers or whole bodies, and take seconds each: too long for each mutant.
    exclude: [
      'tests/unit/{components*,who-*,zoom-*,webhook-*,storm,slots,edge,health,verify-pack-bytes}.test.ts',
    ],
    setupFiles: ['tests/support/fail-on-console-error.ts', 'tests/support/fewer-runs.ts'],
  },
})
