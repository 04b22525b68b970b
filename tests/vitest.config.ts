import { defineConfig } from 'vitest/config'

/** Browsers and servers share two cores with the tests; these are ceilings and not expectations. */
const testTimeout_ms = 60_000
const hookTimeout_ms = 240_000

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    testTimeout: testTimeout_ms,
    hookTimeout: hookTimeout_ms,
    setupFiles: ['tests/support/fail-on-console-error.ts'],
    // Most of them wait for the database or for each other's processes for half of the time and more.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/architecture.test.ts', 'tests/unit/**/*.test.ts'] },
      },
      { extends: true, test: { name: 'contract', include: ['tests/contract/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/start-cluster.ts'],
          setupFiles: ['tests/support/own-database.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/start-cluster.ts'],
          setupFiles: ['tests/support/own-database.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/run-demo.ts'],
          // One file after the other: what one counts, another would change.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
