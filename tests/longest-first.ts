import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest; those that mostly wait stand beside those that keep a core busy. */
const long = [
  'scenarios/random.slow',
  'hostile/half-open.slow',
  'browser/accessibility.browser',
  'safety/channels.slow',
  'browser/resilience.browser',
  'cli/cli.slow',
  'channels/cloud.slow',
  'browser/panel.browser',
  'server/replicas.slow',
  'browser/journeys.browser',
  'server/canary.slow',
  'hostile/fuzz.slow',
  'browser/loader.browser',
  'tests/start.slow',
  'storage/postgres.slow',
  'packaging/teams-app.slow',
  'server/faults.slow',
  'tests/assistant',
  'knowledge/knowledge',
  'tests/assemble-knowledge'
].map(name => `${name}.test.ts`)

/** The projects together, longest files first, so that no core is idle while the last of them ends; the short `fast` ones fill up. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex(name => moduleId.endsWith(`/${name}`))
      return at < 0 ? long.length : at
    }
    const isFast = ({ project }: TestSpecification) => Number(project.name === 'fast')
    return (await super.sort(files)).sort((one, other) => isFast(one) - isFast(other) || place(one) - place(other))
  }
}
