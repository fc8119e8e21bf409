import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The walks over all pages take minutes each: begun last, one worker would end them alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = (file: TestSpecification): boolean => /\/axe[^/]*\.test\.ts$/.test(file.moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(long), ...sorted.filter((file) => !long(file))]
  }
}

// One worker reads the sources once for all its files: no test changes a module, each makes a world of its own.
const isolate = false

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'domain',
          isolate,
          sequence: { groupOrder: 0 },
          include: ['packages/*/src/**/*.test.ts', 'apps/web/src/**/*.test.ts'],
          // Thousands of histories a property: a busy machine takes its time.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          isolate,
          sequence: { groupOrder: 1 },
          include: ['apps/server/src/**/*.test.ts', 'tests/access/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'journeys',
          // After the others: browsers and test workers together starve two cores. Two at a time: a journey waits for its
          // browser half of the time.
          isolate,
          sequence: { groupOrder: 2 },
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/database.ts', 'tests/journeys/pages.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page is looked at until it shows what it should, as long as a locator waits.
          expect: { poll: { timeout: 15_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
})
