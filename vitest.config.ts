import { defineConfig } from 'vitest/config'

const results = process.env.TEST_RESULTS

/** Tests that run the built program; all others run the sources. */
const PROGRAM = ['test/{program,terminal,docs}/**/*.test.ts', 'test/contract.test.ts']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    setupFiles: ['test/support/property-seed.ts'],
    // The gate wants the counts as a file, too.
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: PROGRAM,
          globalSetup: ['test/support/build-parts.js'],
        },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: PROGRAM,
          globalSetup: ['test/support/build-parts.js', 'test/support/build.ts'],
          provide: { built: true },
        },
      },
    ],
  },
})
